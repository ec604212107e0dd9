"""One site as a dossier prints it: its blocks, pictures, days and light, and what to beware of."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from scout_app.dossier.content import (
    Day,
    Picture,
    Place,
    Sheet,
    SunDay,
)
from scout_app.formats import renditions
from scout_app.model import choices
from scout_app.model.fields import N_
from scout_app.model.values import Period, Position
from scout_app.office import photos
from scout_app.office.diary import Diary
from scout_app.office.dossier_blocks import Making, Sources, blocks, value_of
from scout_app.office.exchange.clashing import contested_bookings
from scout_app.office.sites import SiteCard
from scout_app.places.sun import sun_on
from scout_app.rules.availability import day_states
from scout_app.wording import numbers, reasons, values

_BLUR_DEGREES = 0.05

_BLUR_M = 5_000.0

_MOST_SUN_DAYS = 14


def sheet(session: Session, making: Making, card: SiteCard, number: int) -> Sheet:
    """Return what is printed of one site; `number` names it where its name may not be told."""
    sources = Sources(making)
    told = tuple(block for block in blocks(making, card, sources) if block.lines or block.note)
    return Sheet(
        reference="" if making.is_anonymous else card.row.reference,
        title=_title(making, card, number),
        kind=_kind(making, card),
        place_line=_place_line(making, card),
        place=_place(making, card),
        blocks=told,
        days=_days(session, making, card),
        sun=_sun(making, card),
        credits=() if making.is_anonymous else tuple(_credits(making, card)),
        sources=tuple(sources.listed),
        unknowns=tuple(_unknowns(making, card)),
        warnings=(*_warnings(making, card), *_contested(session, making, card)),
        pictures=tuple(_pictures(session, making, card)),
    )


def _pictures(session: Session, making: Making, card: SiteCard) -> Iterator[Picture]:
    """Go through the pictures, the cover first; without names neither caption nor author."""
    rows = photos.of_site(session, card.row.id)
    for row in sorted(rows, key=lambda row: not row.is_cover):
        yield Picture(
            original=row.original,
            sha256=row.sha256,
            path=row.rendition(renditions.FULL if row.is_cover else renditions.HALF),
            width=row.width,
            height=row.height,
            caption="" if making.is_anonymous else row.caption,
            credit="" if making.is_anonymous else row.author,
        )


def _title(making: Making, card: SiteCard, number: int) -> str:
    if making.is_anonymous:
        return making.text(N_("Site {number}")).format(number=number)
    return card.row.name


def _kind(making: Making, card: SiteCard) -> str:
    kind = making.text(choices.SITE_KIND[card.row.kind])
    if card.row.location_kind:
        kind = f"{kind} · {_setting(making, card)}"
    if card.row.status != "in_service":
        kind = f"{kind} · {making.text(choices.SITE_STATUS[card.row.status])}"
    return kind


def _setting(making: Making, card: SiteCard) -> str:
    """Return what kind of location it is, by Scout's word or the offices' own."""
    value = next(one for one in card.card.values if one.field.name == "location_kind")
    return values.choice(value.field, str(value.value), making.lang)


def _place_line(making: Making, card: SiteCard) -> str:
    if making.is_anonymous:
        return card.row.commune
    address = value_of(card, "address")
    return ", ".join(str(part) for part in (address, card.row.commune) if part)


def _place(making: Making, card: SiteCard) -> Place | None:
    lat, lon = card.row.lat, card.row.lon
    if lat is None or lon is None:
        return None
    if making.is_anonymous:
        steps = 1 / _BLUR_DEGREES
        return Place(round(lat * steps) / steps, round(lon * steps) / steps, _BLUR_M)
    return Place(lat, lon, card.row.radius_m)


def _credits(making: Making, card: SiteCard) -> Iterator[str]:
    for credit in card.credits:
        kind = (
            making.text(choices.PRODUCTION_KIND.get(credit.kind, credit.kind))
            if credit.kind
            else ""
        )
        told = [text for text in (kind, credit.years) if text]
        yield f"{credit.title} ({', '.join(told)})" if told else credit.title


def _unknowns(making: Making, card: SiteCard) -> Iterator[str]:
    """Go through the labels of what a production would ask and nobody has told."""
    missing = frozenset(card.completeness.missing)
    for value in card.card.values:
        if value.field.askable and value.field.name in missing:
            yield values.label(value.field, making.lang)


def _days(session: Session, making: Making, card: SiteCard) -> tuple[Day, ...]:
    if making.period is None:
        return ()
    diary = Diary(session, making.period, [card.row.id], making.today)
    states = day_states(making.period, diary.obstacles(card.row.id), making.today)
    return tuple(
        Day(day, state, reasons.availability(state, making.lang))
        for day, state in zip(making.period, states, strict=True)
    )


def _sun(making: Making, card: SiteCard) -> tuple[SunDay, ...]:
    lat, lon = card.row.lat, card.row.lon
    if making.period is None or lat is None or lon is None:
        return ()
    at = _place(making, card) or Place(lat, lon, 0.0)
    return tuple(_sun_day(Position(at.lat, at.lon), day) for day in _sun_days(making.period))


def _sun_days(period: Period) -> list[date]:
    """Return every day of a short period, else its first, middle and last."""
    days = list(period)
    if len(days) <= _MOST_SUN_DAYS:
        return days
    return [days[0], days[len(days) // 2], days[-1]]


def _sun_day(position: Position, day: date) -> SunDay:
    sun = sun_on(position, day)
    return SunDay(
        day,
        sun.sunrise,
        sun.sunset,
        sun.golden_morning[1] if sun.golden_morning else None,
        sun.golden_evening[0] if sun.golden_evening else None,
    )


def _warnings(making: Making, card: SiteCard) -> Iterator[str]:
    if not card.row.offered:
        yield making.text(N_("This site is not offered for filming: its status is to be checked."))
    if card.row.radius_m and not making.is_anonymous:
        yield making.text(N_("The position is approximate: the disc on the map is an area."))


def _contested(session: Session, making: Making, card: SiteCard) -> Iterator[str]:
    """Go through the days asked that two bookings hold: nothing of them is printed as settled."""
    if making.period is None or not (wanted := contested_bookings(session)):
        return
    diary = Diary(session, making.period, [card.row.id], making.today)
    told = making.text(N_("{days}: subject to a decision, for the site is booked twice."))
    days = {
        entry.taken.period.clipped(making.period)
        for entry in diary.of_kin(card.row.id)
        if entry.taken.booking_id in wanted
    }
    for period in sorted(found for found in days if found is not None):
        yield told.format(days=numbers.period(period, making.lang))

"""One site as a dossier prints it: gathered, worded and filtered for the version.

Each version is built from what it may show. Nothing is gathered first and hidden afterwards, so
the anonymous version cannot hold a name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from scout_app.dossier.content import (
    Block,
    Day,
    Line,
    Picture,
    Place,
    Sheet,
    SunDay,
)
from scout_app.formats import renditions
from scout_app.model import choices
from scout_app.model.fields import N_, Confidentiality, Field, FieldType
from scout_app.model.values import Period, Position
from scout_app.office import photos
from scout_app.office.diary import Diary
from scout_app.office.evidence import ENTERED_BY, SEVERAL
from scout_app.office.exchange.clashing import contested_bookings
from scout_app.office.rows import CardValue
from scout_app.office.sites import RestrictionRow, SiteCard
from scout_app.places.sun import sun_on
from scout_app.rules.availability import day_states
from scout_app.wording import names, numbers, reasons, terms, values
from scout_app.wording.sources import source
from scout_app.wording.texts import translator

_BLUR_DEGREES = 0.05

_BLUR_M = 5_000.0

_MOST_SUN_DAYS = 14

COMBINED = frozenset(
    {"whole_id", "name", "reference", "kind", "status", "lat", "lon", "position_precision",
     "entrance_lat", "entrance_lon", "commune", "description"}
)  # fmt: skip
"""Fields that the head of a sheet says in its own way."""

_TELLS_NO_NAME = frozenset({FieldType.NUMBER, FieldType.YES_NO, FieldType.CHOICE, FieldType.TAGS})
"""Types of values that an anonymous sheet may show: none of them can hold a name."""


@dataclass(frozen=True, slots=True)
class Making:
    """What every part of the work needs to know."""

    lang: str
    version: str
    today: date
    period: Period | None

    def text(self, msgid: str) -> str:
        """Return a text in the dossier's language."""
        return translator(self.lang).gettext(msgid)

    @property
    def is_anonymous(self) -> bool:
        """Whether no name may be printed."""
        return self.version == "anonymous"

    @property
    def is_internal(self) -> bool:
        """Whether the dossier stays in the office."""
        return self.version == "internal"


def sheet(session: Session, making: Making, card: SiteCard, number: int) -> Sheet:
    """Return what is printed of one site; `number` names it where its name may not be told."""
    sources = _Sources(making)
    blocks = tuple(block for block in _blocks(making, card, sources) if block.lines or block.note)
    return Sheet(
        reference="" if making.is_anonymous else card.row.reference,
        title=_title(making, card, number),
        kind=_kind(making, card),
        place_line=_place_line(making, card),
        place=_place(making, card),
        blocks=blocks,
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


class _Sources:
    """The sources of a sheet, numbered as they are first named."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self.listed: list[str] = []

    def of(self, value: CardValue) -> tuple[int, ...]:
        """Return the numbers of the sources that say the value in force."""
        if self._making.is_anonymous:
            return ()
        said = (self.numbers(one.source) for one in value.evidence if one.retained)
        return tuple(dict.fromkeys(number for numbers in said for number in numbers))

    def numbers(self, named: str) -> tuple[int, ...]:
        """Return the numbers of the sources of one text, each the next one at its first mention."""
        return tuple(self._number(one) for one in named.split(SEVERAL))

    def _number(self, named: str) -> int:
        text = _said_by(self._making, named)
        if text not in self.listed:
            self.listed.append(text)
        return self.listed.index(text) + 1


def _said_by(making: Making, named: str) -> str:
    """Return a source in words; an officer's name stays in the office."""
    if not making.is_internal and named.startswith(ENTERED_BY):
        return making.text(N_("film office"))
    return source(named, making.lang)


def _title(making: Making, card: SiteCard, number: int) -> str:
    if making.is_anonymous:
        return making.text(N_("Site {number}")).format(number=number)
    return card.row.name


def _kind(making: Making, card: SiteCard) -> str:
    kind = making.text(choices.SITE_KIND[card.row.kind])
    if card.row.location_kind:
        kind = f"{kind} · {making.text(choices.LOCATION_KIND[card.row.location_kind])}"
    if card.row.status != "in_service":
        kind = f"{kind} · {making.text(choices.SITE_STATUS[card.row.status])}"
    return kind


def _place_line(making: Making, card: SiteCard) -> str:
    if making.is_anonymous:
        return card.row.commune
    address = _value(card, "address")
    return ", ".join(str(part) for part in (address, card.row.commune) if part)


def _place(making: Making, card: SiteCard) -> Place | None:
    lat, lon = card.row.lat, card.row.lon
    if lat is None or lon is None:
        return None
    if making.is_anonymous:
        steps = 1 / _BLUR_DEGREES
        return Place(round(lat * steps) / steps, round(lon * steps) / steps, _BLUR_M)
    return Place(lat, lon, card.row.radius_m)


def _value(card: SiteCard, name: str) -> object:
    return next(value.value for value in card.card.values if value.field.name == name)


def _blocks(making: Making, card: SiteCard, sources: _Sources) -> Iterator[Block]:
    for block, label in names.BLOCKS.items():
        note = _description(making, card) if block == "identity" else ""
        lines = (
            _line(making, value, sources)
            for value in card.card.values
            if value.field.block == block and value.value is not None and may_say(making, value)
        )
        before = _position(making, card) if block == "identity" else ()
        yield Block(making.text(label), (*before, *lines, *_added(making, card, block)), note)
    if making.is_anonymous:
        return
    yield Block(making.text(N_("Parts")), tuple(_parts(making, card)))
    yield Block(making.text(N_("What the sources add")), tuple(_notes(making, card, sources)))
    if making.is_internal:
        yield Block(making.text(N_("Contacts")), tuple(_contacts(making, card)))


def _added(making: Making, card: SiteCard, block: str) -> Iterator[Line]:
    """Go through what a block says beyond the site's own fields."""
    if making.is_anonymous:
        return
    if block == "land":
        kept = making.text(N_("Kept for filming"))
        for row in card.allocations:
            said = (row.stage, row.basis, row.last_day, row.state)
            yield Line(kept, terms.allocation(*said, making.lang))
    elif block == "constraints":
        yield from _constraints(making, card.restrictions)
    elif block == "terms":
        yield from _terms(making, card)


def _terms(making: Making, card: SiteCard) -> Iterator[Line]:
    """Go through rates, which stay between offices, and the cancellation ladder."""
    for rate in card.terms.rates if making.is_internal else ():
        yield Line(making.text(N_("Rate")), terms.rate(rate.day_type, rate.amount, making.lang))
    for step in card.terms.steps:
        yield Line(making.text(N_("Cancellation")), terms.step(step, making.lang))


def may_say(making: Making, value: CardValue) -> bool:
    """Tell whether the version may show a value under its own label."""
    field = value.field
    if field.name in COMBINED:
        return False
    if making.is_anonymous:
        return field.type in _TELLS_NO_NAME and _is_public(field)
    return making.is_internal or _is_public(field)


def _is_public(field: Field) -> bool:
    return field.confidentiality is Confidentiality.PUBLIC


def _description(making: Making, card: SiteCard) -> str:
    return "" if making.is_anonymous else str(_value(card, "description") or "")


def _position(making: Making, card: SiteCard) -> tuple[Line, ...]:
    lat, lon = card.row.lat, card.row.lon
    if making.is_anonymous or lat is None or lon is None:
        return ()
    precision = choices.POSITION_PRECISION.get(str(_value(card, "position_precision")), "")
    said = making.text(precision) if precision else ""
    text = f"{lat:.5f}, {lon:.5f}" + (f" ({said})" if said else "")
    return (Line(making.text(N_("Position (WGS84)")), text),)


def _line(making: Making, value: CardValue, sources: _Sources) -> Line:
    return Line(
        values.label(value.field, making.lang),
        values.show(value.field, value.value, making.lang),
        sources.of(value),
        () if making.is_anonymous else tuple(_disputes(making, value)),
    )


def _disputes(making: Making, value: CardValue) -> Iterator[str]:
    """Go through what other sources say instead, each with who says so."""
    met = set()
    for one in value.evidence:
        if one.retained or one.value is None or one.value in met:
            continue
        met.add(one.value)
        first = _said_by(making, one.source.split(SEVERAL)[0])
        # An address is told by its host: the whole of it would fill the column.
        said = urlsplit(first).hostname or first
        dated = f", {one.date}" if one.date else ""
        yield f"{one.value} ({said.removeprefix('www.')}{dated})"


def _parts(making: Making, card: SiteCard) -> Iterator[Line]:
    for part in card.parts:
        kind = making.text(choices.SITE_KIND[part.kind])
        area = "" if part.area is None else f", {numbers.quantity(part.area, 0, 'm²', making.lang)}"
        yield Line(part.name, f"{kind}{area}")


def _constraints(making: Making, rules: Sequence[RestrictionRow]) -> Iterator[Line]:
    for rule in rules:
        # The rule's own first sentence: the card holds the rest.
        said = [(rule.description or "").partition("\n")[0], _authority(making, rule)]
        if rule.lead_days:
            days = numbers.quantity(rule.lead_days, 0, "d", making.lang)
            said.append(making.text(N_("Notice: {days}.")).format(days=days))
        yield Line(rule.title, " ".join(text for text in said if text))


def _authority(making: Making, rule: RestrictionRow) -> str:
    told = [rule.authority or "", rule.as_of or ""]
    return f"({', '.join(text for text in told if text)})" if any(told) else ""


def _notes(making: Making, card: SiteCard, sources: _Sources) -> Iterator[Line]:
    for note in card.card.notes:
        if note.value:
            yield Line("", note.value, sources.numbers(note.source))


def _contacts(making: Making, card: SiteCard) -> Iterator[Line]:
    for contact in card.contacts:
        role = making.text(choices.LINK_ROLE[contact.role])
        told = (contact.name, contact.job, contact.organisation, contact.phone, contact.email)
        yield Line(role, ", ".join(dict.fromkeys(text for text in told if text)))


def _credits(making: Making, card: SiteCard) -> Iterator[str]:
    for credit in card.credits:
        kind = making.text(choices.PRODUCTION_KIND[credit.kind]) if credit.kind else ""
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

"""A booking in words: where it stands, its days and hours, what runs, what it costs."""

from datetime import datetime
from typing import TYPE_CHECKING

from scout_app.model.values import State
from scout_app.rules.holding import WAITING
from scout_app.ui import clock, texts
from scout_app.ui.calendar import words
from scout_app.ui.calendar.panel import lines
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.bookings import BookingRow, SpanRow
    from scout_app.office.life import Life
    from scout_app.rules.hours import Hours


def standing(booking: "BookingRow", state: State) -> str:
    """Return where a booking stands, and until when an option does."""
    from scout_app.wording import reasons

    lang = texts.language()
    said = [reasons.state(state, lang)]
    if booking.expired:
        said = [_("Expired option")]
    elif booking.rank is not None:
        said = [reasons.rank(booking.rank, lang)]
    if booking.home:
        said = [reasons.awaiting(booking.home, booking.home_news_at, clock.today(), lang)]
    if booking.expires_on and state in WAITING:
        said.append(reasons.countdown(booking.expires_on, clock.today(), lang))
    return " · ".join(said)


def facts(booking: "BookingRow") -> str:
    """Return the site, the days, who asked, and what was noted."""
    from scout_app.wording import numbers

    asked = numbers.instant(booking.asked_at, texts.language())
    return lines(
        [
            booking.site,
            *(_span(span) for span in booking.spans),
            _("Asked {at} by {officer}, {office}").format(
                at=asked, officer=booking.officer, office=booking.office
            ),
            booking.note or "",
            _("Reason: {reason}").format(reason=booking.reason) if booking.reason else "",
        ]
    )


def _span(span: "SpanRow") -> str:
    from scout_app.wording import reasons

    lang = texts.language()
    said = [
        words.period(span.period),
        hours(span.hours) if span.hours else "",
        reasons.day_type(span.day_type, lang),
        reasons.state(span.state, lang),
    ]
    return " · ".join(one for one in said if one)


def hours(found: "Hours") -> str:
    """Return from when until when in the day."""
    return f"{found.start:%H:%M} – {found.end:%H:%M}"


def price(life: "Life") -> str:
    """Return what the days cost; the ladder is told where one cancels."""
    from scout_app.wording import terms

    return "" if life.quote is None else lines(terms.priced(life.quote, texts.language()))


def countdown(life: "Life", now: datetime) -> str:
    """Return the time left of each challenge that runs."""
    from scout_app.wording import deadlines

    lang = texts.language()
    said = []
    for one in life.running:
        is_owed = one.booking == life.booking.id
        pattern = _("Challenged by “{who}”: {left}") if is_owed else _("Challenges “{who}”: {left}")
        who = one.challenger if is_owed else one.production
        said.append(pattern.format(who=who, left=deadlines.left(one.deadline, now, lang)))
    return lines(said)

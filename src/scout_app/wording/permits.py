"""What a booking has to ask for, as a sentence: by when, asked, granted or refused."""

from datetime import date
from typing import Protocol

from scout_app.model import choices
from scout_app.model.values import Period
from scout_app.rules.permits import PermitState
from scout_app.wording import numbers
from scout_app.wording.texts import translator


class Asked(Protocol):
    """A request, as `office.requests.Request` gives it."""

    @property
    def title(self) -> str:
        """The restriction that asks for it; empty for the site's own card."""

    @property
    def authority(self) -> str:
        """Who decides."""

    @property
    def days(self) -> Period:
        """The days held."""

    @property
    def file_by(self) -> date:
        """The last day to file."""

    @property
    def state(self) -> PermitState:
        """How it stands."""

    @property
    def number(self) -> str:
        """Of the file that was opened."""

    @property
    def conditions(self) -> str:
        """Of the grant, or the reason why not."""


def what(found: Asked, lang: str) -> str:
    """Return what is asked, and of whom."""
    said = " · ".join(part for part in (found.title, found.authority) if part)
    return said or translator(lang).gettext("Permission")


def request(found: Asked, today: date, lang: str) -> str:
    """Return how a request stands: "to be filed by 12/03/2027: Parc national"."""
    late = max(0, (today - found.file_by).days)
    return _pattern(found.state, late, lang).format(
        what=what(found, lang),
        count=late,
        day=numbers.day(found.file_by, lang),
        days=numbers.period(found.days, lang),
    )


def note(found: Asked, lang: str) -> str:
    """Return the number and the conditions of a permit; "" when nothing is known of them."""
    _ = translator(lang).gettext
    number = _("No. {number}").format(number=found.number) if found.number else ""
    return " · ".join(part for part in (number, found.conditions) if part)


def _pattern(state: PermitState, late: int, lang: str) -> str:
    texts = translator(lang)
    _ = texts.gettext
    match state:
        case PermitState.TO_ASK if late:
            return texts.ngettext(
                "To be filed, overdue by {count} day: {what}",
                "To be filed, overdue by {count} days: {what}",
                late,
            )
        case PermitState.TO_ASK:
            return _("Request to be filed by {day}: {what}")
        case PermitState.ASKED:
            return _("Asked for, no answer yet ({days}): {what}")
        case PermitState.REFUSED:
            return _("Refused, and the days are still held ({days}): {what}")
        case PermitState.GRANTED:
            return _("Granted: {what}")
    return _("Not needed: {what}")


def state(code: PermitState, lang: str) -> str:
    """Return where a permit stands."""
    return translator(lang).gettext(choices.PERMIT_STATE[code])

"""Rates, quotes, cancellation ladders and allocations of land as sentences."""

from datetime import date
from typing import Protocol

from scout_app.model import choices
from scout_app.model.values import DayType
from scout_app.rules.quotes import Line
from scout_app.rules.terms import Notices, Step
from scout_app.wording import numbers
from scout_app.wording.texts import translator


def rate(day_type: str, amount: int, lang: str) -> str:
    """Return the price of a day of a use; `amount` in cents before tax."""
    _ = translator(lang).gettext
    price = numbers.money(amount, lang)
    return _("{use}: {price} a day").format(use=_(choices.DAY_TYPE[day_type]), price=price)


class Quoted(Protocol):
    """What days cost, as `office.quotes.Quote` gives it."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The days of each use."""

    @property
    def total(self) -> int:
        """Of what is known, in cents."""

    @property
    def unknown(self) -> tuple[DayType, ...]:
        """The uses without a rate."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The cancellation ladder."""

    @property
    def gap(self) -> Notices | None:
        """The notices of which it says nothing."""

    @property
    def notice(self) -> int:
        """Days from today to the first day."""

    @property
    def percent(self) -> int | None:
        """What is due when it is cancelled today."""

    @property
    def due(self) -> int | None:
        """The same in cents."""


def quoted(found: Quoted, lang: str) -> list[str]:
    """Return a quote, a line each: the uses, the total, the ladder and what it leaves unsaid."""
    return [*priced(found, lang), *laddered(found, lang)]


def priced(found: Quoted, lang: str) -> list[str]:
    """Return what days cost, a line a use, and the total of what is known."""
    said = [line(one, lang) for one in found.lines]
    if len(found.unknown) < len(found.lines):
        said.append(total(found.total, not found.unknown, lang))
    return said


def laddered(found: Quoted, lang: str) -> list[str]:
    """Return what cancelling costs, by notice and today."""
    _ = translator(lang).gettext
    if not found.steps:
        return [_("No cancellation ladder: what cancelling costs is not known")]
    said = [step(one, lang) for one in found.steps]
    if found.gap is not None:
        said.append(gap(found.gap, lang))
    return [*said, cancelled(found.notice, found.percent, found.due, lang)]


def line(found: Line, lang: str) -> str:
    """Return what the days of one use cost, or that nobody stated their rate."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    days = ngettext("{count} day", "{count} days", found.days).format(count=found.days)
    use = _(choices.DAY_TYPE[found.day_type])
    if found.rate is None or found.amount is None:
        return _("{use}: {days}, rate unknown").format(use=use, days=days)
    said = _("{use}: {days} × {rate} = {amount}")
    rate, amount = (numbers.money(cents, lang) for cents in (found.rate, found.amount))
    return said.format(use=use, days=days, rate=rate, amount=amount)


def total(cents: int, whole: bool, lang: str) -> str:
    """Return a total in cents before tax; not `whole` where a rate is unknown."""
    _ = translator(lang).gettext
    said = _("Total: {amount} before tax") if whole else _("Known so far: {amount} before tax")
    return said.format(amount=numbers.money(cents, lang))


def cancelled(notice: int, percent: int | None, cents: int | None, lang: str) -> str:
    """Return what cancelling costs at so many days of notice, or that the ladder does not say."""
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    ahead = ngettext("{count} day ahead", "{count} days ahead", notice).format(count=notice)
    if percent is None:
        return _("Cancelled today ({ahead}): the ladder does not say what is due").format(
            ahead=ahead
        )
    if cents is None:
        return _("Cancelled today ({ahead}): {percent} % due").format(ahead=ahead, percent=percent)
    return _("Cancelled today ({ahead}): {percent} % due, {amount}").format(
        ahead=ahead, percent=percent, amount=numbers.money(cents, lang)
    )


def step(found: Step, lang: str) -> str:
    """Return what is due for a range of notices."""
    _ = translator(lang).gettext
    said = _("{notices}: {percent} % due")
    return said.format(notices=notices(found.notices, lang), percent=found.percent)


def gap(found: Notices, lang: str) -> str:
    """Return what a ladder does not say."""
    _ = translator(lang).gettext
    said = _("{notices}: nothing is said; add a tier.")
    return said.format(notices=notices(found, lang))


def notices(found: Notices, lang: str) -> str:
    """Return a range of notices in days."""
    _ = translator(lang).gettext
    if found.last is None:
        return _("{first} days ahead or more").format(first=found.first)
    if found.first == 0:
        return _("less than {days} days ahead").format(days=found.last + 1)
    return _("{first} to {last} days ahead").format(first=found.first, last=found.last)


def allocation(
    stage: str, basis: str | None, last_day: date | None, state: str | None, lang: str
) -> str:
    """Return how far a piece of land is, on what basis and until when."""
    _ = translator(lang).gettext
    parts = [_(choices.ALLOCATION_STAGE[stage])]
    if basis:
        parts.append(_(choices.ALLOCATION_BASIS.get(basis, basis)))
    if last_day is not None:
        parts.append(_("until {day}").format(day=numbers.day(last_day, lang)))
    if state:
        parts.append(_(choices.ALLOCATION_STATE[state]))
    return " · ".join(parts)

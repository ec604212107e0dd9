"""Rates, cancellation ladders and allocations of land as sentences."""

from datetime import date

from scout_app.model import choices
from scout_app.rules.terms import Notices, Step
from scout_app.wording import numbers
from scout_app.wording.texts import translator


def rate(day_type: str, amount: int, lang: str) -> str:
    """Return the price of a day of a use; `amount` in cents before tax."""
    _ = translator(lang).gettext
    price = numbers.money(amount, lang)
    return _("{use}: {price} a day").format(use=_(choices.DAY_TYPE[day_type]), price=price)


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

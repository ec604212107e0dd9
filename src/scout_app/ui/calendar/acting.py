"""What each act on a booking asks the desk for, and what is said once it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scout_app import office
from scout_app.ui import clock, texts
from scout_app.ui.calendar import words
from scout_app.ui.calendar.panel import lines
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.bookings import Fate, Settled
    from scout_app.office.life import Life
    from scout_app.office.moves import Ended, Moved
    from scout_app.ui.calendar.deeds import Answering, Challenging, Ending, Lasting, Moving, Ranking


@dataclass(frozen=True, slots=True)
class Call:
    """A verb with what it takes; `fated` when options may be met that need a fate."""

    verb: Callable[..., Any]
    args: tuple[object, ...]
    how: Mapping[str, object]
    said: Callable[[Any], str]
    fated: bool = False


def confirm(life: "Life") -> Call:
    """Confirm the booking."""
    verb, args = office.bookings.confirm, (life.booking.id,)
    return Call(verb, args, {"today": clock.today()}, settled, fated=True)


def promote(life: "Life") -> Call:
    """Record that an officer has seen the booking become the first."""
    verb, args = office.promotions.promote, (life.booking.id,)
    return Call(verb, args, {"today": clock.today()}, lambda _id: _("The first place is noted."))


def release(life: "Life", deed: "Ending") -> Call:
    """Release the options of the booking."""
    args = (life.booking.id, deed.reason.text())
    return Call(office.bookings.release, args, {"today": clock.today()}, settled)


def cancel(life: "Life", deed: "Ending") -> Call:
    """Cancel the booking."""
    args = (life.booking.id, deed.reason.text())
    return Call(office.moves.cancel, args, {"today": clock.today()}, _ended)


def move(life: "Life", deed: "Moving") -> Call:
    """Move the booking."""
    args = (life.booking.id, deed.days.period)
    return Call(office.moves.move, args, {"today": clock.today()}, moved, fated=True)


def extend(life: "Life", deed: "Lasting") -> Call:
    """Give the option another last day."""
    args = (life.booking.id, deed.day)
    return Call(office.moves.extend, args, {"today": clock.today()}, words.held)


def reopen(life: "Life", deed: "Lasting") -> Call:
    """Take the booking up again."""
    how = {"today": clock.today(), "expires_on": deed.day}
    return Call(office.moves.reopen, (life.booking.id,), how, words.held)


def rank(life: "Life", deed: "Ranking") -> Call:
    """Rank the option by hand."""
    args = (life.booking.id, deed.rank, deed.reason.text())
    return Call(office.moves.rank, args, {"today": clock.today()}, _ranked)


def challenge(deed: "Challenging") -> Call | None:
    """Challenge; None when there is nobody to."""
    if (duel := deed.chosen) is None:
        return None
    how = {"today": clock.today(), "deadline": deed.deadline}
    said = _("The challenge is sent.")
    return Call(office.challenges.challenge, (duel.booking, duel.by), how, lambda _made: said)


def answer(life: "Life", deed: "Answering", confirms: bool) -> Call | None:
    """Answer the challenge that runs against the booking; None when none does."""
    if (owed := life.owed) is None:
        return None
    how = {"today": clock.today(), "reason": deed.reason.text()}
    verb, args = office.challenges.answer, (owed.id, confirms)
    return Call(verb, args, how, settled, fated=confirms)


def settled(done: "Settled") -> str:
    """Return what became of the rivals."""
    return lines([_fate(fate) for fate in done.changed])


def _ended(done: "Ended") -> str:
    from scout_app.wording import terms

    due = terms.cancelled(done.notice, done.percent, None, texts.language())
    return lines([due, settled(done.settled)])


def moved(done: "Moved") -> str:
    """Return where a booking stands now, and what became of the rivals it met there."""
    said = [_("Moved: {days}.").format(days=", ".join(words.period(days) for days in done.spans))]
    if done.behind:
        said.append(_("It stands behind the options it met there."))
    return lines([*said, *(_fate(fate) for fate in done.changed)])


def _ranked(place: int | None) -> str:
    from scout_app.wording import reasons

    return "" if place is None else reasons.rank(place, texts.language())


def _fate(fate: "Fate") -> str:
    """Return what became of a rival: relegated, released, or first now."""
    from scout_app.wording import reasons

    if fate.state.is_live:
        return _("{production} is first now, {days}").format(
            production=fate.production, days=words.period(fate.period)
        )
    return _("{production}, {days}: {state}").format(
        production=fate.production,
        days=words.period(fate.period),
        state=reasons.state(fate.state, texts.language()),
    )

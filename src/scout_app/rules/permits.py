"""Whether what has to be asked for is: the days a permit covers, and from when a request waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from scout_app.model.values import Period
from scout_app.rules.holding import gained

AHEAD = 30
"""Days before its deadline from which a request waits: the time it takes to put a file together."""
NEAR = 14
"""Days before the first one held from which an answer that has not come waits: time enough to
call the authority, or to move the booking."""


class PermitState(StrEnum):
    """Where an authorisation stands."""

    TO_ASK = "to_ask"
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"


_CLOSED = (PermitState.GRANTED, PermitState.NOT_NEEDED)
_COVERS = (PermitState.ASKED, *_CLOSED)
NEXT: dict[PermitState, tuple[PermitState, ...]] = {
    PermitState.TO_ASK: (PermitState.ASKED, PermitState.NOT_NEEDED),
    PermitState.ASKED: (PermitState.GRANTED, PermitState.REFUSED, PermitState.NOT_NEEDED),
    PermitState.REFUSED: (PermitState.ASKED, PermitState.GRANTED, PermitState.NOT_NEEDED),
    PermitState.GRANTED: (PermitState.REFUSED,),
    PermitState.NOT_NEEDED: (PermitState.ASKED,),
}
"""What an officer may say next of a request, by how it stands: a grant may be withdrawn, and what
was not needed be asked for after all."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """A permit as far as the rules need it; an end that is None is open."""

    id: UUID
    state: PermitState
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> Period | None:
        """The days it is for; None when its ends have crossed: then it is for none."""
        first, last = self.first or date.min, self.last or date.max
        return Period(first, last) if first <= last else None

    def meets(self, days: Iterable[Period]) -> bool:
        """Tell whether it is for one of the days."""
        return self.days is not None and any(self.days.overlaps(one) for one in days)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands; `permit` is the one that says so, None when there is none."""

    state: PermitState
    permit: UUID | None = None


def standing(days: Sequence[Period], held: Sequence[Permitted]) -> Standing:
    """Return how a request for days stands, given the permits that answer it.

    Each day has to be covered, by one permit or by several: a booking that is moved beyond them
    is to be asked for again. A request that was filed comes before a former refusal, and a
    refusal covers nothing.
    """
    met = [one for one in held if one.meets(days)]
    for states in (_CLOSED, _COVERS):
        found = [one for one in met if one.state in states]
        covered = [one.days for one in found if one.days is not None]
        if found and not gained(covered, days):
            said = min(found, key=lambda one: states.index(one.state))
            return Standing(said.state, said.id)
    for state in (PermitState.REFUSED, PermitState.TO_ASK):
        if one := next((one for one in met if one.state is state), None):
            return Standing(state, one.id)
    return Standing(PermitState.TO_ASK)


def waits_for(state: PermitState, file_by: date, first: date, today: date) -> date | None:
    """Return the day before which something is to be done about a request, None when nothing is.

    A request to file waits from `AHEAD` days before its deadline on, one that was filed from
    `NEAR` days before the first day held on; a refusal waits as long as the days are held.
    """
    match state:
        case PermitState.TO_ASK:
            return file_by if (file_by - today).days <= AHEAD else None
        case PermitState.ASKED:
            return first if (first - today).days <= NEAR else None
        case PermitState.REFUSED:
            return first
    return None

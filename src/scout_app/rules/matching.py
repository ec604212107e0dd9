"""One need against many sites: verdicts, reasons, score, reliability, blockers and near misses.

This is the exact, plain evaluator; a faster one must give the same answers. Unknown is not no: an
unknown criterion counts half in the score, whatever it asks, and lowers the reliability instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize
from uuid import UUID

from scout_app.model.values import Availability, Operator, Period, Verdict


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is asked of one field.

    `wanted` is a number in the field's stored unit, a text, a yes/no, a tuple of texts, a pair
    (low, high) for between, or (Position, km) for within_km.
    """

    id: UUID
    field: str
    operator: Operator
    wanted: Any
    is_hard: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Approx:
    """A distance in km to a site whose position is only known to lie within `radius_km`."""

    km: float
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion's verdict on one site, with what was found there (None: unknown)."""

    criterion: Criterion
    found: Any
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Dates:
    """How the days of the need stand at a site."""

    state: Availability
    rank: int | None
    """The rank that an option would have."""
    period: Period | None
    """The best days within the need's window."""
    next_free: Period | None
    """The first free days after, when the window has none."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The single change that would make a blocked site fit: a criterion, or later days."""

    criterion: Criterion | None
    gap: float | None
    """How much is missing, in the field's stored unit (km for a distance)."""
    period: Period | None
    days_later: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site with what is known of the fields asked, and how its days stand."""

    site_id: UUID
    name: str
    found: Mapping[str, Any]
    dates: Dates | None
    days_wanted: Period | None = None
    """The window of the need, from which later days are counted."""


@dataclass(frozen=True, slots=True)
class Match:
    """One site for one need, explained."""

    site_id: UUID
    name: str
    score: float | None
    """0…1, None for a blocked site: an impossibility has no percentage."""
    reliability: float
    blocked: tuple[Reason, ...]
    dates_block: bool
    to_check: tuple[Reason, ...]
    """Indispensable criteria of which nothing is known."""
    dates: Dates | None
    reasons: tuple[Reason, ...]
    near_misses: tuple[NearMiss, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether something indispensable is missing."""
        return self.dates_block or bool(self.blocked)


def verdict(criterion: Criterion, found: Any) -> Verdict:
    """Say whether what was found is what is asked; a list with nothing in it is unknown too."""
    if found is None or found == ():
        return Verdict.UNKNOWN
    if criterion.operator is Operator.WITHIN_KM:
        return _within(criterion.wanted[1], found)
    return Verdict.YES if _holds(criterion.operator, criterion.wanted, found) else Verdict.NO


def _within(km: float, found: Approx) -> Verdict:
    if found.km + found.radius_km <= km:
        return Verdict.YES
    return Verdict.NO if found.km - found.radius_km > km else Verdict.UNKNOWN


def _holds(operator: Operator, wanted: Any, found: Any) -> bool:
    match operator:
        case Operator.AT_LEAST:
            return bool(found >= wanted)
        case Operator.AT_MOST:
            return bool(found <= wanted)
        case Operator.BETWEEN:
            return bool(wanted[0] <= found <= wanted[1])
        case Operator.ANY_OF:
            return bool(_words(found) & _words(wanted))
        case Operator.NONE_OF:
            return not _words(found) & _words(wanted)
    return bool(_folded(found) == _folded(wanted))


def _words(value: Any) -> set[Any]:
    return {_folded(one) for one in (value if isinstance(value, tuple) else (value,))}


def _folded(value: Any) -> Any:
    """Return a text without its accents and capitals; anything else as it is."""
    if not isinstance(value, str):
        return value
    bare = normalize("NFKD", value)
    return "".join(sign for sign in bare if not combining(sign)).casefold()


def evaluate(criteria: Sequence[Criterion], candidate: Candidate) -> Match:
    """Judge one site."""
    reasons = tuple(
        Reason(
            asked,
            candidate.found.get(asked.field),
            verdict(asked, candidate.found.get(asked.field)),
        )
        for asked in criteria
    )
    hard = [reason for reason in reasons if reason.criterion.is_hard]
    blocked = tuple(reason for reason in hard if reason.verdict is Verdict.NO)
    dates_block = candidate.dates is not None and candidate.dates.period is None
    return Match(
        site_id=candidate.site_id,
        name=candidate.name,
        score=None if blocked or dates_block else _score(reasons),
        reliability=_reliability(reasons),
        blocked=blocked,
        dates_block=dates_block,
        to_check=tuple(reason for reason in hard if reason.verdict is Verdict.UNKNOWN),
        dates=candidate.dates,
        reasons=reasons,
        near_misses=_near_misses(blocked, dates_block, candidate),
    )


_WORTH = {Verdict.YES: 1.0, Verdict.UNKNOWN: 0.5, Verdict.NO: 0.0}


def _score(reasons: Sequence[Reason]) -> float:
    """Σ w·yes + ½ Σ w·unknown over Σ w, of the wished criteria; 1 when nothing was wished."""
    wished = [reason for reason in reasons if not reason.criterion.is_hard]
    total = sum(reason.criterion.weight for reason in wished)
    if not total:
        return 1.0
    return sum(_WORTH[r.verdict] * r.criterion.weight for r in wished) / total


def _reliability(reasons: Sequence[Reason]) -> float:
    """Weight of the known criteria over the weight of all; 1 when nothing is asked."""
    total = sum(reason.criterion.weight for reason in reasons)
    known = sum(r.criterion.weight for r in reasons if r.verdict is not Verdict.UNKNOWN)
    return known / total if total else 1.0


def _near_misses(
    blocked: Sequence[Reason], dates_block: bool, candidate: Candidate
) -> tuple[NearMiss, ...]:
    """Return the change that would do, when a single one would."""
    if dates_block and not blocked:
        free = candidate.dates.next_free if candidate.dates else None
        if free is None or candidate.days_wanted is None:
            return ()
        later = (free.last - candidate.days_wanted.last).days
        return (NearMiss(None, None, free, later),)
    if len(blocked) == 1 and not dates_block:
        return (NearMiss(blocked[0].criterion, _gap(blocked[0]), None, None),)
    return ()


def _gap(reason: Reason) -> float | None:
    """Return how much is missing, where that can be measured."""
    wanted, found = reason.criterion.wanted, reason.found
    match reason.criterion.operator:
        case Operator.AT_LEAST:
            return float(wanted - found)
        case Operator.AT_MOST:
            return float(found - wanted)
        case Operator.BETWEEN:
            return float(wanted[0] - found if found < wanted[0] else found - wanted[1])
        case Operator.WITHIN_KM:
            return float(found.km - found.radius_km - wanted[1])
    return None


def shortlist(criteria: Sequence[Criterion], candidates: Iterable[Candidate]) -> tuple[Match, ...]:
    """Return all sites judged: blocked last, then by score, reliability, name and id."""
    judged = (evaluate(criteria, candidate) for candidate in candidates)
    return tuple(sorted(judged, key=place))


def place(match: Match) -> tuple[int, float, float, str, str]:
    """Return what orders a match among the others: less comes first.

    Blocked sites stand by what blocks them, the fewest first, then by the score they would have:
    so an unknown never puts a site behind the place that a no would have given it.
    """
    return (
        len(match.blocked) + match.dates_block,
        -_score(match.reasons),
        -match.reliability,
        _folded(match.name),
        str(match.site_id),
    )

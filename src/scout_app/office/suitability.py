"""Whether a piece of land suits filming: the same engine as for a production's need."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.fields import N_
from scout_app.model.sites import Site
from scout_app.model.values import Operator
from scout_app.office import found
from scout_app.rules.matching import Candidate, Criterion, Reason, evaluate

_AT_LEAST, _AT_MOST = Operator.AT_LEAST, Operator.AT_MOST
_IS, _NONE_OF = Operator.IS, Operator.NONE_OF
_ASKED: tuple[tuple[str, str, Operator, object, int], ...] = (
    (N_("Access"), "truck_height", _AT_LEAST, 420, 3),
    (N_("Access"), "truck_weight", _AT_LEAST, 380, 3),
    (N_("Access"), "truck_slope", _AT_MOST, 10, 1),
    (N_("Surface"), "area", _AT_LEAST, 5_000, 5),
    (N_("Networks"), "power_kw", _AT_LEAST, 1_000, 3),
    (N_("Networks"), "water", _IS, True, 2),
    (N_("Networks"), "fibre", _IS, True, 2),
    (N_("Neighbours"), "noise", _NONE_OF, ("noisy",), 2),
    (N_("Neighbours"), "night", _NONE_OF, ("forbidden",), 2),
    (N_("Risks"), "pollution", _NONE_OF, ("suspected", "known"), 4),
    (N_("Risks"), "condition", _NONE_OF, ("unsafe", "heavy_works"), 3),
    (N_("Risks"), "heritage", _NONE_OF, ("listed", "site"), 1),
    (N_("Ownership"), "owner_type", _IS, "public", 3),
)
"""Heading, field, comparison, what is wanted in the field's stored unit (4.2 m, 38 t, 100 kW…),
weight: what film offices ask of land that is to take a base camp, sets and trucks."""


@dataclass(frozen=True, slots=True)
class Suitability:
    """The sheet of one piece of land: headed answers; score and reliability from 0 to 1."""

    site_id: UUID
    name: str
    lines: tuple[tuple[str, Reason], ...]
    score: float
    reliability: float


def of_site(session: Session, site_id: UUID) -> Suitability:
    """Return the sheet of a site; raises Unknown."""
    name = session.scalar(select(Site.name).where(Site.id == site_id))
    if name is None:
        raise Unknown("site", str(site_id))
    criteria = [
        Criterion(uuid5(NAMESPACE_URL, field), field, operator, wanted, False, weight)
        for _heading, field, operator, wanted, weight in _ASKED
    ]
    known: Mapping[str, object] = found.values(session, criteria)[site_id]
    match = evaluate(criteria, Candidate(site_id, name, known, None))
    headings = (heading for heading, *_ in _ASKED)
    return Suitability(
        site_id=site_id,
        name=name,
        lines=tuple(zip(headings, match.reasons, strict=True)),
        # Nothing is asked as indispensable, so there is always a score.
        score=match.score or 0.0,
        reliability=match.reliability,
    )

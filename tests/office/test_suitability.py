"""The sheet of a piece of land answers each question, and unknown is never no."""

from uuid import UUID

import pytest

from scout_app.errors import Unknown
from scout_app.model.values import Verdict
from scout_app.office import suitability
from tests.office.conftest import Trade


def test_what_is_known_is_judged_and_the_rest_lowers_only_the_reliability(trade: Trade) -> None:
    bare = trade.site("Nue", kind="land")
    good = trade.site(
        "Bonne", kind="land", area=20_000, owner_type="public", pollution="treated", water=True
    )
    bad = trade.site("Mauvaise", kind="land", area=900, pollution="known", owner_type="private")
    nothing, well, badly = (trade.read(suitability.of_site, one) for one in (bare, good, bad))
    assert {reason.verdict for _, reason in nothing.lines} == {Verdict.UNKNOWN}
    assert nothing.reliability == 0
    assert badly.score < nothing.score < well.score
    said = {reason.criterion.field: reason.verdict for _, reason in well.lines}
    assert (said["area"], said["pollution"], said["fibre"]) == (
        Verdict.YES, Verdict.YES, Verdict.UNKNOWN,
    )  # fmt: skip
    assert {heading for heading, _ in well.lines} == {
        "Access", "Surface", "Networks", "Neighbours", "Risks", "Ownership",
    }  # fmt: skip


def test_a_site_that_is_not_there_has_no_sheet(trade: Trade) -> None:
    with pytest.raises(Unknown):
        trade.read(suitability.of_site, UUID(int=1))

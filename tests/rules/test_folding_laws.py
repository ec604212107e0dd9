"""Any history of any copies, clones, restored backups and wrong clocks keeps the laws."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules import laws
from tests.rules.replicas import played

HISTORIES = int(os.environ.get("SCOUT_HISTORIES", "5000"))


def test_every_history_keeps_the_laws() -> None:
    counted = {"clones": 0, "histories": 0, "transactions": 0}

    @settings(
        max_examples=HISTORIES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(script=st.binary(min_size=31, max_size=120))
    def history(script: bytes) -> None:
        world = played(script)
        counted["histories"] += 1
        counted["clones"] += world.clones
        counted["transactions"] += len(world.every)
        laws.check(world)

    history()
    assert counted["histories"] >= HISTORIES
    assert counted["clones"] > HISTORIES // 10
    assert counted["transactions"] > HISTORIES


@pytest.mark.parametrize("script", [bytes(range(1, 250)), bytes(range(0, 250, 3))])
def test_these_histories_keep_the_laws(script: bytes) -> None:
    laws.check(played(script))

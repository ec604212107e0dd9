"""The dialog of doubles: pairs side by side, a choice for each field, merged or told apart."""

from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from scout_app import office
from scout_app.ui.desk import Desk
from scout_app.ui.sites.doubles import Doubles
from tests.ui.asking import Wait, ask, do


@pytest.fixture
def two(bare_desk: Desk, wait: Wait) -> tuple[UUID, UUID]:
    wait(lambda: bare_desk.is_open)
    one = {"name": "Hangar J1", "kind": "location", "commune": "13202", "area": "900"}
    other = {"name": "Hangar J 1", "kind": "location", "commune": "13202", "power_kw": "80",
             "area": "950"}  # fmt: skip
    return (
        do(bare_desk, wait, office.rows.add, "site", one),
        do(bare_desk, wait, office.rows.add, "site", other),
    )


@pytest.fixture
def dialog(bare_desk: Desk, two: tuple[UUID, UUID], qtbot: QtBot, wait: Wait) -> Doubles:
    made = Doubles(bare_desk)
    qtbot.addWidget(made)
    made.show()
    wait(lambda: made.comparison.compared)
    return made


def side(dialog: Doubles) -> str:
    compared = dialog.comparison.compared
    assert compared is not None
    return compared.kept.name


def test_the_pair_is_shown_with_its_reason_and_what_is_proposed(dialog: Doubles) -> None:
    assert dialog.count.text() == "1 pair"
    assert "same commune" in list(dialog.pairs.rows.texts(0))[3]
    by_name = dialog.comparison.choices
    assert {"name", "area", "power_kw", "reference"} <= by_name.keys()
    assert side(dialog) == "Hangar J1"
    assert dialog.comparison.taken() == {"power_kw"}


def test_what_was_chosen_stays_when_the_catalogue_changes(
    dialog: Doubles, bare_desk: Desk, wait: Wait
) -> None:
    dialog.comparison.choices["area"][1].setChecked(True)
    shown = dialog.comparison.compared
    do(bare_desk, wait, office.rows.add, "site", {"name": "Phare", "kind": "land"})
    wait(lambda: dialog.comparison.compared is not shown)
    assert dialog.comparison.taken() == {"area", "power_kw"}


def test_the_position_is_chosen_as_one(
    dialog: Doubles, bare_desk: Desk, two: tuple[UUID, UUID], wait: Wait
) -> None:
    do(bare_desk, wait, office.rows.edit, two[0], {"lat": "43.3", "lon": "5.36"})
    wait(lambda: "lat" in dialog.comparison.choices)
    assert not {"lat", "lon"} & dialog.comparison.taken()
    dialog.comparison.choices["lat"][1].click()
    assert {"lat", "lon"} <= dialog.comparison.taken()


def test_merging_keeps_the_chosen_values_and_one_undo_parts_them(
    dialog: Doubles, bare_desk: Desk, two: tuple[UUID, UUID], wait: Wait
) -> None:
    dialog.comparison.choices["area"][1].setChecked(True)
    kept: list[Any] = []
    dialog.merged.connect(lambda _kind, row: kept.append(row))
    dialog.merge.click()
    wait(lambda: kept)
    card = ask(bare_desk, wait, office.rows.card, two[0])
    values = {v.field.name: v.value for v in card.values}
    assert (kept, values["area"], values["power_kw"]) == ([two[0]], 950, 800)
    wait(lambda: dialog.count.text() == "0 pairs")
    assert dialog.comparison.compared is None
    assert not dialog.merge.isEnabled()
    bare_desk.do(office.history.undo)
    wait(lambda: dialog.count.text() == "1 pair")


def test_two_told_apart_are_not_shown_again(dialog: Doubles, wait: Wait) -> None:
    dialog.apart.click()
    wait(lambda: dialog.count.text() == "0 pairs")
    wait(lambda: "not proposed any more" in dialog.said.text())


def test_another_kind_is_compared_on_demand(dialog: Doubles, bare_desk: Desk, wait: Wait) -> None:
    for name in ("Alix Renard", "Renard Alix"):
        do(bare_desk, wait, office.rows.add, "person", {"name": name})
    dialog.kind.setCurrentIndex(dialog.kind.findData("person"))
    wait(lambda: dialog.pairs.chosen_row is not None and dialog.pairs.chosen_row.kind == "person")
    wait(lambda: dialog.comparison.compared and dialog.comparison.compared.kind == "person")


def test_the_other_one_is_kept_on_demand(dialog: Doubles, wait: Wait) -> None:
    dialog.turn.click()
    wait(lambda: side(dialog) == "Hangar J 1")
    assert "power_kw" not in dialog.comparison.taken()

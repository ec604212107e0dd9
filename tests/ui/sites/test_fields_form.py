"""The short form: what was typed is written to its own row, though another row is shown next."""

from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from scout_app import office
from scout_app.ui.desk import Desk
from scout_app.ui.fields_form import FieldsForm
from tests.ui.asking import Wait, ask, do


@pytest.fixture
def two(bare_desk: Desk, wait: Wait) -> list[UUID]:
    wait(lambda: bare_desk.is_open)
    add = office.rows.add
    return [do(bare_desk, wait, add, "person", {"name": name}) for name in ("Alix", "Sam")]


@pytest.fixture
def form(bare_desk: Desk, two: list[UUID], qtbot: QtBot, wait: Wait) -> FieldsForm:
    made = FieldsForm(bare_desk, ("name", "job", "basis_on"))
    qtbot.addWidget(made)
    made.show_card(ask(bare_desk, wait, office.rows.card, two[0]))
    made.show()
    return made


def test_a_text_still_being_typed_goes_to_the_row_it_was_typed_for(
    form: FieldsForm, bare_desk: Desk, two: list[UUID], wait: Wait
) -> None:
    form.lines["job"].editor.put("Régisseuse")
    form.show_card(ask(bare_desk, wait, office.rows.card, two[1]))
    assert form.lines["job"].editor.given() == ""

    def jobs() -> list[object]:
        cards = [ask(bare_desk, wait, office.rows.card, row) for row in two]
        return [next(v.value for v in c.values if v.field.name == "job") for c in cards]

    wait(lambda: jobs() == ["Régisseuse", None])


def test_a_refusal_for_the_row_before_is_told_by_the_window_and_not_under_the_next(
    form: FieldsForm, bare_desk: Desk, two: list[UUID], wait: Wait
) -> None:
    told: list[Any] = []
    bare_desk.refused.connect(told.append)
    form.lines["basis_on"].editor.put("hier")
    form.show_card(ask(bare_desk, wait, office.rows.card, two[1]))
    wait(lambda: told)
    assert form.lines["basis_on"].said.text() == ""

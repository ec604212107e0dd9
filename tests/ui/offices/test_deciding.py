"""What two offices said differently is decided, by mouse or by keyboard, and only by somebody."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from scout_app.model.bookings import Span
from scout_app.model.sites import Site
from scout_app.model.values import State
from scout_app.office import exchange, rows
from scout_app.ui.offices.deciding import Deciding
from scout_app.ui.window import Window
from tests.office.exchange.conftest import Desk as Office
from tests.ui.offices.conftest import Wait, both, contested, site


def area(at: Office, where: UUID) -> Any:
    return at.read(lambda session: session.scalar(select(Site.area).where(Site.id == where)))


def states(at: Office, booking: UUID) -> list[tuple[str, int]]:
    chosen = select(Span.state, Span.first_day).where(Span.booking_id == booking)
    return at.read(lambda s: [(state, day.toordinal()) for state, day in s.execute(chosen)])


@pytest.fixture
def quay(arles: Office, martigues: Office) -> UUID:
    """Return a site whose area and floor load two offices gave differently."""
    where = site(arles, area="100", floor_load="10")
    both(arles, martigues)
    martigues.write(rows.edit, where, {"area": "200", "floor_load": "20"})
    arles.write(rows.edit, where, {"area": "300", "floor_load": "30"})
    martigues.receive(arles.send())
    return where


@pytest.fixture
def deciding(window: Window, wait: Wait) -> Deciding:
    """Return the tab of decisions."""
    window.offices.decide()
    return window.offices.deciding


def shown(deciding: Deciding, wait: Wait, count: int) -> None:
    deciding.refresh()
    wait(lambda: deciding.table.rows.rowCount() == count)


def test_base_here_and_there_stand_side_by_side(quay: UUID, deciding: Deciding, wait: Wait) -> None:
    shown(deciding, wait, 2)
    deciding.filter.setText("martigues aréa")
    assert deciding.table.rows.rowCount() == 0
    deciding.filter.setText("floor load")
    assert deciding.table.rows.rowCount() == 1
    sides = deciding.sides
    values = [column.value.text() for column in (sides.base, sides.here, sides.there)]
    assert [value.split()[0].split("\u202f")[0] for value in values] == ["10", "20", "30"]
    assert "Martigues" in sides.here.who.text()
    assert "Arles" in sides.there.who.text()
    deciding.kind.setCurrentIndex(deciding.kind.findData("clash"))
    assert deciding.table.rows.rowCount() == 0
    assert not sides.isEnabled()


@pytest.mark.parametrize(
    ("key", "kept"), [(Qt.Key.Key_1, 100), (Qt.Key.Key_2, 200), (Qt.Key.Key_3, 300)]
)
def test_a_number_decides_and_the_next_line_is_chosen(
    quay: UUID, deciding: Deciding, martigues: Office, wait: Wait, qtbot: QtBot,
    key: Qt.Key, kept: int,
) -> None:  # fmt: skip
    scale = area(martigues, quay) // 300 if area(martigues, quay) % 300 == 0 else 0
    scale = scale or area(martigues, quay) // 200
    shown(deciding, wait, 2)
    deciding.table.selectRow(0)
    qtbot.keyClick(deciding.table, key)
    wait(lambda: deciding.table.rows.rowCount() == 1)
    assert area(martigues, quay) == kept * scale
    assert deciding.table.chosen_row is not None
    assert martigues.read(exchange.waiting) == 1


def test_another_value_is_written_as_typed(
    quay: UUID, deciding: Deciding, martigues: Office, wait: Wait
) -> None:
    shown(deciding, wait, 2)
    deciding.table.selectRow(0)
    deciding.sides.other.setText("many")
    deciding.sides.take_other.click()
    wait(deciding.said.text)
    assert deciding.table.rows.rowCount() == 2
    before = area(martigues, quay)
    deciding.sides.other.setText("250")
    deciding.sides.take_other.click()
    wait(lambda: deciding.table.rows.rowCount() == 1)
    assert area(martigues, quay) not in (before, None)


def test_a_whole_row_and_then_all_that_remain(
    quay: UUID, deciding: Deciding, arles: Office, martigues: Office, wait: Wait
) -> None:
    shown(deciding, wait, 2)
    assert deciding.latest.text() == "The latest for all 2 fields…"
    deciding.latest.click()
    assert "2 fields take the latest" in deciding.question.text.text()
    deciding.question.no.click()
    assert martigues.read(exchange.waiting) == 2
    deciding.table.selectRow(0)
    assert deciding.sides.row_there.text() == "There: all 2 fields of the row"
    deciding.sides.row_there.click()
    wait(lambda: deciding.table.rows.rowCount() == 0)
    wait(lambda: "2" in deciding.said.text())
    arles.receive(martigues.send())
    assert arles.read(exchange.waiting) == 0
    assert area(arles, quay) == area(martigues, quay)


def test_the_latest_for_all(quay: UUID, deciding: Deciding, martigues: Office, wait: Wait) -> None:
    shown(deciding, wait, 2)
    deciding.latest.click()
    deciding.question.yes.click()
    wait(lambda: deciding.table.rows.rowCount() == 0)
    assert martigues.read(exchange.waiting) == 0


def test_a_deletion_stands_against_an_edit(
    deciding: Deciding, arles: Office, martigues: Office, wait: Wait
) -> None:
    where = site(arles, area="100")
    both(arles, martigues)
    arles.write(rows.delete, where, "sold")
    martigues.write(rows.edit, where, {"area": "200"})
    martigues.receive(arles.send())
    shown(deciding, wait, 1)
    deciding.table.selectRow(0)
    sides = deciding.sides
    assert (sides.here.value.text(), sides.there.value.text()) == ("kept", "deleted")
    assert not sides.base.keep.isEnabled()
    sides.there.keep.click()
    wait(lambda: deciding.table.rows.rowCount() == 0)
    assert area(martigues, where) is None


Act = Callable[[Deciding], None]


def first(deciding: Deciding) -> None:
    deciding.sides.press(1)


def second(deciding: Deciding) -> None:
    deciding.sides.press(2)


def together(deciding: Deciding) -> None:
    deciding.sides.press(3)


def moved(deciding: Deciding) -> None:
    deciding.sides.first.setDate(QDate(2027, 6, 1))
    deciding.sides.move_there.click()


@pytest.mark.parametrize(
    ("act", "here", "there"),
    [
        (first, State.CONFIRMED, State.CANCELLED),
        (second, State.CANCELLED, State.CONFIRMED),
        (together, State.CONFIRMED, State.CONFIRMED),
        (moved, State.CONFIRMED, State.CONFIRMED),
    ],
)
def test_a_double_booking_is_decided_with_a_reason(
    deciding: Deciding, arles: Office, martigues: Office, wait: Wait,
    act: Act, here: State, there: State,
) -> None:  # fmt: skip
    one, other = contested(arles, martigues)
    martigues.receive(arles.send())
    shown(deciding, wait, 1)
    deciding.table.selectRow(0)
    sides = deciding.sides
    assert sides.here.value.text().startswith("Deux")
    assert sides.there.value.text().startswith("Un")
    assert "3–7 May 2027" in sides.about.text()
    assert not sides.press(1)
    sides.reason.setText("agreed by telephone")
    act(deciding)
    wait(lambda: deciding.table.rows.rowCount() == 0)
    assert [state for state, _day in states(martigues, other)] == [here]
    assert [state for state, _day in states(martigues, one)] == [there]
    arles.receive(martigues.send())
    assert arles.read(exchange.waiting) == 0
    assert states(arles, one) == states(martigues, one)


def test_of_two_first_options_one_is_put_first_or_arrival_decides(
    deciding: Deciding, arles: Office, martigues: Office, wait: Wait
) -> None:
    contested(arles, martigues, State.OPTION)
    martigues.receive(arles.send())
    shown(deciding, wait, 1)
    deciding.table.selectRow(0)
    sides = deciding.sides
    assert "Both are the first option" in sides.about.text()
    assert sides.moving.isHidden()
    assert sides.both.text() == "3  By arrival"
    sides.reason.setText("as they asked")
    assert sides.press(3)
    wait(lambda: deciding.table.rows.rowCount() == 0)
    arles.receive(martigues.send())
    assert arles.read(exchange.waiting) == 0

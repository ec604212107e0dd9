"""Tables of frozen rows: shown, ordered, chosen by id, copied, and as the officer left them."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scout_app.ui.table import Column, RowsModel, RowsTable

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
ROWS = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select


@dataclass(frozen=True, slots=True)
class Quay:
    """One row."""

    id: int
    name: str
    metres: int | None = None


QUAYS = [Quay(1, "Étage 10", 40), Quay(2, "étage 2", None), Quay(3, "Atelier", 7)]


def columns() -> list[Column[Quay]]:
    return [
        Column("Name", attrgetter("name"), tip=lambda quay: f"No. {quay.id}", width=20),
        Column(
            "Length",
            lambda quay: "" if quay.metres is None else f"{quay.metres} m",
            sort=attrgetter("metres"),
            align="right",
            colour=lambda quay: None if quay.metres else QColor("red"),
        ),
        Column("Number", lambda quay: str(quay.id), hidden=True),
    ]


@pytest.fixture
def model(qtbot: QtBot) -> RowsModel[Quay]:
    rows: RowsModel[Quay] = RowsModel(columns())
    rows.show(QUAYS)
    return rows


@pytest.fixture
def new_table(qtbot: QtBot) -> Callable[[], RowsTable[Quay]]:
    def make() -> RowsTable[Quay]:
        table: RowsTable[Quay] = RowsTable(columns(), "quays", empty="Nothing moors here")
        qtbot.addWidget(table)
        table.resize(500, 300)
        table.show()
        return table

    return make


@pytest.fixture
def table(new_table: Callable[[], RowsTable[Quay]]) -> RowsTable[Quay]:
    shown = new_table()
    shown.show_rows(QUAYS)
    return shown


def names(model: RowsModel[Quay]) -> list[str]:
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def many(count: int) -> list[Quay]:
    return [Quay(n, f"Quay {n}", count - n) for n in range(count)]


# -- the model -----------------------------------------------------------------------------------


def test_qt_finds_no_fault_in_the_model(model: RowsModel[Quay]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(0, DOWN)
    model.show([])
    model.show(QUAYS[:2])
    assert tester.model() is model


def test_a_cell_shows_what_its_column_says(model: RowsModel[Quay]) -> None:
    length = model.index(1, 1)
    assert (model.index(0, 1).data(), length.data()) == ("40 m", "")
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "No. 1"
    assert length.data(Qt.ItemDataRole.ForegroundRole) == QColor("red")
    assert length.data(Qt.ItemDataRole.ToolTipRole) is None
    aligned = length.data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(aligned) & Qt.AlignmentFlag.AlignRight


def test_text_is_ordered_as_a_reader_expects(model: RowsModel[Quay]) -> None:
    model.sort(0, UP)
    assert names(model) == ["Atelier", "étage 2", "Étage 10"]
    model.sort(0, DOWN)
    assert names(model) == ["Étage 10", "étage 2", "Atelier"]
    model.sort(-1)
    assert names(model) == ["Étage 10", "étage 2", "Atelier"]


def test_numbers_are_ordered_as_numbers_and_the_unknown_is_last(model: RowsModel[Quay]) -> None:
    model.sort(1, UP)
    assert [row.metres for row in model.rows] == [7, 40, None]
    model.sort(1, DOWN)
    assert [row.metres for row in model.rows] == [40, 7, None]


def test_the_order_chosen_holds_for_the_next_rows(model: RowsModel[Quay]) -> None:
    model.sort(0, UP)
    model.show([Quay(8, "Zinc"), Quay(9, "Ancre")])
    assert names(model) == ["Ancre", "Zinc"]


def test_a_row_is_found_by_its_id_in_any_order(model: RowsModel[Quay]) -> None:
    for order in (UP, DOWN):
        model.sort(0, order)
        assert [model.row(model.index_of(quay.id)) for quay in QUAYS] == QUAYS
    assert not model.index_of(99).isValid()


def test_a_long_list_makes_only_the_texts_that_are_looked_at(qtbot: QtBot) -> None:
    made: list[int] = []

    def text(quay: Quay) -> str:
        made.append(quay.id)
        return quay.name

    rows: RowsModel[Quay] = RowsModel([Column("Name", text)])
    rows.show(many(100_000))
    assert made == []
    assert rows.index(50_000, 0).data() == "Quay 50000"
    assert 50_000 in made
    assert len(made) < 100
    assert rows.index(50_000, 0).data() == "Quay 50000"
    assert made.count(50_000) == 1


def test_texts_looked_at_long_ago_are_let_go_and_made_again(qtbot: QtBot) -> None:
    rows: RowsModel[Quay] = RowsModel(columns())
    rows.show(many(20_000))
    assert names(rows) == [quay.name for quay in rows.rows]
    assert rows.index(0, 0).data() == "Quay 0"


# -- the table -----------------------------------------------------------------------------------


def test_choosing_a_row_tells_it_once(table: RowsTable[Quay]) -> None:
    chosen: list[Quay | None] = []
    selected: list[tuple[int, ...]] = []
    table.chosen.connect(chosen.append)
    table.selected.connect(selected.append)
    assert table.select_id(2)
    assert table.select_id(2)
    assert chosen == [QUAYS[1]]
    assert selected == [(2,)]
    assert (table.chosen_row, table.chosen_id, table.chosen_ids) == (QUAYS[1], 2, (2,))


def test_a_row_that_is_not_shown_is_not_chosen(table: RowsTable[Quay]) -> None:
    table.select_id(2)
    assert not table.select_id(99)
    assert table.chosen_id == 2


def test_rows_shown_again_keep_what_was_chosen_without_telling(table: RowsTable[Quay]) -> None:
    table.select_ids([1, 3])
    told: list[object] = []
    table.chosen.connect(told.append)
    table.selected.connect(told.append)
    table.show_rows([Quay(7, "Bac"), Quay(3, "Atelier neuf", 9), QUAYS[0]])
    assert set(table.chosen_ids) == {1, 3}
    assert table.chosen_id == 1
    assert told == []


def test_a_chosen_row_that_is_gone_is_told(table: RowsTable[Quay]) -> None:
    table.select_id(2)
    told: list[object] = []
    table.chosen.connect(told.append)
    table.selected.connect(told.append)
    table.show_rows([QUAYS[0]])
    assert told == [None, ()]
    assert table.chosen_row is None


def test_the_selection_follows_its_rows_into_another_order(table: RowsTable[Quay]) -> None:
    table.select_ids([1, 3])
    for order in (UP, DOWN, UP):
        table.sortByColumn(0, order)
        assert set(table.chosen_ids) == {1, 3}
        assert table.chosen_id == 1


def test_a_long_list_stays_where_it_was_scrolled(table: RowsTable[Quay]) -> None:
    rows = many(5_000)
    table.show_rows(rows)
    table.verticalScrollBar().setValue(10_000)
    before = table.rowAt(0)
    assert before > 100
    table.show_rows(list(rows))
    assert table.rowAt(0) == before


def test_many_rows_are_selected_by_id(table: RowsTable[Quay]) -> None:
    table.show_rows(many(20_000))
    table.select_ids(range(0, 20_000, 2))
    assert table.chosen_ids == tuple(range(0, 20_000, 2))


def test_the_selected_rows_are_copied_as_a_spreadsheet_takes_them(
    qtbot: QtBot, table: RowsTable[Quay]
) -> None:
    table.show_rows([Quay(1, 'a "b"\tc', 4), Quay(2, "not this"), Quay(3, "two\nlines", 5)])
    table.select_ids([1, 3])
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == '"a ""b""\tc"\t4 m\n"two\nlines"\t5 m\n'


def test_columns_are_copied_in_the_order_shown(table: RowsTable[Quay]) -> None:
    table.horizontalHeader().moveSection(1, 0)
    table.select_id(1)
    table.copy()
    assert QGuiApplication.clipboard().text() == "40 m\tÉtage 10\n"


def test_copying_nothing_leaves_the_clipboard(table: RowsTable[Quay]) -> None:
    QGuiApplication.clipboard().setText("kept")
    table.clearSelection()
    table.copy()
    assert QGuiApplication.clipboard().text() == "kept"


def test_enter_and_a_double_click_open_the_row(qtbot: QtBot, table: RowsTable[Quay]) -> None:
    opened: list[Quay] = []
    table.opened.connect(opened.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == []
    table.select_id(3)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    at = table.visualRect(table.rows.index_of(1)).center()
    viewport = table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert opened == [QUAYS[2], QUAYS[0]]


def test_the_arrows_choose(qtbot: QtBot, table: RowsTable[Quay]) -> None:
    table.select_id(1)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen_id == 2
    assert table.chosen_ids == (2,)


def test_tab_chooses_the_first_row_and_a_click_only_the_row_it_falls_on(
    qtbot: QtBot, new_table: Callable[[], RowsTable[Quay]]
) -> None:
    for reason, wanted in (
        (Qt.FocusReason.TabFocusReason, 1),
        (Qt.FocusReason.MouseFocusReason, None),
    ):
        table = new_table()
        table.clearFocus()
        table.show_rows(QUAYS)
        told: list[Quay | None] = []
        table.chosen.connect(told.append)
        QApplication.sendEvent(table, QFocusEvent(QFocusEvent.Type.FocusIn, reason))
        assert (table.chosen_id, table.chosen_ids) == (wanted, (wanted,) if wanted else ())
        assert told == QUAYS[: len(table.chosen_ids)]


def test_columns_are_shown_and_hidden_but_never_all(table: RowsTable[Quay]) -> None:
    shown = {action.text(): action for action in table.columns_menu().actions()}
    assert [name for name, action in shown.items() if action.isChecked()] == ["Name", "Length"]
    shown["Length"].setChecked(False)
    shown["Number"].setChecked(True)
    assert [table.isColumnHidden(n) for n in range(3)] == [False, True, False]
    shown["Number"].setChecked(False)
    last = {action.text(): action.isEnabled() for action in table.columns_menu().actions()}
    assert last == {"Name": False, "Length": True, "Number": True}


def test_the_next_table_of_that_name_has_the_columns_left_by_the_officer(
    table: RowsTable[Quay], new_table: Callable[[], RowsTable[Quay]]
) -> None:
    table.setColumnWidth(0, 231)
    table.setColumnHidden(1, True)
    table.setColumnHidden(2, False)
    table.sortByColumn(0, UP)
    table.hide()
    again = new_table()
    again.show_rows(QUAYS)
    assert again.columnWidth(0) == 231
    assert [again.isColumnHidden(n) for n in range(3)] == [False, True, False]
    assert names(again.rows) == ["Atelier", "étage 2", "Étage 10"]


def test_an_empty_table_says_what_to_do(new_table: Callable[[], RowsTable[Quay]]) -> None:
    table = new_table()
    said = table.viewport().grab().toImage()
    table.empty = ""
    assert said != table.viewport().grab().toImage()


def test_the_current_row_survives_without_being_selected(table: RowsTable[Quay]) -> None:
    index = table.rows.index_of(2)
    table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    table.selectionModel().select(table.rows.index_of(3), ROWS)
    table.show_rows(list(reversed(QUAYS)))
    assert (table.chosen_id, table.chosen_ids) == (2, (3,))
    assert table.indexAt(QPoint(-1, -1)) == QModelIndex()


class Pier(list[Quay]):
    """Rows that know where each stands, and count how many were looked at."""

    looked = 0

    def place_of(self, identity: object) -> int | None:
        return next((n for n, quay in enumerate(QUAYS) if quay.id == identity), None)

    def __getitem__(self, place: Any) -> Any:
        self.looked += 1
        return super().__getitem__(place)


def test_rows_that_know_their_places_are_not_all_looked_at(model: RowsModel[Quay]) -> None:
    pier = Pier(QUAYS)
    model.show(pier)
    assert model.index_of(3).row() == 2
    assert not model.index_of(9).isValid()
    assert pier.looked == 0
    model.sort(0)
    assert model.identity(model.index_of(3)) == 3
    assert model.index_of(3).row() == 0

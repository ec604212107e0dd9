"""The use of a year, from the button to the days."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scout_app.model.values import Availability, Period, State
from scout_app.ui import theme
from scout_app.ui.calendar.heat_rows import PARTS, ink, shade
from tests.ui.calendar.stage import Stage

Days = Callable[..., Period]
_LEFT = Qt.MouseButton.LeftButton
Role = Qt.ItemDataRole


def opened(stage: Stage) -> None:
    QTest.mouseClick(stage.page.toolbar.heat, _LEFT)
    stage.qtbot.waitUntil(lambda: stage.page.heat.rows.rowCount() == 2)


def test_the_year_is_shown_in_figures_and_in_words(
    qtbot: QtBot, stage: Stage, stretch: Days
) -> None:
    stage.hold(stage.quay, stage.marius, stretch(0, 3), State.CONFIRMED)
    stage.hold(stage.quay, stage.taxi, stretch(8, 9))
    opened(stage)
    heat, rows = stage.page.heat, stage.page.heat.rows
    assert stage.page.grid.isHidden()
    assert rows.columnCount() == PARTS + 53
    names = [rows.index(n, 0).data() for n in range(2)]
    quay = names.index("Quay")
    qtbot.waitUntil(lambda: rows.index(quay, 1).data() == "6 days · 2 %")
    week = rows.index(quay, PARTS + 9)
    assert week.data() == "4"
    assert week.data(Role.AccessibleTextRole) == "Quay, 1–7 March 2027: 4 of 7 days"
    heat.states[Availability.OPTIONED].setChecked(False)
    qtbot.waitUntil(lambda: rows.index(quay, 1).data() == "4 days · 1 %")
    heat.by.setCurrentIndex(1)
    qtbot.waitUntil(lambda: rows.columnCount() == PARTS + 12)
    assert rows.index(quay, PARTS + 2).data() == "4"
    assert rows.headerData(PARTS + 2, Qt.Orientation.Horizontal, Role.DisplayRole) == "Mar"


def test_a_cell_leads_to_its_days(qtbot: QtBot, stage: Stage, stretch: Days) -> None:
    opened(stage)
    cells = stage.page.heat.cells
    cells.setCurrentIndex(stage.page.heat.rows.index(1, PARTS + 30))
    QTest.keyClick(cells, Qt.Key.Key_Return)
    assert not stage.page.grid.isHidden()
    assert not stage.page.toolbar.heat.isChecked()
    assert stage.page.grid.chosen is not None
    site, days = stage.page.grid.chosen
    assert site.site.name == stage.page.heat.rows.index(1, 0).data()
    assert days.first.isocalendar().week == 30
    assert stage.page.grid.period.first <= days.first


def test_every_shade_can_be_read() -> None:
    for dark in (False, True):
        palette = theme.palette(dark)
        for n in range(21):
            fill = shade(n / 20, palette)
            assert isinstance(fill, QColor)
            assert theme.contrast(ink(fill, palette), fill) >= 4.5

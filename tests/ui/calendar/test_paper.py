"""The calendar is printed from its page: what is chosen is what is shown, saved and printed."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from scout_app.dossier import planning
from scout_app.dossier.planning_content import DaysOff, Planning, Row
from scout_app.model.values import Period, State
from scout_app.ui.calendar import paper
from scout_app.ui.calendar.paper import PaperDialog
from scout_app.ui.paper import preview
from tests.dossier.conftest import read
from tests.ui.calendar.stage import Stage

MARCH = Period(date(2027, 3, 1), date(2027, 3, 31))


def opened(stage: Stage) -> PaperDialog:
    """Press Ctrl+P on the page and wait for the first pages."""
    stage.page.activateWindow()
    QTest.keyClick(stage.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    stage.qtbot.waitUntil(lambda: bool(stage.page.findChildren(PaperDialog)))
    dialog = stage.page.findChildren(PaperDialog)[0]
    stage.qtbot.waitUntil(lambda: bool(dialog.proof.preview.pages), timeout=15_000)
    return dialog


def test_what_is_shown_is_what_is_saved(stage: Stage, tmp_path: Path) -> None:
    stage.hold(stage.quay, stage.marius, Period(date(2027, 3, 8), date(2027, 3, 10)))
    dialog = opened(stage)
    assert dialog.days.period == MARCH
    out = tmp_path / "march.pdf"
    dialog.proof.keep(out)
    stage.qtbot.waitUntil(out.is_file)
    text = read(out).text
    assert "1–31 March 2027" in text
    assert "Marius" in text
    dialog.held.setChecked(True)
    dialog.internal.setChecked(False)
    assert not dialog.proof.print.isEnabled()
    stage.qtbot.waitUntil(dialog.proof.print.isEnabled, timeout=15_000)
    assert dialog.proof.made is not None
    assert "Marius" not in read(dialog.proof.made).text
    dialog.close()
    QApplication.processEvents()


def test_pages_beyond_those_shown_are_printed_too(tmp_path: Path) -> None:
    rows = tuple(Row(f"Plateau {n}", "", 0) for n in range(2_000))
    made = Planning("fr", MARCH, rows, DaysOff({}), "Mission cinéma", MARCH.first)
    path = tmp_path / "long.pdf"
    pages = planning.write(made, path, lambda _share: None).pages
    assert pages > preview.MOST_PAGES
    assert len(preview.rasters(path, 40, lambda _share: None)) == preview.MOST_PAGES
    assert sum(1 for _raster in preview.every(path, 40)) == pages


def test_the_stretches_of_days_hold_today_when_it_is_in_view(stage: Stage) -> None:
    assert stage.today in MARCH
    around = Period(date(2027, 2, 10), date(2027, 4, 10))
    assert paper.stretch("month", around) == MARCH
    assert paper.stretch("week", around) == Period(date(2027, 3, 1), date(2027, 3, 7))
    later = Period(date(2028, 2, 10), date(2028, 4, 10))
    assert paper.stretch("month", later) == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert paper.stretch("year", later) == Period(date(2028, 1, 1), date(2028, 12, 31))
    assert paper.stretch("seen", later) == later


def test_days_written_by_hand_are_printed_as_they_are(stage: Stage) -> None:
    stage.hold(stage.quay, stage.marius, MARCH, State.CONFIRMED)
    dialog = opened(stage)
    dialog.days.first.setDate(dialog.days.first.date().addDays(4))
    assert dialog.stretch.currentData() == "own"
    stage.qtbot.waitUntil(dialog.proof.print.isEnabled, timeout=15_000)
    assert dialog.proof.made is not None
    assert "5–31 March 2027" in read(dialog.proof.made).text
    dialog.close()

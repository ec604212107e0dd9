"""The officer's day in the window: stories through real clicks."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from scout_app import office, settings
from scout_app.model.values import Officer
from scout_app.office import history, rows
from scout_app.store.database import Store
from scout_app.ui.dossiers.page import DossiersPage
from scout_app.ui.paper import printing
from scout_app.ui.single import Single
from scout_app.ui.window import Window

WAIT = 10_000
OFFICER = Officer("Camille Roux", "Mission cinéma")


def test_the_sites_are_there_and_the_first_card_is_open(qtbot: QtBot, window: Window) -> None:
    page = window.sites
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 66, timeout=WAIT)
    qtbot.waitUntil(lambda: page.title.text() == page.list.rows.row(0).name, timeout=WAIT)
    assert page.count.text() == "66 sites"
    qtbot.waitUntil(lambda: page.results.map is not None, timeout=WAIT)


def test_typing_narrows_the_list_and_a_link_opens_the_sources(qtbot: QtBot, window: Window) -> None:
    page = window.sites
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 66, timeout=WAIT)
    qtbot.keyClicks(page.search, "provence studios mart")
    qtbot.waitUntil(lambda: 0 < page.list.rows.rowCount() < 20, timeout=WAIT)
    page.list.selectRow(0)
    qtbot.waitUntil(lambda: page.title.text() == "Provence Studios", timeout=WAIT)
    assert "disputed" in page.text.toPlainText()
    page.text.anchorClicked.emit("source:stage_count")
    assert page.sources.isVisible()
    said = page.sources.toPlainText()
    assert "17" in said
    assert "11" in said


def test_undo_names_the_merge_that_it_would_take_back(qtbot: QtBot, window: Window) -> None:
    page = window.sites
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 66, timeout=WAIT)
    found: dict[str, Any] = {row.name: row.id for row in page.list.rows.rows}
    one, other = found["Abbaye Saint-Victor"], found["Provence Studios"]
    window.desk.do(office.merging.merge, one, other)
    text = "Undo : merge Abbaye Saint-Victor and Provence Studios"
    qtbot.waitUntil(lambda: window.undoing.undo.text().replace("&", "") == text, timeout=WAIT)
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 65, timeout=WAIT)
    window.undoing.undo.trigger()
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 66, timeout=WAIT)


def test_what_is_still_being_typed_is_kept_when_the_window_closes(
    qtbot: QtBot, window: Window, starter: Store
) -> None:
    page = window.sites
    qtbot.waitUntil(lambda: page.title.text() != "", timeout=WAIT)
    site = page.panel.site
    assert site is not None
    page.edit.setChecked(True)
    line: Any = page.editor.form.editors["floor_load"]
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus, timeout=WAIT)
    line.selectAll()
    qtbot.keyClicks(line, "1234")
    window.close()
    with starter.reading() as session:
        card = rows.card(session, site)
    assert next(v.value for v in card.values if v.field.name == "floor_load") == 1234


def test_a_value_is_kept_when_its_field_is_left_and_undone_from_the_menu(
    qtbot: QtBot, window: Window, starter: Store
) -> None:
    page = window.sites
    qtbot.waitUntil(lambda: page.title.text() != "", timeout=WAIT)
    site = page.list.chosen_row
    assert site is not None
    page.edit.setChecked(True)
    line: Any = page.editor.form.editors["clear_height"]
    line.setText("9,5")
    line.editingFinished.emit()
    qtbot.waitUntil(lambda: value(starter, site.id, "clear_height") == 950, timeout=WAIT)
    qtbot.waitUntil(lambda: page.said.text().startswith("Saved at"), timeout=WAIT)
    qtbot.waitUntil(window.undoing.undo.isEnabled, timeout=WAIT)
    qtbot.waitUntil(lambda: "Clear height" in window.undoing.undo.text(), timeout=WAIT)
    window.undoing.undo.trigger()
    qtbot.waitUntil(lambda: value(starter, site.id, "clear_height") is None, timeout=WAIT)
    qtbot.waitUntil(window.undoing.redo.isEnabled, timeout=WAIT)


def test_a_value_that_does_not_fit_is_refused_under_the_fields(
    qtbot: QtBot, window: Window, starter: Store
) -> None:
    page = window.sites
    qtbot.waitUntil(lambda: page.title.text() != "", timeout=WAIT)
    page.edit.setChecked(True)
    line: Any = page.editor.form.editors["clear_height"]
    line.setText("haut")
    line.editingFinished.emit()
    qtbot.waitUntil(lambda: "a number is expected" in page.editor.form.said.text(), timeout=WAIT)


def test_what_another_program_commits_is_shown(
    qtbot: QtBot, window: Window, starter: Store
) -> None:
    page = window.sites
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 66, timeout=WAIT)
    with starter.transaction(Officer("Dominique", "Martigues")) as session:
        rows.add(session, "site", {"name": "Hangar tout neuf", "kind": "stage"})
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 67, timeout=WAIT)


def test_a_production_gets_a_need_and_sites_that_match(
    qtbot: QtBot, example_window: Window
) -> None:
    window = example_window
    window.turn_to(window.productions)
    page = window.productions
    qtbot.waitUntil(lambda: page.list.rows.rowCount() == 4, timeout=WAIT)
    page.list.select_id(
        next(row.id for row in page.list.rows.rows if row.title.endswith("Le Phare éteint"))
    )
    qtbot.waitUntil(lambda: page.matches.lines.rows.rowCount() > 0, timeout=WAIT)
    qtbot.waitUntil(lambda: "LED" in page.matches.reasons.toPlainText(), timeout=WAIT)
    best = page.matches.lines.rows.row(0)
    assert best.site.name == "The Next Stage"
    qtbot.keyClicks(page.needs.label, "Cale")
    qtbot.keyPress(page.needs.label, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.needs.lines.rows.rowCount() == 3, timeout=WAIT)


def test_a_change_elsewhere_does_not_call_the_former_production_back(
    qtbot: QtBot, example_window: Window
) -> None:
    window = example_window
    window.turn_to(window.productions)
    page = window.productions
    qtbot.waitUntil(lambda: bool(page.heading.text()), timeout=WAIT)
    other = next(row for row in page.list.rows.rows if row.title not in page.heading.text())
    page.list.select_id(other.id)
    page.refresh()
    qtbot.waitUntil(lambda: other.title in page.heading.text(), timeout=WAIT)


def test_from_a_match_to_the_dossier(qtbot: QtBot, example_window: Window) -> None:
    window = example_window
    window.turn_to(window.productions)
    page = window.productions
    qtbot.waitUntil(lambda: page.matches.lines.rows.rowCount() > 0, timeout=WAIT)
    qtbot.mouseClick(page.matches.dossier, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.dossiers
    qtbot.waitUntil(lambda: window.dossiers.chosen.count() == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: len(window.dossiers.proof.preview.pages) > 0, timeout=30_000)


def test_the_history_names_who_and_takes_back(
    qtbot: QtBot, example_window: Window, example: Store
) -> None:
    from scout_app.ui.history import HistoryDialog

    dialog = HistoryDialog(example_window.desk, example_window)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.transactions.rows.rowCount() > 3, timeout=WAIT)
    assert dialog.transactions.rows.row(0).author == "Exemple – Camille Modèle"
    dialog.transactions.selectRow(0)
    qtbot.waitUntil(dialog.take_back.isEnabled, timeout=WAIT)
    qtbot.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.said.text() == "Taken back.", timeout=WAIT)


def test_the_first_change_asks_once_who_makes_it(
    qtbot: QtBot, window: Window, starter: Store
) -> None:
    qtbot.waitUntil(lambda: window.sites.title.text() != "", timeout=WAIT)
    site = window.sites.list.chosen_row
    assert site is not None
    window.desk.officer = None
    bar = window.officer_bar

    def answer() -> None:
        assert bar.keep.isVisible()
        bar.name.setText("Sacha Noir")
        bar.office.setText("Bureau de Martigues")
        qtbot.mouseClick(bar.keep, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, answer)
    window.desk.do(rows.edit, site.id, {"area": "77"})
    qtbot.waitUntil(lambda: value(starter, site.id, "area") == 77, timeout=WAIT)
    assert settings.load().office == "Bureau de Martigues"
    assert bar.shown.text() == "Sacha Noir · Bureau de Martigues"
    with starter.reading() as session:
        assert history.listing(session)[0].author == "Sacha Noir"


def test_turning_away_from_the_question_drops_the_change(
    qtbot: QtBot, window: Window, starter: Store
) -> None:
    qtbot.waitUntil(lambda: window.sites.title.text() != "", timeout=WAIT)
    site = window.sites.list.chosen_row
    assert site is not None
    window.desk.officer = None
    QTimer.singleShot(0, lambda: qtbot.keyClick(window.officer_bar.name, Qt.Key.Key_Escape))
    window.desk.do(rows.edit, site.id, {"area": "77"})
    assert window.desk.officer is None
    assert value(starter, site.id, "area") is None


def test_what_is_printed_is_what_was_previewed(
    qtbot: QtBot, example_window: Window, tmp_path: Path
) -> None:
    page = shown_dossier(qtbot, example_window)
    made = next(Path(page.proof.folder.name).glob("*.pdf"))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.print_on(printer, made)
    with closing(pypdfium2.PdfDocument(tmp_path / "printed.pdf")) as printed:
        assert len(printed) == len(page.proof.preview.pages)


def test_a_second_launch_raises_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Single(tmp_path / "a.gpkg"), Single(tmp_path / "a.gpkg")
    assert first.is_first()
    with qtbot.waitSignal(first.called, timeout=WAIT):
        assert not second.is_first()
    other = Single(tmp_path / "b.gpkg")
    assert other.is_first()
    for single in (first, other):
        single.release()


HEAVY = ("pyqtgraph", "reportlab", "pyproj", "pyogrio", "sqlalchemy", "numpy")

STARTED = """
import sys
from PySide6.QtWidgets import QApplication
from scout_app.settings import Settings
from scout_app.ui.window import Window
app = QApplication([])
window = Window(Settings())
window.show()
window.repaint()
print([name for name in sys.argv[1:] if name in sys.modules])
"""


def test_the_window_is_painted_before_anything_heavy_is_loaded() -> None:
    painted = subprocess.run(
        [sys.executable, "-c", STARTED, *HEAVY], capture_output=True, text=True, check=True
    )
    assert painted.stdout.strip() == "[]"


def value(store: Store, site: Any, name: str) -> object:
    with store.reading() as session:
        card = rows.card(session, site)
    return next(v.value for v in card.values if v.field.name == name)


def test_another_language_comes_at_once_with_the_same_catalogue(
    qtbot: QtBot, starter: Store
) -> None:
    from scout_app.ui import texts
    from scout_app.ui.application import Desktop

    texts.set_language("fr")
    desktop = Desktop(settings.Settings(OFFICER.name, OFFICER.office))
    desktop.window.open(starter.path)
    qtbot.waitUntil(lambda: desktop.window.desk.is_open, timeout=WAIT)
    assert desktop.window.rail.item(1).text() == "Calendrier"
    desktop.window.set_language("en")
    assert desktop.window.rail.item(1).text() == "Calendar"
    qtbot.waitUntil(lambda: desktop.window.sites.list.rows.rowCount() == 66, timeout=WAIT)
    desktop.window.close()
    desktop.window.deleteLater()
    texts.set_language("fr")


def shown_dossier(qtbot: QtBot, window: Window) -> DossiersPage:
    """Turn to the dossiers, add the first site and wait for its pages."""
    page = window.dossiers
    window.turn_to(page)
    qtbot.waitUntil(lambda: page.sites.rows.rowCount() > 0, timeout=WAIT)
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.proof.preview.pages) > 0, timeout=30_000)
    return page


def test_a_dossier_that_cannot_be_saved_says_so_and_can_be_saved_elsewhere(
    qtbot: QtBot, example_window: Window, tmp_path: Path
) -> None:
    proof = shown_dossier(qtbot, example_window).proof
    nowhere, out = tmp_path / "absent" / "dossier.pdf", tmp_path / "dossier.pdf"
    proof.keep(nowhere)
    qtbot.waitUntil(lambda: str(nowhere) in proof.said.text(), timeout=WAIT)
    proof.keep(out)
    qtbot.waitUntil(lambda: proof.said.text() == f"Saved: {out}", timeout=WAIT)
    assert proof.made is not None
    assert out.read_bytes() == proof.made.read_bytes()


def test_another_version_is_never_saved_as_the_former_one(
    qtbot: QtBot, example_window: Window
) -> None:
    page = shown_dossier(qtbot, example_window)
    page.version.setCurrentIndex(page.version.findData("anonymous"))
    page.version.activated.emit(page.version.currentIndex())
    assert not page.proof.save.isEnabled()
    assert page.proof.made is None
    qtbot.waitUntil(page.proof.save.isEnabled, timeout=30_000)
    page.chosen.setCurrentRow(0)
    qtbot.mouseClick(page.remove, Qt.MouseButton.LeftButton)
    assert not page.proof.save.isEnabled()


def test_free_sites_are_shown_on_the_sites_page_until_they_are_let_go(
    qtbot: QtBot, window: Window
) -> None:
    sites = window.sites
    qtbot.waitUntil(lambda: sites.list.rows.rowCount() == 66, timeout=WAIT)
    qtbot.keyClicks(sites.search, "calanque")
    qtbot.waitUntil(lambda: 0 < sites.list.rows.rowCount() < 66, timeout=WAIT)
    narrowed = sites.list.rows.rowCount()
    window.turn_to(window.calendar)
    qtbot.waitUntil(lambda: window.calendar.grid.scene is not None, timeout=WAIT)
    window.calendar.toolbar.finder.click()
    finder = window.calendar.side.finder
    finder.as_sites.setChecked(True)
    finder.look.click()
    qtbot.waitUntil(finder.on_map.isEnabled, timeout=WAIT)
    assert 0 < len(finder.windows) <= narrowed
    finder.on_map.click()
    assert window.stack.currentWidget() is sites
    sites.search.clear()
    kept = len(finder.windows)
    qtbot.waitUntil(lambda: sites.list.rows.rowCount() == kept, timeout=WAIT)
    assert {row.id for row in sites.list.rows.rows} == set(finder.windows)
    sites.lift.click()
    qtbot.waitUntil(lambda: sites.list.rows.rowCount() == 66, timeout=WAIT)
    assert sites.lift.isHidden()

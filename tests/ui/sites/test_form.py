"""Editing in place: each value is written when its field is left, and a refusal stands under it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scout_app import office
from scout_app.ui.desk import Desk
from scout_app.ui.editors import ChoiceEditor, LineEditor, NoteEditor, YesNoEditor
from scout_app.ui.line import Line
from scout_app.ui.sites.page import SitesPage

Wait = Callable[[Callable[[], Any]], None]


def edit(page: SitesPage) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_F2)
    assert page.panel.edit.isChecked()


def line(page: SitesPage, name: str) -> Line:
    return page.editor.form.lines[name]


def stored(page: SitesPage, name: str) -> object:
    card = page.panel.card
    assert card is not None
    return next(value.value for value in card.card.values if value.field.name == name)


def retype(page: SitesPage, name: str, text: str) -> None:
    """Type another text in a line and press Enter."""
    editor = line(page, name).editor
    assert isinstance(editor, LineEditor)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_value_is_written_on_enter_with_the_hour_and_its_source(
    studio: SitesPage, wait: Wait
) -> None:
    edit(studio)
    retype(studio, "clear_height", "12,50")
    wait(lambda: stored(studio, "clear_height") == 1250)
    assert studio.panel.said.text().startswith("Saved at ")
    QTest.keyClick(studio.panel.form, Qt.Key.Key_Escape)
    assert not studio.panel.edit.isChecked()
    assert "12.5 m" in studio.panel.text.toPlainText().replace("\u00a0", " ")
    card = studio.panel.card
    assert card is not None
    value = next(v for v in card.card.values if v.field.name == "clear_height")
    assert "Camille Roux" in value.evidence[-1].source


def test_the_same_field_is_written_twice_in_a_row_without_a_quarrel_with_oneself(
    studio: SitesPage, wait: Wait
) -> None:
    edit(studio)
    retype(studio, "power_kw", "100")
    retype(studio, "power_kw", "250")
    wait(lambda: stored(studio, "power_kw") == 2500)
    assert line(studio, "power_kw").said.text() == ""


def test_a_text_that_does_not_fit_stays_with_the_reason_under_it(
    studio: SitesPage, wait: Wait
) -> None:
    edit(studio)
    retype(studio, "clear_height", "high")
    field = line(studio, "clear_height")
    wait(field.said.isVisible)
    assert "a number" in field.said.text()
    assert field.editor.given() == "high"
    assert field.editor.accessibleDescription() == field.said.text()
    retype(studio, "clear_height", "7")
    wait(lambda: stored(studio, "clear_height") == 700)
    assert not field.said.isVisible()


def test_a_colleagues_value_is_never_overwritten_unseen(
    desk: Desk, studio: SitesPage, wait: Wait
) -> None:
    edit(studio)
    field = line(studio, "operator")
    editor = field.editor
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor, " SARL")
    typed = editor.text()
    desk.do(office.rows.edit, studio.panel.site, {"operator": "Delta"})
    wait(lambda: stored(studio, "operator") == "Delta")
    assert editor.text() == typed
    QTest.keyClick(editor, Qt.Key.Key_Return)
    wait(lambda: editor.text() == "Delta")
    assert "changed" in field.said.text()
    assert typed in field.said.text()
    assert stored(studio, "operator") == "Delta"
    retype(studio, "operator", "Delta et fils")
    wait(lambda: stored(studio, "operator") == "Delta et fils")


def test_yes_no_goes_round_with_the_space_bar(studio: SitesPage, wait: Wait) -> None:
    edit(studio)
    box = line(studio, "fibre").editor
    assert isinstance(box, YesNoEditor)
    assert box.text() == "not known"
    QTest.keyClick(box, Qt.Key.Key_Space)
    wait(lambda: stored(studio, "fibre") is True)
    QTest.keyClick(box, Qt.Key.Key_Space)
    wait(lambda: stored(studio, "fibre") is False)
    assert box.text() == "no"
    QTest.keyClick(box, Qt.Key.Key_Space)
    wait(lambda: stored(studio, "fibre") is None)


def test_a_choice_is_written_when_the_list_is_left_by_keyboard(
    studio: SitesPage, wait: Wait
) -> None:
    edit(studio)
    combo = line(studio, "noise").editor
    assert isinstance(combo, ChoiceEditor)
    studio.activateWindow()
    combo.setFocus()
    wait(combo.hasFocus)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    QTest.keyClick(combo, Qt.Key.Key_Tab)
    wait(lambda: stored(studio, "noise") == "quiet")


def test_words_between_commas_and_a_note_of_several_lines(studio: SitesPage, wait: Wait) -> None:
    edit(studio)
    retype(studio, "looks", "industrial, raw")
    wait(lambda: stored(studio, "looks") == ("industrial", "raw"))
    note = line(studio, "description").editor
    assert isinstance(note, NoteEditor)
    note.setPlainText("First line\nsecond line")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: stored(studio, "description") == "First line\nsecond line")


def test_a_commune_is_typed_by_its_name(studio: SitesPage, wait: Wait) -> None:
    edit(studio)
    assert line(studio, "commune").editor.given() == "Martigues"
    retype(studio, "commune", "istres")
    wait(lambda: line(studio, "commune").editor.given() == "Istres")
    assert stored(studio, "commune") == "13047"


def test_leaving_the_form_writes_what_was_typed(studio: SitesPage, wait: Wait) -> None:
    edit(studio)
    editor = line(studio, "address").editor
    editor.put("Chemin de la Plaine")
    studio.panel.edit.click()
    wait(lambda: stored(studio, "address") == "Chemin de la Plaine")


def test_turning_to_another_site_writes_what_was_typed_in_the_first(
    studio: SitesPage, wait: Wait
) -> None:
    edit(studio)
    first = studio.panel.site
    line(studio, "address").editor.put("Chemin de la Plaine")
    other = next(row for row in studio.list.rows.rows if row.id != first)
    studio.list.select_id(other.id)
    wait(lambda: studio.panel.site == other.id)
    assert not studio.panel.edit.isChecked()
    studio.list.select_id(first)
    wait(lambda: studio.panel.site == first)
    wait(lambda: stored(studio, "address") == "Chemin de la Plaine")


def test_a_change_elsewhere_does_not_call_the_former_card_back(
    studio: SitesPage, wait: Wait
) -> None:
    studio.search.clear()
    wait(lambda: studio.list.rows.rowCount() > 10)
    first = studio.panel.site
    other = next(row for row in studio.list.rows.rows if row.id != first)
    studio.list.select_id(other.id)
    studio.refresh()
    wait(lambda: studio.panel.site == other.id)
    assert studio.list.chosen_row == other


def test_only_the_fields_of_its_kind_are_asked_of_a_site(studio: SitesPage, wait: Wait) -> None:
    edit(studio)
    assert not line(studio, "location_kind").box.isVisible()
    kind = line(studio, "kind").editor
    assert isinstance(kind, ChoiceEditor)
    kind.setCurrentIndex(kind.findData("location"))
    kind.activated.emit(kind.currentIndex())
    wait(line(studio, "location_kind").box.isVisible)


def test_a_site_is_deleted_with_a_reason_and_never_without(page: SitesPage, wait: Wait) -> None:
    page.search.setText("eden")
    wait(lambda: page.list.rows.rowCount() == 1)
    page.list.selectRow(0)
    wait(lambda: page.panel.title.text() == "Eden-Théâtre")
    page.panel.delete.click()
    removal = page.panel.removal
    assert removal.isVisible()
    assert not removal.agree.isEnabled()
    removal.cancel.click()
    assert not removal.isVisible()
    page.panel.delete.click()
    QTest.keyClicks(removal.reason, "twice in the catalogue")
    removal.agree.click()
    wait(lambda: page.list.rows.rowCount() == 0 and "Undo" in page.panel.said.text())


def test_a_site_with_parts_stays_and_the_strip_says_why(studio: SitesPage, wait: Wait) -> None:
    studio.panel.delete.click()
    studio.panel.removal.reason.setText("closed")
    studio.panel.removal.agree.click()
    wait(studio.panel.removal.said.isVisible)
    assert "has parts" in studio.panel.removal.said.text()
    assert studio.panel.site is not None

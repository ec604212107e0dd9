"""The office's own entries, from the dialog to the form."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scout_app.ui.desk import Desk
from scout_app.ui.editors import ChoiceEditor
from scout_app.ui.lists import ListsDialog
from scout_app.ui.sites.page import SitesPage
from tests.ui.asking import Wait


def test_an_entry_added_by_keyboard_is_offered_in_the_form_that_is_open(
    studio: SitesPage, desk: Desk, wait: Wait
) -> None:
    QTest.keyClick(studio.list, Qt.Key.Key_F2)
    editor = studio.editor.form.lines["support_kind"].editor
    assert isinstance(editor, ChoiceEditor)
    before = editor.count()
    dialog = ListsDialog(desk, studio)
    dialog.show()
    dialog.list.setCurrentIndex(dialog.list.findData("support_kind"))
    QTest.keyClicks(dialog.french, "Garage")
    QTest.keyClick(dialog.french, Qt.Key.Key_Return)
    wait(lambda: any(row.fr == "Garage" for row in dialog.rows.rows.rows))
    assert dialog.french.text() == ""
    wait(lambda: editor.count() == before + 1)
    assert editor.itemText(before) == "Garage"
    dialog.close()


def test_scouts_entries_cannot_be_changed_and_ones_own_can_be_retired(
    page: SitesPage, desk: Desk, wait: Wait
) -> None:
    dialog = ListsDialog(desk, page)
    dialog.show()
    wait(lambda: dialog.rows.rows.rowCount() == 6)
    dialog.rows.selectRow(0)
    assert not dialog.rename.isEnabled()
    assert not dialog.retire.isEnabled()
    QTest.keyClicks(dialog.french, "Serre")
    dialog.add.click()
    wait(lambda: dialog.rows.rows.rowCount() == 7)
    dialog.rows.selectRow(6)
    dialog.retire.click()
    wait(lambda: dialog.rows.rows.row(6).retired)
    assert dialog.retire.text() == "&Offer again"
    QTest.keyClicks(dialog.french, "x")
    dialog.french.setText("monument")
    dialog.add.click()
    wait(lambda: "already" in dialog.said.text())
    dialog.close()

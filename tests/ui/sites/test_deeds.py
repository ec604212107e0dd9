"""What is done with the chosen sites: a copy, one change for several, the recycle bin."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scout_app import office
from scout_app.ui.bin import RecycleBin
from scout_app.ui.desk import Desk
from scout_app.ui.editors import LineEditor
from scout_app.ui.sites.page import SitesPage
from tests.ui.asking import Wait, ask


def test_a_copy_opens_its_card_with_the_values_of_the_first(studio: SitesPage, wait: Wait) -> None:
    first = studio.panel.card
    assert first is not None
    studio.deeds.duplicate()
    dialog = studio.deeds.copying
    assert dialog is not None
    assert dialog.name.text() == "Provence Studios (copy)"
    dialog.name.setText("Provence Studios 2")
    dialog.along["parts"].setChecked(False)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    wait(lambda: studio.panel.title.text() == "Provence Studios 2")
    card = studio.panel.card
    assert card is not None
    assert card.row.commune == first.row.commune
    assert (card.parts, card.contacts) == ((), first.contacts)


def test_a_copy_under_the_same_name_is_refused_in_the_dialog(studio: SitesPage, wait: Wait) -> None:
    studio.deeds.duplicate()
    dialog = studio.deeds.copying
    assert dialog is not None
    dialog.name.setText("Provence Studios")
    dialog.agree.click()
    wait(dialog.said.isVisible)
    assert "another name" in dialog.said.text()


def test_only_what_was_touched_is_written_to_the_chosen_sites(
    page: SitesPage, desk: Desk, wait: Wait
) -> None:
    ids = [row.id for row in page.list.rows.rows[:3]]
    page.list.select_ids(ids)
    page.deeds.edit_many()
    dialog = page.deeds.many
    assert dialog is not None
    wait(lambda: dialog.lines)
    before = ask(desk, wait, office.many.together, ids)
    name = dialog.lines["commune"]
    assert isinstance(name.editor, LineEditor)
    assert name.editor.placeholderText() == "(different values)"
    assert [line for line in dialog.lines.values() if line.tick.isChecked()] == []
    floor = dialog.lines["floor_load"].editor
    assert isinstance(floor, LineEditor)
    QTest.keyClicks(floor, "750")
    assert dialog.lines["floor_load"].tick.isChecked()
    dialog.agree.click()
    wait(lambda: "3 sites" in page.panel.said.text())
    after = ask(desk, wait, office.many.together, ids)
    changed = {
        new.field.name
        for old, new in zip(before.values, after.values, strict=True)
        if (old.value, old.differs) != (new.value, new.differs)
    }
    assert changed == {"floor_load"}


def test_a_value_that_does_not_fit_names_the_sites_and_keeps_the_dialog(
    page: SitesPage, wait: Wait
) -> None:
    rows = page.list.rows.rows[:2]
    page.list.select_ids([row.id for row in rows])
    page.deeds.edit_many()
    dialog = page.deeds.many
    assert dialog is not None
    wait(lambda: dialog.lines)
    height = dialog.lines["clear_height"].editor
    assert isinstance(height, LineEditor)
    height.setText("tall")
    dialog.agree.click()
    wait(dialog.said.isVisible)
    assert dialog.said.text().startswith(f"{rows[0].name}, {rows[1].name}: “tall” does not fit")
    assert dialog.isVisible()
    assert dialog.focusWidget() is height
    assert not height.visibleRegion().isEmpty()


def test_a_choice_that_differs_stays_out_until_one_is_chosen(page: SitesPage, wait: Wait) -> None:
    kinds: dict[str, Any] = {row.kind: row.id for row in page.list.rows.rows}
    page.list.select_ids(list(kinds.values())[:2])
    page.deeds.edit_many()
    dialog = page.deeds.many
    assert dialog is not None
    wait(lambda: dialog.lines)
    line = dialog.lines["kind"]
    editor: Any = line.editor
    assert editor.currentText() == "(different values)"
    line.tick.setChecked(True)
    assert line.given() is None
    editor.setCurrentIndex(editor.findData("land"))
    assert line.given() == "land"
    editor.setCurrentIndex(0)
    assert line.given() is None


def test_the_menu_offers_only_what_makes_sense(page: SitesPage, wait: Wait) -> None:
    page.list.selectRow(0)
    wait(lambda: page.panel.card is not None)
    offered = {a.text().replace("&", ""): a.isEnabled() for a in page.deeds.menu().actions()}
    assert offered["Duplicate…"]
    assert not offered["Edit several sites…"]


def test_a_deleted_site_comes_back_from_the_bin(
    studio: SitesPage, desk: Desk, wait: Wait, qtbot: QtBot
) -> None:
    studio.deeds.duplicate()
    dialog = studio.deeds.copying
    assert dialog is not None
    dialog.name.setText("Studio de trop")
    dialog.agree.click()
    wait(lambda: studio.panel.title.text() == "Studio de trop")
    site = studio.panel.site
    for part in [p.id for p in studio.panel.card.parts] if studio.panel.card else []:
        desk.do(office.rows.delete, part, "de trop")
    desk.do(office.rows.delete, site, "de trop")
    shown = RecycleBin(desk)
    qtbot.addWidget(shown)
    shown.show()
    wait(lambda: any(row.id == site for row in shown.rows.rows.rows))
    assert not shown.restore.isEnabled()
    shown.rows.select_id(site)
    assert shown.rows.chosen_row is not None
    assert shown.rows.chosen_row.reason == "de trop"
    shown.restore.click()
    wait(lambda: "Studio de trop is back." in shown.said.text())
    assert ask(desk, wait, office.sites.card, site).row.name == "Studio de trop"

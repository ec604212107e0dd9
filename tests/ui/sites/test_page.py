"""The Sites page: searching, facets, the same selection everywhere, adding, what empty says."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget

from scout_app import office
from scout_app.ui.desk import Desk
from scout_app.ui.map.view import MapView
from scout_app.ui.sites.facet_list import COUNT
from scout_app.ui.sites.page import SitesPage

Wait = Callable[[Callable[[], Any]], None]
Key = Qt.Key


def names(page: SitesPage) -> list[str]:
    return [row.name for row in page.list.rows.rows]


def tick(page: SitesPage, label: str) -> None:
    """Tick a kind or a commune as the keyboard does."""
    for facet in page.facets.headings:
        for row in range(facet.count()):
            if facet.item(row).text() == label:
                facet.setCurrentRow(row)
                QTest.keyClick(facet, Key.Key_Space)
                return
    raise LookupError(label)


def test_words_are_found_without_their_accents_and_the_count_says_how_many(
    page: SitesPage, wait: Wait
) -> None:
    QTest.keyClicks(page.search, "CHATEAU D IF")
    wait(lambda: "Château d’If" in names(page) and len(names(page)) < 10)
    said = page.count.text()
    assert said == f"{len(names(page))} site" + ("s" if len(names(page)) > 1 else "")


def test_a_site_that_is_not_offered_says_why_in_the_list(page: SitesPage, wait: Wait) -> None:
    page.search.setText("dock des suds")
    wait(lambda: names(page) == ["Dock des Suds"])
    assert "Abandoned" in list(page.list.rows.texts(0))


def test_contested_sites_say_so_in_the_list_already_shown(page: SitesPage) -> None:
    row = page.list.rows.row(1)
    status = page.list.rows.index(1, 5)
    before = status.data()
    page.results.show_contested(frozenset({row.id}))
    assert (status.data(), page.list.chosen_row) == ("CONTESTED", page.list.rows.row(0))
    page.results.show_contested(frozenset())
    assert status.data() == before != "CONTESTED"


def test_a_facet_narrows_the_list_and_counts_what_the_others_would_leave(
    page: SitesPage, wait: Wait
) -> None:
    everything = len(names(page))
    tick(page, "Studio")
    wait(lambda: len(names(page)) < everything)
    assert {row.kind for row in page.list.rows.rows} == {"studio"}
    assert page.facets.kinds.count() > 1
    assert page.facets.clear.isEnabled()


def test_one_area_is_ticked_at_a_time(page: SitesPage, wait: Wait) -> None:
    tick(page, "500 m² and more")
    tick(page, "10 ha and more")
    assert page.facets.areas.chosen() == {"100000"}
    wait(lambda: all((row.area or 0) >= 100_000 for row in page.list.rows.rows))


def test_only_offered_sites_and_back_to_all(page: SitesPage, wait: Wait) -> None:
    everything = len(names(page))
    QTest.keyClick(page.facets.offered, Key.Key_Space)
    wait(lambda: len(names(page)) < everything)
    assert all(row.offered for row in page.list.rows.rows)
    page.facets.clear.click()
    wait(lambda: len(names(page)) == everything)
    assert not page.facets.offered.isChecked()


def test_the_search_is_left_downwards_and_given_up_by_escape(page: SitesPage, wait: Wait) -> None:
    everything = len(names(page))
    page.activateWindow()
    page.search.setFocus()
    wait(page.search.hasFocus)
    QTest.keyClicks(page.search, "calanque")
    wait(lambda: len(names(page)) < everything)
    QTest.keyClick(page.search, Key.Key_Down)
    wait(page.list.hasFocus)
    assert page.list.chosen_row is not None
    QTest.keyClick(page.list, Key.Key_Escape)
    wait(lambda: page.search.text() == "" and len(names(page)) == everything)


def test_the_list_and_the_map_choose_the_same_site(page: SitesPage, wait: Wait) -> None:
    wait(lambda: page.results.map is not None)
    shown = page.results.map
    assert shown is not None
    row = page.list.rows.rows[5]
    page.list.select_id(row.id)
    assert shown.selected == row.id
    other = page.list.rows.rows[9]
    shown.picked.emit(other.id)
    wait(lambda: page.panel.title.text() == other.name)
    assert page.list.chosen_id == other.id


def test_the_list_or_the_map_alone(page: SitesPage) -> None:
    buttons = page.results.views.buttons
    buttons["map"].click()
    assert (page.list.isVisible(), page.results.ground.isVisible()) == (False, True)
    buttons["list"].click()
    assert (page.list.isVisible(), page.results.ground.isVisible()) == (True, False)
    buttons["both"].click()
    assert (page.list.isVisible(), page.results.ground.isVisible()) == (True, True)


def test_several_sites_selected_make_one_dossier(page: SitesPage) -> None:
    asked = QSignalSpy(page.dossier_asked)
    wanted = [row.id for row in page.list.rows.rows[2:5]]
    page.list.select_ids(wanted)
    assert page.panel.dossier.text() == "Dossier (3)"
    page.panel.dossier.click()
    assert asked.at(0)[0] == wanted


def test_the_site_of_the_card_is_held_or_printed_alone(studio: SitesPage) -> None:
    held, printed = QSignalSpy(studio.hold_asked), QSignalSpy(studio.dossier_asked)
    studio.panel.hold.click()
    studio.panel.dossier.click()
    assert studio.panel.site is not None
    assert held.at(0)[0] == studio.panel.site
    assert printed.at(0)[0] == [studio.panel.site]


def test_a_new_site_is_added_shown_and_chosen(page: SitesPage, wait: Wait) -> None:
    page.search.setText("calanque")
    page.new.click()
    dialog = page.adding
    assert dialog is not None
    assert not dialog.add.isEnabled()
    QTest.keyClicks(dialog.name, "Villa des Pins")
    dialog.commune.setText("Nowhere")
    dialog.add.click()
    wait(dialog.said.isVisible)
    assert "Nowhere" in dialog.said.text()
    dialog.commune.setText("cassis")
    dialog.add.click()
    wait(lambda: page.panel.title.text() == "Villa des Pins")
    wait(lambda: page.list.chosen_row is not None and page.list.chosen_row.name == "Villa des Pins")
    assert "Cassis" in page.panel.under.text()


def test_an_empty_catalogue_says_what_to_do(bare_page: SitesPage, wait: Wait) -> None:
    assert bare_page.count.text() == "0 sites"
    assert "New site" in bare_page.list.empty
    assert "Choose a site" in bare_page.panel.text.toPlainText()
    assert not bare_page.panel.hold.isEnabled()
    bare_page.search.setText("anything")
    wait(lambda: "fewer words" in bare_page.list.empty)


def test_nothing_is_asked_of_a_catalogue_that_is_not_open() -> None:
    """The page is built, typed in and painted before the heavy libraries are there."""
    story = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from scout_app.ui.desk import Desk\n"
        "from scout_app.ui.sites.page import SitesPage\n"
        "app = QApplication([])\n"
        "desk = Desk(); page = SitesPage(desk); page.search.setText('quai'); page.show()\n"
        "page.grab()\n"
        "heavy = ('sqlalchemy', 'pyqtgraph', 'numpy', 'pyproj', 'reportlab')\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "desk.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", story], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_control_has_a_name_for_those_who_hear_it(page: SitesPage) -> None:
    controls = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    # The map answers for what is inside it.
    own = [w for w in controls if w.isVisible() and not _is_within(w, MapView)]
    assert len(own) > 10
    unnamed = [w for w in own if not (w.accessibleName() or getattr(w, "text", str)())]
    assert unnamed == []


def _is_within(widget: QWidget, sort: type[QWidget]) -> bool:
    above = widget.parentWidget()
    return above is not None and (isinstance(above, sort) or _is_within(above, sort))


def test_a_site_that_was_deleted_elsewhere_is_no_longer_shown(
    desk: Desk, studio: SitesPage, wait: Wait
) -> None:
    film = QSignalSpy(desk.changed)
    studio.search.setText("eden")
    wait(lambda: names(studio) == ["Eden-Théâtre"])
    studio.list.selectRow(0)
    wait(lambda: studio.panel.title.text() == "Eden-Théâtre")
    desk.do(office.rows.delete, studio.panel.site, "twice in the catalogue")
    wait(lambda: film.count() and studio.panel.card is None)
    wait(lambda: names(studio) == [])


def test_the_first_answer_to_a_key_is_followed_by_all_of_it(
    page: SitesPage, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.sites, "CAP", 3)
    told = listening(page)
    page.search.setText("s")
    wait(lambda: len(told) > 1)
    (first, shown, counts), (last, whole, all_counts) = told[:2]
    assert (first, shown) == ("more than 3", 3)
    assert counts
    assert all(count.endswith("+") for count in counts)
    assert last == f"{whole} sites"
    assert whole > shown
    assert not any("+" in count for count in all_counts)


def test_a_change_elsewhere_leaves_the_whole_list_and_what_is_chosen_in_it(
    page: SitesPage, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.sites, "CAP", 3)
    told = listening(page)
    page.search.setText("s")
    wait(lambda: len(told) > 1)
    last = page.list.rows.rowCount() - 1
    page.list.selectRow(last)
    chosen = page.list.chosen_id
    page.refresh()
    wait(lambda: len(told) > 2)
    assert told[-1][1] == last + 1
    assert page.list.chosen_id == chosen


def listening(page: SitesPage) -> list[tuple[str, int, list[str]]]:
    """Return what each answer shows: the count, how many rows, and what the kinds count."""
    told: list[tuple[str, int, list[str]]] = []
    kinds = page.facets.kinds

    def note() -> None:
        counts = [str(kinds.item(row).data(COUNT)) for row in range(kinds.count())]
        told.append((page.count.text(), page.list.rows.rowCount(), counts))

    page.list.rows.modelReset.connect(note)
    return told

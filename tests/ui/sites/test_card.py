"""The card: what is known, from whom, where sources disagree, and what is not known."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from scout_app.ui import theme
from scout_app.ui.sites.page import SitesPage

Wait = Callable[[Callable[[], Any]], None]


def read(page: SitesPage) -> str:
    """Return the card as it is read, with ordinary spaces."""
    return page.panel.text.toPlainText().replace("\u00a0", " ")


def test_values_stand_with_their_units_and_their_sources(studio: SitesPage) -> None:
    card = read(studio)
    assert "220,000 m² 3 sources" in card.replace("\n", " ")
    assert "Land and surfaces" in card
    assert "Studio · Martigues · AMP-001" in studio.panel.under.text()


def test_an_approximate_position_is_said_in_words_and_never_in_figures(studio: SitesPage) -> None:
    assert "Approximate position, within about 2.5 km" in read(studio)
    assert "43.4" not in read(studio)


def test_sources_that_disagree_are_shown_side_by_side(studio: SitesPage) -> None:
    assert "disputed: 17 / 11 / 15 / 10" in read(studio).replace("\n", " ")
    studio.panel.text.anchorClicked.emit(QUrl("source:backlot_area"))
    assert studio.panel.sources.isVisible()
    said = studio.panel.sources.toPlainText().replace("\u00a0", " ")
    assert "18,000 m² ✓ in use" in said
    assert "22,000 m²" in said
    assert "cciamp.com" in said
    assert "2019-02, confidence: fair" in said
    assert "<td" in studio.panel.sources.toHtml()


def test_a_mark_opens_by_the_keyboard_and_escape_closes_it(studio: SitesPage, wait: Wait) -> None:
    text = studio.panel.text
    studio.activateWindow()
    text.setFocus()
    wait(text.hasFocus)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    wait(studio.panel.sources.isVisible)
    QTest.keyClick(studio.panel.sources, Qt.Key.Key_Escape)
    wait(lambda: not studio.panel.sources.isVisible())
    assert studio.panel.title.text() == "Provence Studios"


def test_a_part_is_reached_from_its_whole_and_back(studio: SitesPage, wait: Wait) -> None:
    assert "Plateau fond vert XXL" in read(studio)
    whole = studio.panel.card
    assert whole is not None
    part = next(p for p in whole.parts if p.name == "Plateau fond vert XXL")
    studio.panel.text.anchorClicked.emit(QUrl(f"site:{part.id}"))
    wait(lambda: studio.panel.title.text() == part.name)
    assert "Part of Provence Studios" in read(studio)
    studio.panel.text.anchorClicked.emit(QUrl(f"site:{whole.row.id}"))
    wait(lambda: studio.panel.title.text() == "Provence Studios")


def test_films_constraints_and_notes_come_with_who_says_so(studio: SitesPage) -> None:
    card = read(studio)
    assert "Titane Feature film, 2021, Palme d’or 2021 naja21.com, destimed.fr" in card
    assert "Filmed here" in card
    assert "Constraints" in card
    assert "What the sources add" in card


def test_a_constraint_is_read_whole_on_demand(studio: SitesPage) -> None:
    card = studio.panel.card
    assert card is not None
    last = (card.restrictions[0].description or "").splitlines()[-1]
    assert last not in read(studio)
    studio.panel.text.anchorClicked.emit(QUrl("rule:0"))
    assert last.replace("\u00a0", " ") in studio.panel.sources.toPlainText().replace("\u00a0", " ")


def test_what_is_not_known_is_listed_and_counted(studio: SitesPage) -> None:
    card = studio.panel.card
    assert card is not None
    found = card.completeness
    assert f"Completeness: {found.known} / {found.total}" in read(studio)
    unknown = read(studio).partition("Unknown: ")[2]
    assert "Clear height" in unknown
    assert "Built area" not in unknown
    assert "Kind of support space" not in unknown


def test_a_site_not_offered_says_so_first(page: SitesPage, wait: Wait) -> None:
    page.search.setText("dock des suds")
    wait(lambda: page.list.rows.rowCount() == 1)
    page.list.selectRow(0)
    wait(lambda: page.panel.title.text() == "Dock des Suds")
    assert read(page).startswith("Not offered for filming: abandoned.")


def test_the_card_takes_new_colours_with_the_palette(studio: SitesPage) -> None:
    light = studio.panel.text.toHtml()
    studio.setPalette(theme.palette(dark=not theme.is_dark(studio.palette())))
    assert studio.panel.text.toHtml() != light
    assert theme.quiet(studio.palette()).name() in studio.panel.text.toHtml()


def test_hostile_words_are_shown_as_they_are(bare_page: SitesPage, wait: Wait) -> None:
    bare_page.new.click()
    dialog = bare_page.adding
    assert dialog is not None
    dialog.name.setText("<b>Quai</b> & {name} %s <script>")
    dialog.add.click()
    wait(lambda: bare_page.panel.card is not None)
    assert bare_page.panel.title.text() == "<b>Quai</b> & {name} %s <script>"
    assert bare_page.panel.title.textFormat() is Qt.TextFormat.PlainText

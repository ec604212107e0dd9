"""Figures, a place and days narrow the list; a search is kept and taken up again."""

from typing import Any

import pytest
from PySide6.QtCore import QDate

from scout_app.ui.sites import kept
from scout_app.ui.sites.page import SitesPage


def names(page: SitesPage) -> set[str]:
    return {row.name for row in page.list.rows.rows}


def test_figures_narrow_the_list_and_leave_when_taken_away(page: SitesPage, wait: Any) -> None:
    narrowing = page.facets.narrowing
    every = page.list.rows.rowCount()
    narrowing.add.click()
    row = narrowing.figures[0]
    row.field.setCurrentIndex(row.field.findText("Area (m²)"))
    row.least.setText("10000")
    wait(lambda: 0 < page.list.rows.rowCount() < every)
    assert page.facets.clear.isEnabled()
    row.least.setText("beaucoup")
    wait(lambda: page.list.rows.rowCount() == every)
    row.least.setText("10000")
    wait(lambda: page.list.rows.rowCount() < every)
    row.remove.click()
    wait(lambda: page.list.rows.rowCount() == every)


def test_a_place_of_the_catalogue_is_the_middle(page: SitesPage, wait: Any) -> None:
    narrowing = page.facets.narrowing
    every = page.list.rows.rowCount()
    narrowing.place.setText("Martigues")
    wait(lambda: narrowing.around() is not None)
    wait(lambda: 0 < page.list.rows.rowCount() < every)
    assert "Provence Studios" in names(page)
    close = page.list.rows.rowCount()
    narrowing.km.setValue(40)
    wait(lambda: page.list.rows.rowCount() > close)
    narrowing.place.setText("nulle part du tout")
    wait(lambda: "No commune or site" in narrowing.said.text())
    wait(lambda: page.list.rows.rowCount() == every)


def test_days_show_how_many_sites_stand_how(page: SitesPage, wait: Any) -> None:
    narrowing = page.facets.narrowing
    narrowing.on_days.setChecked(True)
    wait(lambda: narrowing.states.count() > 0)
    assert narrowing.days() is not None
    narrowing.first.setDate(QDate(2040, 1, 5))
    assert narrowing.last.date() == QDate(2040, 1, 5)
    narrowing.on_days.setChecked(False)
    wait(lambda: not narrowing.states.isVisible())


def test_a_search_is_kept_taken_up_and_forgotten(
    page: SitesPage, wait: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = page.list.rows.rowCount()
    narrowing = page.facets.narrowing
    narrowing.add.click()
    row = narrowing.figures[0]
    row.field.setCurrentIndex(row.field.findText("Area (m²)"))
    row.least.setText("10000")
    wait(lambda: page.list.rows.rowCount() < every)
    few = names(page)
    assert few
    monkeypatch.setattr(
        "scout_app.ui.sites.kept.QInputDialog.getText", lambda *_a, **_k: ("Hauts", True)
    )
    page.kept.fill()
    page.kept.list.actions()[-1].trigger()
    assert set(kept.searches()) == {"Hauts"}
    page.facets.clear_all()
    wait(lambda: page.list.rows.rowCount() == every)
    page.kept.fill()
    page.kept.list.actions()[0].trigger()
    wait(lambda: names(page) == few)
    kept.forget("Hauts")
    assert kept.searches() == {}


def test_the_sites_lately_seen_come_back_by_name(page: SitesPage, wait: Any) -> None:
    one, other = page.list.rows.rows[3], page.list.rows.rows[5]
    for row in (one, other):
        page.show_site(row.id)
        wait(lambda site=row.id: page.panel.site == site)
    assert kept.seen()[:2] == [other.id, one.id]
    page.seen.fill(tuple(row for row in page.list.rows.rows if row.id in kept.seen()))
    assert page.seen.list.actions()[0].text().startswith(other.name)
    page.seen.list.actions()[1].trigger()
    wait(lambda: page.panel.site == one.id)

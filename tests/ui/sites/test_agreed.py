"""Rates, ladder and allocations are added and taken away under the fields of a site."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from scout_app.ui.sites.page import SitesPage


def test_a_tier_is_added_and_what_is_missing_is_said(
    studio: SitesPage, wait: Any, qtbot: QtBot
) -> None:
    studio.edit.click()
    tiers = studio.editor.agreed.tiers
    wait(lambda: tiers.editors)
    tiers.editors["days_before"].editor.put("30")
    tiers.editors["percent"].editor.put("20")
    qtbot.mouseClick(tiers.add, Qt.MouseButton.LeftButton)
    wait(lambda: tiers.table.rows.rowCount() == 1)
    assert "less than 30 days ahead: nothing is said" in tiers.said.text()
    tiers.editors["days_before"].editor.put("0")
    tiers.editors["percent"].editor.put("100")
    tiers.add.click()
    wait(lambda: tiers.table.rows.rowCount() == 2)
    assert tiers.said.text() == ""


def test_what_is_no_amount_is_refused_and_a_rate_is_taken_away(
    studio: SitesPage, wait: Any
) -> None:
    studio.edit.click()
    rates = studio.editor.agreed.rates
    wait(lambda: rates.editors)
    rates.editors["day_type"].editor.put("shoot")
    rates.editors["amount"].editor.put("cher")
    rates.add.click()
    wait(lambda: "cher" in rates.said.text())
    rates.editors["amount"].editor.put("2500")
    rates.add.click()
    wait(lambda: rates.table.rows.rowCount() == 1)
    rates.table.selectRow(0)
    wait(rates.remove.isEnabled)
    rates.remove.click()
    wait(lambda: rates.table.rows.rowCount() == 0)


def test_only_land_is_kept_for_filming(studio: SitesPage, wait: Any) -> None:
    studio.edit.click()
    wait(lambda: studio.editor.agreed.rates.editors)
    assert not studio.editor.agreed.allocations.isVisibleTo(studio.editor)

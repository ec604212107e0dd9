"""Placing a site from its form: asked without waiting, proposed, taken by a click."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scout_app import settings
from scout_app.errors import NetworkTrouble
from scout_app.ui.desk import Desk
from scout_app.ui.sites.page import SitesPage
from scout_app.ui.sites.placing import Placing
from tests.network_stub import Stub, feature, serving

Wait = Callable[[Callable[[], Any]], None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def base() -> Iterator[Stub]:
    with serving() as stub:
        settings.save(replace(settings.load(), geocoder=stub.address))
        stub.answer["features"] = [
            feature(5.0, 43.6, label="1 Rue A 13300 Salon", name="1 Rue A", city="Salon",
                    citycode="13103", type="housenumber", score=0.9),
            feature(5.1, 43.6, label="Rue A", name="Rue A", citycode="13103", type="street"),
        ]  # fmt: skip
        yield stub


@pytest.fixture
def placing(studio: SitesPage) -> Placing:
    QTest.keyClick(studio.list, Qt.Key.Key_F2)
    return studio.editor.placing


def values(page: SitesPage) -> dict[str, object]:
    assert page.panel.card is not None
    return {value.field.name: value.value for value in page.panel.card.card.values}


def test_a_click_on_a_proposal_places_the_site(
    base: Stub, studio: SitesPage, placing: Placing, wait: Wait
) -> None:
    base.wait = threading.Event()
    QTest.mouseClick(placing.button, LEFT)
    assert placing.said.text() == "Looking for the address…"
    base.wait.set()
    wait(lambda: placing.list.count() == 2)
    text = placing.list.item(0).text()
    assert text.startswith("1 Rue A 13300 Salon — ")
    assert text.endswith(" km away, the site itself")
    placing.list.scrollToItem(placing.list.item(0))
    at = placing.list.visualItemRect(placing.list.item(0)).center()
    QTest.mouseClick(placing.list.viewport(), LEFT, pos=at)
    wait(lambda: values(studio)["address"] == "1 Rue A")
    now = values(studio)
    assert (now["lat"], now["lon"], now["commune"]) == (436000000, 50000000, "13103")
    assert now["position_precision"] == "site"
    assert placing.list.isHidden()


def test_enter_in_the_address_asks_for_what_was_typed(
    base: Stub, studio: SitesPage, placing: Placing, wait: Wait
) -> None:
    editor = studio.editor.form.lines["address"].editor
    editor.put("13103 AB 123")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    wait(lambda: placing.list.count() == 2)
    assert base.asked[0]["index"] == "parcel"
    wait(lambda: values(studio)["address"] == "13103 AB 123")


def test_without_a_network_it_is_said_once_and_the_catalogue_proposes(
    base: Stub, desk: Desk, placing: Placing, wait: Wait
) -> None:
    base.status = 503
    told: list[object] = []
    desk.refused.connect(told.append)
    for _time in range(2):
        QTest.mouseClick(placing.button, LEFT)
        wait(lambda: placing.list.count() > 0)
    assert len(told) == 1
    assert isinstance(told[0], NetworkTrouble)
    assert all(one.source == "catalogue" for one in placing.proposals)
    QTest.keyClick(placing.list, Qt.Key.Key_Escape)
    assert placing.list.isHidden()


def test_the_answer_to_an_address_left_behind_is_not_shown(
    base: Stub, studio: SitesPage, placing: Placing, wait: Wait
) -> None:
    base.wait = threading.Event()
    QTest.mouseClick(placing.button, LEFT)
    wait(lambda: base.asked)
    other = next(row for row in studio.list.rows.rows if row.name != "Provence Studios")
    studio.show_site(other.id)
    wait(lambda: studio.panel.title.text() == other.name)
    base.wait.set()
    wait(lambda: studio.panel.card is not None)
    QTest.qWait(200)
    assert placing.list.count() == 0

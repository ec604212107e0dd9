"""Completing the bundled map from its menu: asked first, drawn at once, kept for the next start."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMessageBox, QPushButton

from scout_app.errors import NetworkTrouble
from scout_app.office import ground
from scout_app.places import complement
from scout_app.ui.desk import Desk
from scout_app.ui.map.colours import colours
from scout_app.ui.map.plane import extent_of, to_plane
from scout_app.ui.map.view import MapView
from scout_app.ui.sites.page import SitesPage
from tests import network_stub
from tests.network_stub import Stub
from tests.places.test_complement import LAKE, area

Wait = Callable[[Callable[[], Any]], None]
ON_LAND = [[[5.60, 43.44], [5.62, 43.44], [5.62, 43.46], [5.60, 43.46], [5.60, 43.44]]]


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with network_stub.serving() as served:
        served.answer = {"features": [area(*LAKE), area(*ON_LAND)]}
        here = partial(ground.complete, f"{served.address}/a", f"{served.address}/b")
        monkeypatch.setattr(ground, "complete", here)
        yield served


def the_map(page: SitesPage, wait: Wait) -> MapView:
    wait(lambda: page.completing is not None)
    view = page.results.map
    assert view is not None
    view.camera.show(extent_of(*to_plane([5.55, 5.67], [43.40, 43.50])))
    return view


def agree(monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
    answer = QMessageBox.StandardButton.Yes if yes else QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)


def choose(view: MapView) -> None:
    view.chooser.choices.aboutToShow.emit()
    actions = view.chooser.choices.actions()
    next(one for one in actions if one.text().startswith("Complete")).trigger()


def in_the_lake(view: MapView) -> QColor:
    right, down = view.camera.outlook.pixels(*to_plane(5.604, 43.456))
    return view.grab().toImage().pixelColor(QPoint(round(float(right)), round(float(down))))


def test_nothing_is_fetched_without_a_yes(
    page: SitesPage, wait: Wait, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch, yes=False)
    choose(the_map(page, wait))
    assert stub.paths == []
    assert not ground.place().exists()


def test_lakes_are_drawn_credited_and_kept(
    page: SitesPage, wait: Wait, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = the_map(page, wait)
    sea = colours(view.palette()).sea
    assert in_the_lake(view) != sea
    agree(monkeypatch, yes=True)
    choose(view)
    wait(lambda: view.overlay.completed)
    assert in_the_lake(view) == sea
    assert "complete" in view.tools.hint.figures.text()
    assert len(ground.known().waters) == 2
    fresh = MapView()
    fresh.complete(ground.known())
    assert fresh.overlay.completed == complement.CREDIT
    fresh.deleteLater()


def test_a_service_in_trouble_is_said_and_what_was_kept_stays(
    page: SitesPage, wait: Wait, desk: Desk, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = the_map(page, wait)
    stub.status = 503
    told = QSignalSpy(desk.refused)
    agree(monkeypatch, yes=True)
    choose(view)
    wait(told.count)
    assert isinstance(told.at(0)[0], NetworkTrouble)
    assert page.completing is not None
    assert page.completing.progress is None
    assert not ground.place().exists()


def test_a_fetch_can_be_cancelled(
    page: SitesPage, wait: Wait, desk: Desk, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = the_map(page, wait)
    stub.wait = threading.Event()
    told = QSignalSpy(desk.refused)
    agree(monkeypatch, yes=True)
    choose(view)
    wait(lambda: stub.paths)
    assert page.completing is not None
    progress = page.completing.progress
    assert progress is not None
    stop = progress.findChild(QPushButton)
    assert isinstance(stop, QPushButton)
    stop.click()
    stub.wait.set()
    desk.close()
    assert not ground.place().exists()
    assert told.count() == 0
    assert view.overlay.completed == ""

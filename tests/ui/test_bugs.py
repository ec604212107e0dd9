"""A mistake of ours before the officer: one calm dialog, a report to hand on, nothing of a row."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from scout_app import crashes
from scout_app.ui import bugs
from scout_app.ui.bugs import BugDialog, Catcher

PHONE = "06 12 34 56 78"


@pytest.fixture
def hooks() -> Iterator[None]:
    """Put back what takes errors in the tests."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return a window to tell it to."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def shown(window: QWidget) -> BugDialog:
    (dialog,) = window.findChildren(BugDialog)
    return dialog


def test_the_report_is_shown_copied_and_saved_without_a_value(
    window: QWidget, tmp_path: Path
) -> None:
    bugs.tell(window, ValueError(PHONE))
    dialog = shown(window)
    dialog.copy.click()
    said = QGuiApplication.clipboard().text()
    assert "builtins.ValueError" in said
    dialog.keep(tmp_path / "absent" / "report.txt")
    assert "absent" in dialog.said.text()
    dialog.keep(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == said
    assert PHONE not in said + dialog.said.text()


def test_many_bugs_are_all_kept_and_one_is_shown(window: QWidget) -> None:
    for _ in range(3):
        bugs.tell(window, ValueError())
    assert shown(window).isVisible()
    assert len(list(crashes.folder().glob("scout-*.txt"))) == 3


def test_what_nobody_takes_on_any_thread_is_told_on_the_windows(
    qtbot: QtBot, hooks: None, window: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise KeyError(PHONE)

    catcher = Catcher(window)
    catcher.catch()
    met: list[tuple[object, threading.Thread]] = []
    catcher.met.connect(lambda error: met.append((error, threading.current_thread())))
    aside = threading.Thread(target=fail)
    aside.start()
    aside.join()
    qtbot.waitUntil(lambda: len(met) == 1)
    sys.excepthook(ValueError, ValueError(PHONE), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert [type(error) for error, _thread in met] == [KeyError, ValueError]
    assert {thread for _error, thread in met} == {threading.main_thread()}
    assert [record.message for record in caplog.records] == ["a bug", "a bug"]


def test_a_session_that_ended_badly_is_told_calmly(window: QWidget) -> None:
    bugs.tell_struck(window, crashes.keep(ValueError()))
    assert "Ce qui était enregistré est là." in shown(window).said.text()


def test_what_may_have_been_committed_is_not_called_unwritten(window: QWidget) -> None:
    bugs.tell(window, ValueError(), was_undone=False)
    assert "rien n’a été écrit" not in shown(window).said.text()

"""A mistake of ours met on a page: told with where it was, and without what the row says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from scout_app import crashes
from scout_app.ui.bugs import BugDialog
from scout_app.ui.window import Window

PHONE = "06 12 34 56 78"


def refused(session: Session) -> None:
    session.execute(text("INSERT INTO site (name) VALUES (:name)"), {"name": PHONE})


def test_a_row_that_the_database_refuses_is_told_with_the_page_and_without_the_row(
    qtbot: QtBot, opened: Callable[[Path], Window], blank: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = opened(blank)
    window.turn_to(window.calendar)
    window.desk.do(refused)
    qtbot.waitUntil(lambda: bool(window.findChildren(BugDialog)), timeout=20_000)
    (dialog,) = window.findChildren(BugDialog)
    report = dialog.text.toPlainText()
    assert "\npage calendar\n" in report
    assert "IntegrityError" in report
    log = crashes.LogFormat("%(message)s")
    logged = "".join(log.format(record) for record in caplog.get_records("call"))
    assert "IntegrityError" in logged
    assert PHONE not in report + dialog.said.text() + logged

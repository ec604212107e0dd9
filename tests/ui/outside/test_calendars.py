"""A calendar is looked at event by event before anything is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app import office
from scout_app.model.bookings import Booking
from scout_app.ui import clock
from scout_app.ui.desk import Desk
from scout_app.ui.outside.calendars import CalendarsDialog
from tests.office.imports.test_calendars import event
from tests.ui.asking import ask, do

Wait = Callable[[Callable[[], Any]], None]


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot, wait: Wait) -> CalendarsDialog:
    for name in ("Quai", "Hangar"):
        do(desk, wait, office.rows.add, "site", {"name": name, "kind": "land"})
    made = CalendarsDialog(desk)
    qtbot.addWidget(made)
    made.show()
    wait(lambda: made.site.count() == 3)
    return made


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Booking)) or 0


def calendar(folder: Path, *events: str) -> Path:
    path = folder / "équipe.ics"
    body = "\r\n".join(events)
    path.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}\r\nEND:VCALENDAR\r\n", "utf-8")
    return path


def test_events_come_in_once_the_officer_has_said_where(
    dialog: CalendarsDialog, desk: Desk, tmp_path: Path, wait: Wait
) -> None:
    year = clock.today().year + 1
    dialog.open_file(
        calendar(
            tmp_path,
            event("1", f"{year}0503/{year}0508", "Quai · Marius"),
            event("2", f"{year}0510/{year}0511", "César", "STATUS:TENTATIVE"),
        )
    )
    wait(lambda: "2 rows: 1 new, 1 refused" in dialog.said.text())
    fates = [dialog.lines.rows.index(row, 3).data() for row in range(2)]
    assert fates[0] == "days confirmed"
    assert "César" in fates[1]
    assert ask(desk, wait, count) == 0
    place = dialog.site.findText("Hangar", Qt.MatchFlag.MatchContains)
    dialog.site.setCurrentIndex(place)
    dialog.site.activated.emit(place)
    wait(lambda: "2 rows: 2 new" in dialog.said.text())
    dialog.go.click()
    wait(lambda: "Undo takes it all back." in dialog.said.text())
    assert ask(desk, wait, count) == 2


def test_a_damaged_calendar_is_refused_in_a_sentence(
    dialog: CalendarsDialog, tmp_path: Path, wait: Wait
) -> None:
    path = tmp_path / "abîmé.ics"
    path.write_text("BEGIN:VCALENDAR\nno calendar at all\n", encoding="utf-8")
    dialog.open_file(path)
    wait(lambda: "abîmé.ics" in dialog.said.text() and "…" not in dialog.said.text())
    assert not dialog.go.isEnabled()


def test_a_file_that_cannot_be_read_does_not_leave_the_former_one_to_be_imported(
    dialog: CalendarsDialog, tmp_path: Path, wait: Wait
) -> None:
    dialog.open_file(calendar(tmp_path, event("1", "20300503/20300508", "Quai · Marius")))
    wait(dialog.go.isEnabled)
    broken = tmp_path / "abîmé.ics"
    broken.write_text("BEGIN:VCALENDAR\nno calendar at all\n", encoding="utf-8")
    dialog.open_file(broken)
    wait(lambda: "abîmé.ics" in dialog.said.text() and "…" not in dialog.said.text())
    assert not dialog.go.isEnabled()
    assert dialog.lines.rows.rowCount() == 0

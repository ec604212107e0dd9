"""A quay, a hall and three productions, with the calendar open on them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from scout_app.model.base import Row
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.terms import CancellationTier, Rate
from scout_app.model.values import DayType, Officer, Period, State
from scout_app.office import bookings
from scout_app.rules.possible import Act
from scout_app.store.database import Store
from scout_app.ui.calendar.booking import BookingPanel
from scout_app.ui.calendar.page import CalendarPage
from scout_app.ui.desk import Desk

_ELSE = Officer("Paul Blanc", "Martigues")


class Stage:
    """The page, and what others do meanwhile."""

    def __init__(self, qtbot: QtBot, store: Store, desk: Desk, today: date) -> None:
        self.qtbot, self.store, self.desk, self.today = qtbot, store, desk, today
        self.quay = self.put(Site(name="Quay", reference="Q", kind="stage", status="in_service"))
        self.hall = self.put(Site(name="Hall", reference="H", kind="stage", status="in_service"))
        self.marius, self.fanny, self.taxi = (
            self.put(Production(title=title, reference=title))
            for title in ("Marius", "Fanny", "Taxi 6")
        )
        self.page: CalendarPage

    def show(self, path: Path) -> None:
        """Open the page as the window does."""
        self.page = CalendarPage(self.desk)
        self.qtbot.addWidget(self.page)
        self.desk.ready.connect(self.page.refresh)
        self.desk.changed.connect(self.page.refresh)
        self.page.resize(1218, 760)
        self.page.show()
        self.desk.open(lambda: Store(path))
        self.qtbot.waitUntil(lambda: self.page.grid.scene is not None)

    @property
    def panel(self) -> BookingPanel:
        """The panel of a booking."""
        return self.page.side.booking

    def put(self, row: Row) -> UUID:
        """Keep a row."""
        with self.store.transaction(_ELSE) as session:
            row.id = uuid4()
            session.add(row)
            return row.id

    def hold(self, site: UUID, production: UUID, days: Period, state: State = State.OPTION) -> UUID:
        """Hold days as another officer."""
        with self.store.transaction(_ELSE) as session:
            wanted = [bookings.WantedSpan(days, state)]
            return bookings.enter(session, site, production, wanted, today=self.today).booking

    def price(self, cents: int, percents: Sequence[tuple[int, int]] = ()) -> None:
        """Give the quay a price for a shooting day, and a ladder."""
        self.put(Rate(site_id=self.quay, day_type=DayType.SHOOT.value, amount=cents))
        for days, percent in percents:
            self.put(CancellationTier(site_id=self.quay, days_before=days, percent=percent))

    def detail(self, booking: UUID) -> bookings.BookingRow:
        """Read a booking."""
        with self.store.reading() as session:
            return bookings.detail(session, booking, self.today)

    def look_at(self, booking: UUID) -> None:
        """Show a booking and wait for it."""
        self.page.side.show_booking(booking)
        self.qtbot.waitUntil(
            lambda: self.panel.booking is not None and self.panel.booking.id == booking
        )

    def unfold(self, act: Act) -> None:
        """Press the button of an act."""
        self.qtbot.waitUntil(self.panel.acts.buttons[act].isVisible)
        self.press(self.panel.acts.buttons[act])

    def press(self, button: QWidget) -> None:
        """Press a button with the mouse."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def states(self, booking: UUID) -> list[State]:
        """Return the states of a booking's days."""
        return [span.state for span in self.detail(booking).spans]

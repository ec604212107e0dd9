"""The Calendar page: who has which days of which site, and where there is room."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from scout_app.model.values import Period
from scout_app.ui import clock, texts
from scout_app.ui.calendar import days_off, listing, paper, picture, words
from scout_app.ui.calendar.days_off import DaysOff
from scout_app.ui.calendar.dropping import Dropping
from scout_app.ui.calendar.grid import Grid
from scout_app.ui.calendar.heat import HeatView
from scout_app.ui.calendar.legend import Legend
from scout_app.ui.calendar.next_free import NextFree
from scout_app.ui.calendar.picture import Scene
from scout_app.ui.calendar.seeking import Seeking
from scout_app.ui.calendar.side import Side
from scout_app.ui.calendar.toolbar import Toolbar
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.bookings import Held
    from scout_app.office.calendar import Bar
    from scout_app.ui.calendar.listing import Listed


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Days to be held as soon as their site is shown."""

    site: UUID
    period: Period
    production: UUID | None
    with_form: bool


class CalendarPage(QWidget):
    """The calendar with its form beside and its table below."""

    site_shown = Signal(object)
    """The id of a site whose card is wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page; it asks nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self._wanted: _Wanted | None = None
        self._message = ""
        self._is_reading_off = False
        self.toolbar = Toolbar()
        self.grid = Grid(clock.today())
        self.table = listing.table()
        self.legend = Legend()
        self.side = Side(desk)
        self.seeking = Seeking(self.grid, self.side, self.toolbar.finder)
        self.dropping = Dropping(desk, self.grid)
        self.next_free = NextFree(desk, self.grid, self.toolbar.days)
        self.heat = HeatView(desk, lambda: self.toolbar.query)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.grid)
        both.addWidget(self.seeking.table)
        both.addWidget(self.heat)
        both.addWidget(self.table)
        for place, share in enumerate((2, 1, 2, 1)):
            both.setStretchFactor(place, share)
        both.setCollapsible(0, False)
        self.table.hide()
        self.heat.hide()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(both, 1)
        middle.addWidget(self.side)
        middle.addWidget(self.dropping.fates)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.addWidget(self.toolbar)
        column.addLayout(middle, 1)
        column.addWidget(self.legend)
        self.setTabOrder(self.grid, self.side)

    def _wire(self) -> None:
        bar, grid = self.toolbar, self.grid
        bar.filter.textChanged.connect(self._ask)
        bar.offered.toggled.connect(self._ask)
        bar.today.clicked.connect(grid.go_to_today)
        bar.nearer.clicked.connect(lambda: grid.zoom(1))
        bar.farther.clicked.connect(lambda: grid.zoom(-1))
        bar.next_free.clicked.connect(self.next_free.find)
        self.next_free.found.connect(self._lead_to)
        self.next_free.said.connect(self._say)
        bar.table.toggled.connect(self._show_table)
        bar.heat.toggled.connect(self._show_heat)
        self.heat.chosen.connect(self._lead_to)
        self.dropping.said.connect(self._say)
        grid.carried.connect(lambda _grip: self.side.leave())
        bar.print.clicked.connect(lambda: paper.ask(self, self._desk, grid.period, bar.query))
        grid.looked.connect(self._looked)
        grid.moved.connect(self._moved)
        grid.dragged.connect(self.ask_hold)
        grid.hold_asked.connect(self.ask_hold)
        grid.close_asked.connect(self.ask_closing)
        grid.opened.connect(self._open)
        grid.left.connect(self.side.leave)
        grid.site_opened.connect(self.site_shown)
        self.table.chosen.connect(self._listed_chosen)
        self.table.opened.connect(lambda row: self.side.show_booking(row.bar.booking))
        self.side.left.connect(grid.setFocus)
        self.side.period_changed.connect(self._take_days)
        self.seeking.hold_wanted.connect(lambda site, days: self.hold(site, days, None))
        self.side.form.held.connect(self._held)
        self.side.closing.closed.connect(self._closed)
        self.side.booking.settled.connect(lambda _settled: self._say(""))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the calendar itself."""
        super().showEvent(event)
        if self.side.shown is None:
            self.grid.setFocus()

    # -- asking --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the picture again, and for what is shown beside it."""
        self.grid.set_today(clock.today())
        self._ask()
        self.side.refresh()
        self.seeking.refresh()

    def _ask(self) -> None:
        if not self._desk.is_open:
            return
        self._desk.ask(
            picture.scene,
            picture.around(self.grid.period),
            self.toolbar.query,
            clock.today(),
            then=self._show,
            key="calendar",
        )
        self.heat.refresh()

    def _ask_days_off(self, period: Period) -> None:
        """Read the holidays around the days in view, once for a long while."""
        if self.grid.off.covers(period) or self._is_reading_off:
            return
        self._is_reading_off = True
        self._desk.start(partial(days_off.read, period, texts.language()), then=self._marked)

    def _marked(self, off: DaysOff) -> None:
        self._is_reading_off = False
        self.grid.show_days_off(off)

    def _show(self, scene: Scene) -> None:
        filtered = bool(self.toolbar.filter.text().strip() or self.toolbar.offered.isChecked())
        self.grid.empty = words.empty(filtered)
        self.grid.show_scene(scene)
        self._ask_days_off(self.grid.period)
        self._say_where()
        self._name_days()
        self._list()
        if self._wanted is not None:
            self._choose_wanted()

    def _looked(self, period: Period) -> None:
        """Read further when what is in view comes near the edge of what was read."""
        if not self._desk.is_open:
            return
        self._name_days()
        self._list()
        self._ask_days_off(period)
        scene = self.grid.scene
        if scene is not None and picture.is_near_edge(period, scene.period):
            self._ask()

    def _name_days(self) -> None:
        self.toolbar.shown.setText(words.period(self.grid.period))

    def _list(self) -> None:
        if not self.table.isHidden() and self.grid.scene is not None:
            self.table.show_rows(listing.listed(self.grid.scene, self.grid.period))

    def _show_table(self, wanted: bool) -> None:
        self.table.setVisible(wanted)
        self._list()

    # -- the year ------------------------------------------------------------------------------

    def _show_heat(self, wanted: bool) -> None:
        """Show the use of a year in the calendar's place, or the calendar again."""
        self.grid.setVisible(not wanted)
        self.heat.setVisible(wanted)
        if wanted:
            self.heat.show_year(self.grid.middle.year)
        else:
            self.grid.setFocus()

    def _lead_to(self, site: UUID, days: Period) -> None:
        """Choose days that were found, on the calendar itself."""
        self.toolbar.heat.setChecked(False)
        self._want(_Wanted(site, days, None, with_form=False))
        self.grid.setFocus()

    # -- the cursor ----------------------------------------------------------------------------

    def _moved(self) -> None:
        self._message = ""
        self._say_where()
        if self.grid.chosen is not None:
            row, period = self.grid.chosen
            self.side.follow(row.site, period)

    def _say_where(self) -> None:
        self.legend.say(self._message or self.grid.said())

    def _say(self, message: str) -> None:
        """Say something until the cursor moves."""
        self._message = message
        self._say_where()

    def _take_days(self, period: Period) -> None:
        if self.grid.chosen is not None:
            self.grid.choose(self.grid.chosen[0].site.id, period)

    def _listed_chosen(self, row: "Listed | None") -> None:
        if row is not None:
            self.grid.choose(row.site_id, Period(row.bar.period.first, row.bar.period.first))

    def _open(self, bar: "Bar") -> None:
        self.side.show_booking(bar.booking)

    # -- holding and closing -------------------------------------------------------------------

    def ask_hold(self) -> None:
        """Open the form on the days chosen."""
        if self.grid.chosen is not None:
            row, period = self.grid.chosen
            self.side.ask_hold(row.site, period)

    def ask_closing(self) -> None:
        """Open the closing form on the days chosen."""
        if self.grid.chosen is not None:
            row, period = self.grid.chosen
            self.side.ask_closing(row.site, period)

    def hold(self, site: UUID, period: Period | None, production: UUID | None) -> None:
        """Open the form on a site, on days (today when None), for a production if known."""
        today = clock.today()
        days = period or Period(today, today)
        self._want(_Wanted(site, days, production, with_form=True))

    def _want(self, wanted: _Wanted) -> None:
        """Choose days of a site; when the filter hides it, lift the filter first."""
        self._wanted = wanted
        self.grid.unfold_for(wanted.site)
        scene = self.grid.scene
        if scene is not None and scene.place_of(wanted.site) is not None:
            self._choose_wanted()
            return
        for control, lift in (
            (self.toolbar.filter, self.toolbar.filter.clear),
            (self.toolbar.offered, lambda: self.toolbar.offered.setChecked(False)),
        ):
            control.blockSignals(True)
            lift()
            control.blockSignals(False)
        self._ask()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or not self.grid.choose(wanted.site, wanted.period):
            return
        if wanted.with_form and self.grid.chosen is not None:
            row, period = self.grid.chosen
            self.side.ask_hold(row.site, period, wanted.production)

    def _held(self, held: "Held") -> None:
        self.side.leave()
        self._say(words.held(held))

    def _closed(self) -> None:
        self.side.leave()
        self._say(_("The days are closed."))

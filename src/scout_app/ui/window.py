"""The main window: navigation rail, menus, status bar, and the few links between pages."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.settings import Settings
from scout_app.ui import bugs, clock, files, help_pages, icons, menus, remembered, texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.dialogs import Dialogs
from scout_app.ui.officer import OfficerBar
from scout_app.ui.opening import Opening
from scout_app.ui.rail import Rail
from scout_app.ui.saying import sentence
from scout_app.ui.sites.page import SitesPage
from scout_app.ui.texts import _
from scout_app.ui.undoing import Undoing

if TYPE_CHECKING:
    from scout_app.ui.calendar.page import CalendarPage
    from scout_app.ui.dossiers.page import DossiersPage
    from scout_app.ui.offices.page import OfficesPage
    from scout_app.ui.productions.page import ProductionsPage
    from scout_app.ui.todo.page import TodoPage

Page = TypeVar("Page", bound=QWidget)


class Window(QMainWindow):
    """What the officer sees; pages do not know each other, this window wires their rare links."""

    language_chosen = Signal(object)
    """The Settings with another language."""

    def __init__(self, chosen: Settings) -> None:
        """Build the window; each page comes when it is first needed."""
        super().__init__()
        self.chosen = chosen
        self.desk = Desk(self)
        self.desk.officer = files.officer_of(chosen)
        self.setWindowTitle("Scout")
        self.setMinimumSize(QSize(1024, 640))
        self.setAcceptDrops(True)
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.officer_bar = OfficerBar(self, chosen)
        self.undoing = Undoing(self.desk, self)
        self.opening = Opening(self.desk, self)
        self.dialogs = Dialogs(self)
        self._build()
        menus.build(self)
        self._wire()
        self._restore()

    # -- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        for _entry in self.rail.entries:
            self.stack.addWidget(QWidget())
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addWidget(self.stack, 1)
        self.setCentralWidget(body)
        self.rail.currentRowChanged.connect(self._turn_to)
        self.rail.setCurrentRow(0)
        self.saying = QLabel()
        self.saying.setAccessibleName(_("Messages"))
        self.statusBar().addWidget(self.saying, 1)
        self.waiting = QPushButton()
        self.waiting.setFlat(True)
        self.waiting.clicked.connect(self.decide)
        self.waiting.hide()
        self.statusBar().addPermanentWidget(self.waiting)
        self.statusBar().addPermanentWidget(self.officer_bar)

    def _wire(self) -> None:
        self.opening.opened.connect(self._opened)
        self.opening.told.connect(self.tell)
        self.desk.changed.connect(self._refresh)
        self.desk.refused.connect(self.tell)
        self.desk.failed.connect(self.tell_bug)
        self.desk.who = self.officer_bar.who
        self.officer_bar.named.connect(self._named)
        self.undoing.said.connect(self.say)

    # -- pages ---------------------------------------------------------------------------------

    @cached_property
    def sites(self) -> SitesPage:
        """The Sites page."""
        page = SitesPage(self.desk)
        page.hold_asked.connect(self._hold)
        page.pointed.connect(self._say_position)
        page.dossier_asked.connect(self._dossier)
        return self._put(0, page)

    @cached_property
    def calendar(self) -> "CalendarPage":
        """The Calendar page."""
        from scout_app.ui.calendar.page import CalendarPage

        page = CalendarPage(self.desk)
        page.site_shown.connect(self.show_site)
        page.side.finder.query_of = lambda: self.sites.searching.asked
        page.side.finder.sites_wanted.connect(self._keep_sites)
        return self._put(1, page)

    @cached_property
    def productions(self) -> "ProductionsPage":
        """The Productions page."""
        from scout_app.ui.productions.page import ProductionsPage

        page = ProductionsPage(self.desk)
        page.hold_asked.connect(self._hold_for)
        page.dossier_asked.connect(self._dossier)
        return self._put(2, page)

    @cached_property
    def dossiers(self) -> "DossiersPage":
        """The Dossiers page."""
        from scout_app.ui.dossiers.page import DossiersPage

        return self._put(3, DossiersPage(self.desk))

    @cached_property
    def todo(self) -> "TodoPage":
        """The page of what waits."""
        from scout_app.ui.todo.page import TodoPage

        page = TodoPage(self.desk)
        page.site_shown.connect(self.show_site)
        page.offices_asked.connect(self.decide)
        return self._put(4, page)

    @cached_property
    def offices(self) -> "OfficesPage":
        """The page of the other offices."""
        from scout_app.ui.offices.page import OfficesPage

        return self._put(5, OfficesPage(self.desk))

    def decide(self) -> None:
        """Show what other offices said differently, and double bookings."""
        self.turn_to(self.offices)
        self.offices.decide()

    def _put(self, row: int, page: Page) -> Page:
        """Put a page where its empty place was kept."""
        place = self.stack.widget(row)
        current = self.stack.currentIndex()
        self.stack.insertWidget(row, page)
        if place is not None:
            self.stack.removeWidget(place)
            place.deleteLater()
        self.stack.setCurrentIndex(current)
        page.setAccessibleName(self.rail.entries[row].title)
        return page

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        self.rail.setCurrentRow(self.stack.indexOf(page))

    def _turn_to(self, row: int) -> None:
        self.stack.setCurrentWidget(getattr(self, self.rail.entries[row].name))
        if self.desk.is_open:
            self._refresh_page()

    def _refresh(self) -> None:
        self._refresh_page()
        self.undoing.refresh()
        self.desk.ask(office.exchange.waiting, then=self._say_waiting, key="waiting")

    def _say_waiting(self, count: int) -> None:
        """Say how much waits for a decision between offices, in the bar and in the rail."""
        said = texts.ngettext("{count} to decide", "{count} to decide", count)
        self.waiting.setText(said.format(count=count))
        self.waiting.setVisible(bool(count))
        self.rail.count_on("offices", count)

    def _refresh_page(self) -> None:
        page: Any = self.stack.currentWidget()
        page.refresh()

    def _hold(self, site: UUID) -> None:
        self.turn_to(self.calendar)
        self.calendar.hold(site, None, None)

    def _hold_for(self, site: UUID, production: UUID, period: Any) -> None:
        self.turn_to(self.calendar)
        self.calendar.hold(site, period, production)

    def _dossier(self, sites: list[UUID], production: UUID | None = None) -> None:
        self.turn_to(self.dossiers)
        self.dossiers.compose(sites, production)

    def show_site(self, site: UUID) -> None:
        """Show a site's card on its page."""
        self.turn_to(self.sites)
        self.sites.show_site(site)

    def _keep_sites(self, sites: list[UUID]) -> None:
        self.turn_to(self.sites)
        self.sites.keep(frozenset(sites))

    def find_site(self) -> None:
        """Go to the search box of the sites."""
        self.turn_to(self.sites)
        self.sites.search.setFocus()
        self.sites.search.selectAll()

    # -- catalogue -----------------------------------------------------------------------------

    def open(self, path: Path, make_starter: bool = False) -> None:
        """Open a catalogue on the database's threads; make the starter when nothing is there."""
        self.opening.open(path, make_starter)

    def _opened(self) -> None:
        self.setWindowTitle(f"{self.opening.path.name} – Scout")
        self._refresh()
        if self.desk.officer is not None:
            # What time did since the last look: challenges without an answer, options that ended.
            self.desk.do(office.challenges.sweep, today=clock.today())

    # -- saying --------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Say something quietly, in the status bar."""
        self.saying.setText(sentence)

    def _say_position(self, lat: float, lon: float) -> None:
        """Say where the mouse is on the map, for GPS and for surveyors."""
        from scout_app.model.values import Position
        from scout_app.places.projection import to_lambert93

        east, north = to_lambert93(Position(lat, lon))
        self.say(f"{lat:.5f}, {lon:.5f}   ·   Lambert-93  {east:.0f}, {north:.0f}")

    def tell(self, error: ScoutError) -> None:
        """Say why something was refused."""
        self.say(sentence(error))

    def tell_bug(self, error: BaseException, *, was_undone: bool = True) -> None:
        """Say that something went wrong that is no officer's doing."""
        page = self.rail.entries[self.rail.currentRow()].name
        bugs.tell(self, error, page, was_undone=was_undone)

    def come_forward(self) -> None:
        """Raise the window: somebody launched the application again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def show_help(self) -> None:
        """Show the help of the page in view."""
        help_pages.show(self, self.rail.currentRow())

    def show_keys(self) -> None:
        """Show the keyboard shortcuts."""
        help_pages.show_keys(self)

    def show_about(self) -> None:
        """Show the version, the licences and the sources of the data."""
        help_pages.about(self)

    # -- settings ------------------------------------------------------------------------------

    def _named(self, officer: Any) -> None:
        self.desk.officer = officer
        self.chosen = files.remember_officer(officer)

    def set_language(self, lang: str) -> None:
        """Remember the language; whoever made this window makes another in it."""
        self.chosen = files.remember(language=lang)
        self.language_chosen.emit(self.chosen)

    def set_scheme(self, scheme: Any) -> None:
        """Change the colours."""
        self.chosen = files.remember(scheme=scheme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme)

    def _restore(self) -> None:
        kept = remembered.settings()
        if (geometry := kept.value("window/geometry")) is not None:
            self.restoreGeometry(geometry)
        else:
            self.resize(1366, 768)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls() and self.desk.is_open:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what a file of another office would bring; open the import of anything else."""
        from scout_app.ui.offices.page import dropped
        from scout_app.ui.outside import dropping

        event.acceptProposedAction()
        if (path := dropped(event.mimeData())) is not None:
            self.turn_to(self.offices)
            self.offices.look_at(path)
            return
        dropping.open_dropped(self.desk, dropping.files_of(event.mimeData()), self)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons again when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "rail"):
            icons.redress(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is still being typed, finish the writes under way, then go."""
        if (typing := self.focusWidget()) is not None:
            typing.clearFocus()
        remembered.settings().setValue("window/geometry", self.saveGeometry())
        self.desk.close()
        super().closeEvent(event)

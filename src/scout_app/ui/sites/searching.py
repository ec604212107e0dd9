"""What is searched for on the Sites page: words, filters, a circle on the map, sites named."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from scout_app import office
from scout_app.model.values import Position
from scout_app.ui import clock
from scout_app.ui.desk import Desk
from scout_app.ui.sites.facets import Facets
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import Found, SiteQuery
    from scout_app.places.addresses import Proposal
    from scout_app.ui.map.around import Circle

_PAUSE_MS = 250
"""After the last key, before all that it finds is asked for."""


class Searching(QObject):
    """Asks at every key for the first sites found, and for all of them once the typing rests."""

    found = Signal(object)
    """A Found."""

    def __init__(self, desk: Desk, words: QLineEdit, facets: Facets) -> None:
        """Ask whenever the words or the filters change."""
        super().__init__(words)
        self._desk, self._words, self._facets = desk, words, facets
        self._around: Circle | None = None
        self._named: frozenset[UUID] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask_all)
        words.textChanged.connect(lambda _text: self.ask())
        facets.changed.connect(self.ask)
        facets.narrowing.place_typed.connect(self._find_place)

    # -- asking --------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for what is found first."""
        # Before a catalogue is open there is nobody to ask, and naming the verb would load the
        # database's libraries on the window's thread.
        self._pause.stop()
        if self._desk.is_open:
            query = self._query()
            self._desk.ask(office.sites.search, query, at_once=True, then=self._found, key="sites")

    def ask_all(self) -> None:
        """Ask for all that is found, down to the last row."""
        self._pause.stop()
        if self._desk.is_open:
            self._desk.ask(office.sites.search, self._query(), then=self._found, key="sites")

    def _found(self, found: "Found") -> None:
        if found.more:
            self._pause.start()
        self.found.emit(found)

    @property
    def asked(self) -> "SiteQuery":
        """What is searched for now, for those who look among the same sites."""
        return replace(self._query(), only=None)

    def _query(self) -> "SiteQuery":
        facets = self._facets
        narrowing, drawn = facets.narrowing, self._around
        around = (drawn.centre, drawn.km) if drawn is not None else narrowing.around()
        query: SiteQuery = office.sites.SiteQuery(
            text=self._words.text(),
            ranges=narrowing.ranges(),
            near=around[0] if around else None,
            within_km=around[1] if around else None,
            days=narrowing.days(),
            today=clock.today(),
            states=narrowing.states.chosen(),
            kinds=facets.kinds.chosen(),
            communes=facets.communes.chosen(),
            min_area=facets.least_area(),
            offered_only=facets.offered.isChecked(),
            only=self._named,
        )
        return query

    # -- narrowing -----------------------------------------------------------------------------

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked of the sites found."""
        return bool(self._words.text().strip() or self._facets.is_narrowing or self._around)

    @property
    def is_named(self) -> bool:
        """Whether only sites named one by one are shown, of those found."""
        return self._named is not None

    def keep(self, sites: frozenset[UUID] | None) -> None:
        """Find only these sites; any again with None."""
        self._named = sites
        self.ask()

    def look_around(self, circle: "Circle | None") -> None:
        """Find only the sites in a circle; anywhere again with None."""
        self._around = circle
        self.ask()

    def _find_place(self, typed: str) -> None:
        """Find what is typed among the sites and communes of the catalogue."""
        self._desk.ask(office.addresses.known, typed, then=self._placed, key="place around")

    def _placed(self, found: "tuple[Proposal, ...]") -> None:
        narrowing = self._facets.narrowing
        if not found:
            narrowing.set_place(None, _("No commune or site of the catalogue goes by that."))
            return
        best = found[0]
        narrowing.set_place(Position(best.lat, best.lon), best.label)

    # -- keeping -------------------------------------------------------------------------------

    def present(self) -> dict[str, object]:
        """Return the search as it is now, to be kept under a name."""
        facets = self._facets
        return {
            "text": self._words.text(),
            "kinds": sorted(facets.kinds.chosen()),
            "communes": sorted(facets.communes.chosen()),
            "areas": sorted(facets.areas.chosen()),
            "offered": facets.offered.isChecked(),
            "more": facets.narrowing.keep(),
        }

    def take_up(self, search: dict[str, Any]) -> None:
        """Search again as it was kept."""
        self._facets.give_back(search)
        self._words.setText(str(search.get("text") or ""))
        self.ask()

"""The Sites page."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk
from scout_app.ui.sites.deeds import Deeds
from scout_app.ui.sites.facets import Facets
from scout_app.ui.sites.kept import KeptSearches, LatelySeen
from scout_app.ui.sites.panel import CardPanel
from scout_app.ui.sites.results import Results
from scout_app.ui.sites.searching import Searching
from scout_app.ui.texts import _, language, ngettext

if TYPE_CHECKING:
    from scout_app.office.sites import Found, SiteCard
    from scout_app.ui.map.view import MapView
    from scout_app.ui.sites.adding import NewSite
    from scout_app.ui.sites.completing import Completing
    from scout_app.ui.sites.grounds import Grounds

_WIDTHS = (188, 650, 362)


class SitesPage(QWidget):
    """Find a site by words, facets or on the map; its card stands beside."""

    hold_asked = Signal(object)
    """The id of the site to hold."""
    dossier_asked = Signal(list)
    """The ids of the sites to print."""
    pointed = Signal(float, float)
    """Latitude and longitude under the mouse."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page; it asks nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self._wanted: UUID | None = None
        """A site to choose as soon as the list holds it."""
        self._asked: UUID | None = None
        """The site whose card is on its way."""
        self.search = QLineEdit()
        self.count = QLabel()
        self.new = QPushButton(_("New site"))
        self.facets = Facets()
        self.searching = Searching(desk, self.search, self.facets)
        self.kept = KeptSearches(self.searching.present)
        self.seen = LatelySeen(desk)
        self.results = Results()
        self.list = self.results.list
        self.panel = CardPanel(desk)
        self.title, self.text, self.sources = self.panel.title, self.panel.text, self.panel.sources
        self.edit, self.editor, self.said = self.panel.edit, self.panel.form, self.panel.said
        self.adding: NewSite | None = None
        self.grounds: Grounds | None = None
        self.completing: Completing | None = None
        self.lift = QPushButton(_("Free days"))
        self.deeds = Deeds(desk, self, self._printed, lambda: self.panel.card)
        self._dress()
        self._lay_out()
        self._wire()

    # -- building ------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.search.setPlaceholderText(_("Find a site: name, place, what was filmed there…"))
        self.search.setAccessibleName(_("Find a site"))
        self.search.setClearButtonEnabled(True)
        self.count.setAccessibleName(_("Number of sites found"))
        icons.dress(self.new, "plus")
        self.lift.setToolTip(_("Only the sites with free days are shown; press to show all again"))
        icons.dress(self.lift, "x")
        self.lift.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.kept)
        top.addWidget(self.seen)
        top.addWidget(self.lift)
        top.addWidget(self.count)
        top.addWidget(self.results.views)
        top.addWidget(self.new)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.results, 1)
        thirds = QSplitter()
        thirds.setChildrenCollapsible(False)
        for widget, least, stretch in (
            (_scrolled(self.facets), 170, 0),
            (middle, 360, 3),
            (self.panel, 330, 1),
        ):
            widget.setMinimumWidth(least)
            thirds.addWidget(widget)
            thirds.setStretchFactor(thirds.count() - 1, stretch)
        thirds.setSizes(list(_WIDTHS))
        QVBoxLayout(self).addWidget(thirds)

        self._order_keys()

    def _order_keys(self) -> None:
        """Let Tab go from the search to the list and its card, and then to the filters."""
        panel, facets = self.panel, self.facets
        stops: list[QWidget] = [
            self.search,
            self.kept,
            self.seen,
            *self.results.views.buttons.values(),
            self.new,
        ]
        stops += [self.list, panel.hold, panel.dossier, panel.edit, panel.delete]
        stops += [panel.text, panel.sources, facets.offered, *facets.headings, facets.clear]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _wire(self) -> None:
        self.searching.found.connect(self._found)
        self.search.returnPressed.connect(self._go_to_list)
        self.kept.taken.connect(self.searching.take_up)
        self.seen.chosen.connect(self.show_site)
        self.results.chosen.connect(self._chosen)
        self.results.selected.connect(self._say_dossier)
        self.results.opened.connect(lambda _row: self.panel.text.setFocus())
        self.results.pointed.connect(self.pointed)
        self.results.told.connect(self._desk.refused)
        self.results.mapped.connect(self._mapped)
        self.panel.followed.connect(self.show_site)
        self.panel.changed.connect(self.refresh)
        self.panel.deleted.connect(self.searching.ask)
        self.panel.hold.clicked.connect(self._hold)
        self.panel.dossier.clicked.connect(self._dossier)
        self.new.clicked.connect(self._new)
        self.lift.clicked.connect(lambda: self.keep(None))
        self.deeds.listen(self.list)
        self.deeds.added.connect(self._added)
        self.deeds.said.connect(self.panel.say)
        self._key(Qt.Key.Key_F2, self.panel.edit.click)
        self._key(Qt.Key.Key_Escape, self._leave)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self._go_to_list)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _key(self, key: Qt.Key, act: Any) -> None:
        shortcut = QShortcut(QKeySequence(key), self, act)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- asking --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for what the search finds, for the ground, and for the card shown."""
        # All of it: a list that was whole must not lose the rows after the first for a moment.
        self.searching.ask_all()
        if self._desk.is_open:
            results = self.results
            self._desk.ask(office.parcels.in_view, then=results.show_plots, key="plots")
            self._desk.ask(
                office.exchange.contested_sites, then=results.show_contested, key="contested"
            )
        # A change that comes while another card is on its way must not call the former one back.
        if (site := self._asked or self.panel.site) is not None:
            self._ask_card(site)

    def show_site(self, site: UUID) -> None:
        """Show a site's card, and choose it in the list if it is there."""
        self._wanted = site
        if not self.list.select_id(site) or self.panel.site != site:
            self._ask_card(site)

    def keep(self, sites: frozenset[UUID] | None) -> None:
        """Show only these of the sites found, in the list and on the map; all with None."""
        self.lift.setVisible(sites is not None)
        self.searching.keep(sites)

    def _mapped(self, view: "MapView") -> None:
        """Let the map draw the ground of the card's site, and say where to look for sites."""
        from scout_app.ui.sites.completing import Completing
        from scout_app.ui.sites.grounds import Grounds

        self.completing = Completing(self._desk, view, self)
        self.grounds = Grounds(self._desk, view, lambda: self.panel.card, self)
        view.tools.circled.connect(self.searching.look_around)

    def _found(self, found: "Found") -> None:
        self.count.setText(_counted(found))
        self.facets.show_found(found)
        self.results.show_rows(found.sites, self._empty())
        if self._wanted is not None and self.list.select_id(self._wanted):
            self._wanted = None
        elif self.panel.site is None and self._wanted is None and found.sites:
            self.list.select_id(found.sites[0].id)

    def _empty(self) -> str:
        """Return what to do when nothing is found: nothing fits, or nothing is there yet."""
        if self.searching.is_narrow:
            return _("No site holds all of that; try fewer words or filters.")
        return _("This catalogue has no site yet: “New site” adds the first.")

    def _chosen(self, row: Any) -> None:
        if row is not None and self.panel.site != row.id:
            self._wanted = None
            self._ask_card(row.id)

    def _ask_card(self, site: UUID) -> None:
        self._asked = site
        self._desk.ask(
            office.sites.card, site, then=self._show_card, refused=self._gone, key="site card"
        )

    def _show_card(self, card: "SiteCard") -> None:
        self._asked = None
        if card.row.id != self.panel.site:
            self.seen.see(card.row.id)
        self.panel.show_card(card)
        self._say_dossier(self.list.chosen_ids)

    def _gone(self, _error: ScoutError) -> None:
        """Somebody deleted the site shown."""
        self._wanted = self._asked = None
        if self.panel.site is not None:
            self.panel.show_nothing()

    # -- doing ---------------------------------------------------------------------------------

    def _go_to_list(self) -> None:
        if self.list.chosen_row is None and self.list.rows.rowCount():
            self.list.selectRow(0)
        self.list.setFocus()

    def _leave(self) -> None:
        """Leave what is innermost: a strip, the editing, then the search, then the filters."""
        if self.panel.escape():
            return
        if self.search.text():
            self.search.clear()
            self.search.setFocus()
        elif self.facets.is_narrowing:
            self.facets.clear_all()
        elif self.searching.is_named:
            self.keep(None)

    def _hold(self) -> None:
        if self.panel.site is not None:
            self.hold_asked.emit(self.panel.site)

    def _printed(self) -> list[UUID]:
        """Return the sites for the dossier: several when several are selected, else the card's."""
        selected = [site for site in self.list.chosen_ids if isinstance(site, UUID)]
        if len(selected) > 1:
            return selected
        return [] if self.panel.site is None else [self.panel.site]

    def _say_dossier(self, _ids: object) -> None:
        count = len(self._printed())
        said = _("Dossier ({count})").format(count=count) if count > 1 else _("Dossier")
        self.panel.dossier.setText(said)

    def _dossier(self) -> None:
        if sites := self._printed():
            self.dossier_asked.emit(sites)

    def _new(self) -> None:
        from scout_app.ui.sites.adding import NewSite

        communes = self.facets.communes
        names = [communes.item(row).text() for row in range(communes.count())]
        self.adding = NewSite(self._desk, names, self)
        self.adding.added.connect(self._added)
        self.adding.destroyed.connect(self._forget_adding)
        self.adding.open()

    def _forget_adding(self) -> None:
        self.adding = None

    def _added(self, site: UUID) -> None:
        """Show the new site, whatever was searched for, and open its fields."""
        if self.results.map is not None:
            self.results.map.tools.around.clear()
        self.search.clear()
        self.facets.clear_all()
        self.show_site(site)
        self.searching.ask()


def _counted(found: "Found") -> str:
    from scout_app.wording.numbers import number

    if found.more:
        return _("more than {count}").format(count=number(office.sites.CAP, language()))
    count = number(found.total, language())
    return ngettext("{count} site", "{count} sites", found.total).format(count=count)


def _scrolled(widget: QWidget) -> QScrollArea:
    """Let the facets scroll on a low screen."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area

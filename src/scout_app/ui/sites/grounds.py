"""The ground of the site shown: drawn on the map, edited, taken off; each can be undone."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.places.drawing import Ring
from scout_app.ui.desk import Desk
from scout_app.ui.map.plots import Plot
from scout_app.ui.map.view import MapView
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import SiteCard


class Grounds(QObject):
    """Fills the menu of the map's drawing button, and writes what was drawn."""

    def __init__(
        self, desk: Desk, view: MapView, card: "Callable[[], SiteCard | None]", parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk, self._view, self._card = desk, view, card
        button = view.tool_buttons.draw
        self.menu = QMenu(button)
        self.menu.aboutToShow.connect(self._fill)
        button.setMenu(self.menu)

    def _fill(self) -> None:
        self.menu.clear()
        card = self._card()
        if card is None:
            self.menu.addAction(_("Choose a site first")).setEnabled(False)
            return
        site, name = card.row.id, card.row.name
        self.menu.addSection(name.replace("&", "&&"))
        new = self.menu.addAction(_("Draw its outline"))
        new.triggered.connect(lambda: self.draw(site, "", name))
        parcel = self.menu.addAction(_("Draw a parcel…"))
        parcel.triggered.connect(lambda: self._ask_parcel(site))
        own = [plot for plot in self._view.canvas.plots.all if plot.site_id == site]
        if own:
            self.menu.addSeparator()
        for plot in own:
            self._offer(plot)

    def _offer(self, plot: Plot) -> None:
        """Offer to edit and to remove; hand editing has one line, without parts or holes."""
        label = plot.short.replace("&", "&&")
        edit = self.menu.addAction(_("Edit {name}").format(name=label))
        edit.triggered.connect(lambda: self.edit(plot))
        if len(plot.rings) > 1:
            edit.setEnabled(False)
            edit.setText(_("Edit {name} (it has several parts)").format(name=label))
        remove = self.menu.addAction(_("Remove {name}…").format(name=label))
        remove.triggered.connect(lambda: self._ask_reason(plot))

    # -- acting ----------------------------------------------------------------------------------

    def draw(self, site: UUID, identifier: str, title: str) -> None:
        """Take the pen for a new parcel, or for the site's outline without an identifier."""
        self._show_plots()
        self._view.tools.draw(partial(self._add, site, identifier), title=title)

    def edit(self, plot: Plot) -> None:
        """Take the pen with the corners of an outline."""
        self._show_plots()
        self._view.show_ground(plot)
        self._view.tools.draw(partial(self._redraw, plot.id), plot.rings[0], plot.short)

    def _show_plots(self) -> None:
        self._view.tool_buttons.plots.setChecked(True)

    def _ask_parcel(self, site: UUID) -> None:
        typed, agreed = QInputDialog.getText(
            self._view, _("Draw a parcel"), _("Identifier, like 13029 AB 123:")
        )
        if agreed and typed.strip():
            self.draw(site, typed.strip(), typed.strip())

    def _ask_reason(self, plot: Plot) -> None:
        reason, agreed = QInputDialog.getText(
            self._view,
            _("Remove {name}").format(name=plot.short),
            _("Why? It is kept in the history."),
        )
        if agreed:
            self.remove(plot.id, reason)

    def _add(self, site: UUID, identifier: str, ring: Ring) -> None:
        self._desk.do(
            office.parcels.add, site, identifier, ring, then=self._kept, refused=self._refused
        )

    def _redraw(self, parcel: UUID, ring: Ring) -> None:
        self._desk.do(office.parcels.redraw, parcel, ring, then=self._kept, refused=self._refused)

    def remove(self, parcel: UUID, reason: str) -> None:
        """Take a parcel off its site."""
        self._desk.do(office.parcels.remove, parcel, reason)

    def _kept(self, _id: object) -> None:
        self._view.tools.leave()

    def _refused(self, error: ScoutError) -> None:
        """Leave the line in hand, to be mended, and say what is wrong with it."""
        self._view.tools.refuse(sentence(error))

"""What is done with the sites chosen in the list: duplicate one, edit several, merge doubles."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from scout_app.ui.desk import Desk
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.sites import SiteCard
    from scout_app.ui.sites.copying import Copying
    from scout_app.ui.sites.doubles import Doubles
    from scout_app.ui.sites.many import ManySites


class Deeds(QObject):
    """Opens the dialogs over the page and tells what came of them."""

    added = Signal(object)
    """The id of a new site, to be shown."""
    said = Signal(str)
    """What was done, in a few words."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        chosen: "Callable[[], list[UUID]]",
        card: "Callable[[], SiteCard | None]",
    ) -> None:
        """Take what tells the sites chosen and the card shown."""
        super().__init__(page)
        self._desk, self._page, self._chosen, self._card = desk, page, chosen, card
        self.copying: Copying | None = None
        self.many: ManySites | None = None
        self.doubles: Doubles | None = None

    def listen(self, table: QWidget) -> None:
        """Offer these deeds by the right button and the menu key of a table."""
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda at: self._offer(table, at))

    def menu(self) -> QMenu:
        """Return the deeds as a menu; what makes no sense now cannot be chosen."""
        menu = QMenu(self._page)
        count = len(self._chosen())
        copy = menu.addAction(_("&Duplicate…"))
        copy.triggered.connect(self.duplicate)
        copy.setEnabled(self._card() is not None)
        several = menu.addAction(_("Edit &several sites…"))
        several.triggered.connect(self.edit_many)
        several.setEnabled(count > 1)
        menu.addAction(_("&Merge doubles…")).triggered.connect(self.find_doubles)
        return menu

    def _offer(self, table: QWidget, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(table.mapToGlobal(at))

    def duplicate(self) -> None:
        """Ask for the name of a copy of the site whose card is shown."""
        from scout_app.ui.sites.copying import Copying

        if (card := self._card()) is None:
            self.said.emit(_("Choose a site in the list first."))
            return
        self.copying = Copying(self._desk, card, self._page)
        self.copying.added.connect(self.added)
        self.copying.destroyed.connect(self._forget)
        self.copying.open()

    def edit_many(self) -> None:
        """Open the chosen sites in one form."""
        from scout_app.ui.sites.many import ManySites

        sites = self._chosen()
        if not sites:
            self.said.emit(_("Choose the sites in the list first (Ctrl or Shift and click)."))
            return
        self.many = ManySites(self._desk, sites, self._page)
        self.many.written.connect(self._many_written)
        self.many.destroyed.connect(self._forget)
        self.many.open()

    def find_doubles(self) -> None:
        """Show the sites, organisations and contacts that may be one."""
        from scout_app.ui.sites.doubles import Doubles

        self.doubles = Doubles(self._desk, self._page)
        self.doubles.merged.connect(self._merged)
        self.doubles.destroyed.connect(self._forget)
        self.doubles.open()

    def _merged(self, kind: str, row: UUID) -> None:
        if kind == "site":
            self.added.emit(row)

    def _many_written(self, count: int) -> None:
        said = ngettext("{count} site changed.", "{count} sites changed.", count)
        self.said.emit(said.format(count=count))

    def _forget(self, _gone: object) -> None:
        # They are modal: only one of them is ever open.
        self.copying = self.many = self.doubles = None

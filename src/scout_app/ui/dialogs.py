"""The dialogs that the menus open over the window, each loaded when it is first asked for."""

from typing import TYPE_CHECKING
from uuid import UUID

from scout_app.ui.history import HistoryDialog

if TYPE_CHECKING:
    from scout_app.ui.window import Window


class Dialogs:
    """Opens them on the window's catalogue."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._desk = window.desk

    def land(self) -> None:
        """Show the land kept for filming, and what must be renewed."""
        from scout_app.ui.sites.land import LandDialog

        dialog = LandDialog(self._desk, self._window)
        dialog.site_shown.connect(self._window.show_site)
        dialog.open()

    def importing(self) -> None:
        """Bring an outside file in."""
        from scout_app.ui.outside.importing import ImportDialog

        ImportDialog(self._desk, self._window).open()

    def pictures(self) -> None:
        """Bring pictures in, each on its site."""
        from scout_app.ui.outside.pictures import PicturesDialog

        PicturesDialog(self._desk, self._window).open()

    def calendars(self) -> None:
        """Bring in a calendar of others."""
        from scout_app.ui.outside.calendars import CalendarsDialog

        CalendarsDialog(self._desk, self._window).open()

    def exporting(self) -> None:
        """Write sites, parcels or shoots for others: the sites chosen, when there are several."""
        from scout_app.ui.outside.exporting import ExportDialog

        chosen = [site for site in self._window.sites.list.chosen_ids if isinstance(site, UUID)]
        ExportDialog(self._desk, chosen if len(chosen) > 1 else (), self._window).open()

    def backups(self) -> None:
        """Show the copies of the catalogue."""
        from scout_app.ui.backups import BackupsDialog

        if self._desk.is_open:
            BackupsDialog(self._desk, self._window.opening.path, self._window).open()

    def history(self) -> None:
        """Show who changed what."""
        HistoryDialog(self._desk, self._window).open()

    def recycle_bin(self) -> None:
        """Show what was deleted."""
        from scout_app.ui.bin import RecycleBin

        RecycleBin(self._desk, self._window).open()

    def lists(self) -> None:
        """Show the lists that the office may add to."""
        from scout_app.ui.lists import ListsDialog

        ListsDialog(self._desk, self._window).open()

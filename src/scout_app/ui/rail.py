"""The rail on the left: the pages by name, and what waits on one of them."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from scout_app.ui import icons
from scout_app.ui.texts import _

_WIDTH, _HIGH, _ICON = 148, 44, 22


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the window: the name it has in the code, its title and its icon."""

    name: str
    title: str
    icon: str


def entries() -> tuple[Entry, ...]:
    """Return the pages from top to bottom, in the language of the window."""
    return (
        Entry("sites", _("Sites"), "map-pin"),
        Entry("calendar", _("Calendar"), "calendar"),
        Entry("productions", _("Productions"), "movie"),
        Entry("dossiers", _("Dossiers"), "file-text"),
        Entry("todo", _("To settle"), "alert-triangle"),
        Entry("offices", _("Offices"), "building-community"),
    )


class Rail(QListWidget):
    """One line a page."""

    def __init__(self) -> None:
        super().__init__()
        self.entries = entries()
        self.setFixedWidth(_WIDTH)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setAccessibleName(_("Pages"))
        for entry in self.entries:
            item = QListWidgetItem(entry.title)
            item.setSizeHint(QSize(_WIDTH, _HIGH))
            self.addItem(item)
        self._dress()

    def row_of(self, name: str) -> int:
        """Return the line of a page."""
        return [entry.name for entry in self.entries].index(name)

    def count_on(self, name: str, count: int) -> None:
        """Say beside a page's title how much waits on it; nothing when nothing does."""
        row = self.row_of(name)
        title = self.entries[row].title
        self.item(row).setText(f"{title} ({count})" if count else title)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons again when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "entries"):
            self._dress()

    def _dress(self) -> None:
        for row, entry in enumerate(self.entries):
            if (item := self.item(row)) is not None:
                item.setIcon(icons.icon(entry.icon, self.palette()))

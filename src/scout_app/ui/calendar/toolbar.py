"""The line above the calendar: filter, days in view, zoom, the next free window, the table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from scout_app import office
from scout_app.ui import icons, texts
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.sites import SiteQuery

_MOST_DAYS = 120


class Toolbar(QWidget):
    """Controls only; the page wires them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter the sites"))
        self.filter.setAccessibleName(_("Filter the sites"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(230)
        self.offered = Tick(_("Only offered"))
        self.offered.setToolTip(_("Leave out projects, closed sites and those to be checked"))
        self.today = QPushButton(_("Today"))
        self.today.setToolTip(_("Go to today (Home)"))
        self.farther = _tool("minus", _("More days"), QKeySequence.StandardKey.ZoomOut)
        self.nearer = _tool("plus", _("Fewer days"), QKeySequence.StandardKey.ZoomIn)
        self.shown = QLabel()
        self.shown.setAccessibleName(_("Days in view"))
        self.days = QSpinBox()
        self.days.setRange(1, _MOST_DAYS)
        self.days.setValue(5)
        self.days.setAccessibleName(_("Days of the free window"))
        self.days.valueChanged.connect(self._suffix)
        self._suffix(5)
        self.next_free = QPushButton(_("Next free window"))
        self.next_free.setToolTip(_("Of the site at the cursor, from the day at the cursor on"))
        self.finder = _tool("search", _("Find free days over all sites"), QKeySequence("Ctrl+J"))
        self.finder.setCheckable(True)
        self.table = _tool("list", _("Bookings as a table"), QKeySequence("Ctrl+T"))
        self.table.setCheckable(True)
        self.heat = _tool("layout-grid", _("Use over a year"), QKeySequence("Ctrl+U"))
        self.heat.setCheckable(True)
        key = QKeySequence.StandardKey.Print
        self.print = _tool("printer", _("Print the calendar"), key)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.filter, 1)
        line.addWidget(self.offered)
        line.addSpacing(12)
        line.addWidget(self.today)
        line.addWidget(self.farther)
        line.addWidget(self.nearer)
        line.addWidget(self.shown, 1)
        line.addWidget(self.days)
        line.addWidget(self.next_free)
        line.addWidget(self.finder)
        line.addWidget(self.table)
        line.addWidget(self.heat)
        line.addWidget(self.print)

    @property
    def query(self) -> "SiteQuery":
        """What the sites are filtered by."""
        return office.sites.SiteQuery(
            text=self.filter.text().strip(), offered_only=self.offered.isChecked()
        )

    def _suffix(self, count: int) -> None:
        self.days.setSuffix(texts.ngettext(" day", " days", count))


def _tool(icon: str, name: str, key: QKeySequence | QKeySequence.StandardKey) -> QToolButton:
    button = QToolButton()
    button.setIconSize(QSize(18, 18))
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setShortcut(QKeySequence(key))
    written = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{name} ({written})")
    icons.dress(button, icon)
    return button

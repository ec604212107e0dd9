"""The use of a year as a table: a row a site, a column a week or a month, shaded by its share."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QPalette

from scout_app.model.values import Availability, Period
from scout_app.ui import looks, texts, theme
from scout_app.ui.calendar import words
from scout_app.ui.rows import Index
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.use import SiteUse, Use

Role = Qt.ItemDataRole
_SITE, _TOTAL, PARTS = 0, 1, 2
"""Columns: the site, its year in figures, and then the parts of the year."""
_INDENT = "    "
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HeatRows(QAbstractTableModel):
    """The cells, each with its days in figures and, for a screen reader, in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.use: Use | None = None
        self.palette = QPalette()

    def show_use(self, use: "Use", palette: QPalette) -> None:
        """Show another year, or the same one again."""
        self.beginResetModel()
        self.use, self.palette = use, palette
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Count the sites."""
        return 0 if self.use is None or parent.isValid() else len(self.use.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Count the site's name, its total, and the parts of the year."""
        return 0 if self.use is None or parent.isValid() else PARTS + len(self.use.parts)

    def headerData(self, section: int, way: Qt.Orientation, role: int = 0) -> Any:
        """Return a part's name: the month, or the number of the ISO week; its days as tip."""
        if self.use is None or way is not Qt.Orientation.Horizontal:
            return None
        if section < PARTS:
            return (_("Site"), _("Year"))[section] if role == Role.DisplayRole else None
        part = self.use.parts[section - PARTS]
        if role == Role.DisplayRole:
            return _short(part)
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return words.period(part)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Return a cell's figure, its words, its shade."""
        if self.use is None or not index.isValid():
            return None
        row, column = self.use.rows[index.row()], index.column()
        if role == Role.DisplayRole:
            return self._figure(row, column)
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return self._said(row, column)
        if role == Role.TextAlignmentRole:
            return (_LEFT, _RIGHT)[column] if column < PARTS else Qt.AlignmentFlag.AlignCenter
        if role in (Role.BackgroundRole, Role.ForegroundRole) and column >= PARTS:
            fill = shade(self.share(row, column), self.palette)
            return fill if role == Role.BackgroundRole else ink(fill, self.palette)
        return None

    def share(self, row: "SiteUse", column: int) -> float:
        """Return the share of a part's days that is held, from 0 to 1."""
        assert self.use is not None
        return row.held[column - PARTS] / len(self.use.parts[column - PARTS])

    def asked(self, index: Index) -> tuple[UUID, Period] | None:
        """Return the site and the days of a cell; None beside the parts of the year."""
        if self.use is None or index.column() < PARTS:
            return None
        return self.use.rows[index.row()].site.id, self.use.parts[index.column() - PARTS]

    def _figure(self, row: "SiteUse", column: int) -> str:
        if column == _SITE:
            return _INDENT * row.depth + row.site.name
        if column == _TOTAL:
            return self._total(row)
        return str(row.held[column - PARTS] or "")

    def _total(self, row: "SiteUse") -> str:
        assert self.use is not None
        share = round(100 * row.total / len(self.use.year))
        days = texts.ngettext("{count} day", "{count} days", row.total).format(count=row.total)
        return _("{days} · {share} %").format(days=days, share=share)

    def _said(self, row: "SiteUse", column: int) -> str:
        assert self.use is not None
        if column == _SITE:
            return words.site(row.site)
        if column == _TOTAL:
            return f"{row.site.name}, {self._total(row)}"
        part = self.use.parts[column - PARTS]
        return _("{site}, {days}: {held} of {count} days").format(
            site=row.site.name, days=words.period(part), held=row.held[column - PARTS],
            count=len(part),
        )  # fmt: skip


def _short(part: Period) -> str:
    if part.first.day == 1 and len(part) > 7:
        return QLocale().standaloneMonthName(part.first.month, QLocale.FormatType.ShortFormat)
    return str(part.last.isocalendar().week)


def shade(share: float, palette: QPalette) -> QColor:
    """Return the colour of a share of days held: the ground for none, the look of taken for all."""
    base = palette.color(QPalette.ColorRole.Base)
    full = looks.hold(Availability.TAKEN, palette).fill
    return theme.blend(base, full, 0.12 + 0.88 * share if share else 0.0)


def ink(fill: QColor, palette: QPalette) -> QColor:
    """Return what is best read on a shade."""
    choice = (palette.color(QPalette.ColorRole.Text), QColor("white"), QColor("black"))
    return max(choice, key=lambda colour: theme.contrast(colour, fill))

"""The facets beside the list: kinds, communes and areas, each with its count."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import Facet, Found

_CODE = Qt.ItemDataRole.UserRole


class FacetList(QListWidget):
    """One facet: values that can be ticked, with how many sites have each."""

    changed = Signal()

    def __init__(self, name: str, lowest: int) -> None:
        """Make an empty facet at least that many pixels high."""
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(lowest)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def chosen(self) -> frozenset[str]:
        """Return the codes that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return frozenset(
            str(item.data(_CODE)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def show_facets(self, facets: "Sequence[Facet]", label: Callable[[str], str]) -> None:
        """Show the values; what is ticked stays, even when no site is left."""
        kept = self.chosen()
        labels = {
            str(self.item(row).data(_CODE)): self.item(row).toolTip() for row in range(self.count())
        }
        self.blockSignals(True)
        self.clear()
        for facet in facets:
            self._put(facet.code, label(facet.label), facet.count, facet.code in kept)
        for code in kept - {facet.code for facet in facets}:
            self._put(code, labels[code], 0, True)
        self.blockSignals(False)

    def _put(self, code: str, label: str, count: int, ticked: bool) -> None:
        item = QListWidgetItem(f"{label}  ({count})")
        item.setData(_CODE, code)
        item.setToolTip(label)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.addItem(item)

    def untick(self) -> None:
        """Untick everything, quietly."""
        self.blockSignals(True)
        for row in range(self.count()):
            self.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)


class Facets(QWidget):
    """All facets; `changed` when the officer ticks one."""

    changed = Signal()

    def __init__(self) -> None:
        """Make the facets, empty."""
        super().__init__()
        self.offered = QCheckBox(_("Only sites offered"))
        self.kinds = FacetList(_("Kinds"), 120)
        self.communes = FacetList(_("Communes"), 120)
        self.areas = FacetList(_("Areas"), 96)
        self.clear = QPushButton(_("Clear the filters"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.offered)
        for title, facet, stretch in (
            (_("Kind"), self.kinds, 2),
            (_("Commune"), self.communes, 3),
            (_("Area"), self.areas, 1),
        ):
            heading = QLabel(title)
            heading.setBuddy(facet)
            column.addWidget(heading)
            column.addWidget(facet, stretch)
            facet.changed.connect(self.changed)
        column.addWidget(self.clear)
        self.offered.toggled.connect(lambda _on: self.changed.emit())
        self.clear.clicked.connect(self._clear)

    def show_found(self, found: "Found") -> None:
        """Show the counts of an answer."""
        self.kinds.show_facets(found.kinds, _)
        self.communes.show_facets(found.communes, str)
        self.areas.show_facets(found.areas, _)

    def least_area(self) -> int | None:
        """Return the largest of the least areas ticked, in m²."""
        return max((int(code) for code in self.areas.chosen()), default=None)

    def _clear(self) -> None:
        for facet in (self.kinds, self.communes, self.areas):
            facet.untick()
        self.offered.blockSignals(True)
        self.offered.setChecked(False)
        self.offered.blockSignals(False)
        self.changed.emit()

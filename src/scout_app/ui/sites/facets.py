"""The facets beside the list: kinds, communes and areas, each with its count; and what narrows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from scout_app.ui import ticks
from scout_app.ui.sites.facet_list import FacetList
from scout_app.ui.sites.narrowing import Narrowing
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import Found


class Facets(QWidget):
    """All facets; `changed` when the officer ticks one."""

    changed = Signal()

    def __init__(self) -> None:
        """Make the facets, empty."""
        super().__init__()
        self.offered = ticks.Tick(_("Offered only"))
        self.offered.setToolTip(_("Leave out projects, abandoned, closed and unchecked sites"))
        self.kinds = FacetList(_("Kinds"), 7)
        self.communes = FacetList(_("Communes"), 4)
        self.areas = FacetList(_("Areas"), 4, is_single=True)
        self.clear = QPushButton(_("Clear the filters"))
        self.headings: dict[FacetList, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.offered)
        for title, facet in (
            (_("Kind"), self.kinds),
            (_("Commune"), self.communes),
            (_("Area"), self.areas),
        ):
            self._add(column, title, facet)
        self.narrowing = Narrowing()
        self.narrowing.changed.connect(self._tell)
        column.addWidget(self.narrowing)
        column.addWidget(self.clear)
        column.addStretch(1)
        self.offered.toggled.connect(lambda _on: self._tell())
        self.clear.clicked.connect(self.clear_all)
        self.clear.setEnabled(False)

    def _add(self, column: QVBoxLayout, title: str, facet: FacetList) -> None:
        heading = QLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setContentsMargins(2, 8, 0, 0)
        heading.setBuddy(facet)
        column.addWidget(heading)
        column.addWidget(facet)
        self.headings[facet] = heading
        heading.hide()
        facet.hide()
        facet.changed.connect(self._tell)

    def _tell(self) -> None:
        self.clear.setEnabled(self.is_narrowing)
        self.changed.emit()

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is ticked."""
        ticked = any(facet.chosen() for facet in self.headings)
        return self.offered.isChecked() or ticked or self.narrowing.is_narrowing

    def show_found(self, found: "Found") -> None:
        """Show the counts of an answer; a facet without any value is not shown."""
        self.kinds.show_facets(found.kinds, _, found.more)
        self.communes.show_facets(found.communes, str, found.more)
        self.areas.show_facets(found.areas, _, found.more)
        self.narrowing.show_states(found.states, found.more)
        for facet, heading in self.headings.items():
            heading.setVisible(facet.count() > 0)
            facet.setVisible(facet.count() > 0)

    def least_area(self) -> int | None:
        """Return the least area ticked, in m²."""
        return max((int(code) for code in self.areas.chosen()), default=None)

    def give_back(self, kept: Mapping[str, Any]) -> None:
        """Tick what was kept with a search, quietly."""
        for facet, name in (
            (self.kinds, "kinds"), (self.communes, "communes"), (self.areas, "areas"),
        ):  # fmt: skip
            facet.tick(map(str, kept.get(name) or ()))
        self.offered.blockSignals(True)
        self.offered.setChecked(bool(kept.get("offered")))
        self.offered.blockSignals(False)
        more = kept.get("more")
        self.narrowing.give_back(more if isinstance(more, dict) else {})
        self.clear.setEnabled(self.is_narrowing)

    def clear_all(self) -> None:
        """Untick everything and tell it once."""
        for facet in self.headings:
            facet.untick()
        self.offered.blockSignals(True)
        self.offered.setChecked(False)
        self.offered.blockSignals(False)
        self.narrowing.clear_all()
        self._tell()

"""The sites ranked for a need, and for the chosen one why it stands where it stands."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.ui import clock, texts
from scout_app.ui.desk import Desk
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.matching import NeedMatches, SiteMatch
    from scout_app.office.productions import NeedRow

_SHOWN = 200


class Matches(QWidget):
    """Matches are explained: a score is never shown without its reasons."""

    hold_asked = Signal(object)
    """The SiteMatch to hold."""
    dossier_asked = Signal(list)
    """The ids of the sites chosen."""

    def __init__(self, desk: Desk) -> None:
        """Start without a need."""
        super().__init__()
        self._desk = desk
        self._need: NeedRow | None = None
        self.title = QLabel()
        self.unoffered = Tick(_("Also sites not offered"))
        self.unoffered.toggled.connect(lambda _on: self._ask())
        self.lines: RowsTable[SiteMatch] = RowsTable(
            [
                Column(_("Score"), self._score, self._place, "right", width=10),
                Column(_("Site"), lambda m: m.site.name, width=26),
                Column(_("Reliability"), self._reliability, lambda m: m.match.reliability, "right"),
                Column(_("Days"), self._dates, width=26),
                Column(_("Commune"), lambda m: m.site.commune, width=16),
            ],
            "matches",
            identity=lambda m: m.site.id,
        )
        self.lines.setAccessibleName(_("Matching sites"))
        self.reasons = QTextBrowser()
        self.reasons.setAccessibleName(_("Reasons"))
        self.reasons.setMinimumHeight(120)
        self.hold = QPushButton(_("Hold…"))
        self.dossier = QPushButton(_("Dossier"))
        self._lay_out()

    def _lay_out(self) -> None:
        self.hold.clicked.connect(self._hold)
        self.dossier.clicked.connect(self._dossier)
        self.lines.chosen.connect(self._chosen)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.unoffered)
        top.addWidget(self.hold)
        top.addWidget(self.dossier)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.lines)
        both.addWidget(self.reasons)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(both, 1)
        self._chosen(None)

    def show_need(self, need: "NeedRow | None") -> None:
        """Rank the sites for a need."""
        self._need = need
        self._ask()

    def _ask(self) -> None:
        if self._need is None:
            self.lines.show_rows(())
            self.title.setText(_("Choose or add a need to see the sites that fit."))
            self._chosen(None)
            return
        self._desk.ask(
            office.matching.shortlist,
            self._need.id,
            today=clock.today(),
            limit=_SHOWN,
            include_unoffered=self.unoffered.isChecked(),
            then=self._ranked,
            key="matches",
        )

    def _ranked(self, found: "NeedMatches") -> None:
        said = ngettext("{count} site considered", "{count} sites considered", found.considered)
        self.title.setText(said.format(count=found.considered))
        self.lines.show_rows(found.matches)
        if found.matches and self.lines.chosen_row is None:
            self.lines.select_id(found.matches[0].site.id)

    def _chosen(self, found: Any) -> None:
        self.hold.setEnabled(found is not None)
        self.dossier.setEnabled(found is not None)
        self.reasons.setHtml(self._explained(found) if found is not None else "")

    def _explained(self, found: "SiteMatch") -> str:
        from scout_app.ui.productions.explained import html

        return html(found, self.palette())

    def _hold(self) -> None:
        if (found := self.lines.chosen_row) is not None:
            self.hold_asked.emit(found)

    def _dossier(self) -> None:
        ids = [match.site.id for match in self.lines.chosen_rows]
        if ids:
            self.dossier_asked.emit(ids)

    def _score(self, found: "SiteMatch") -> str:
        score = found.match.score
        return _("blocking") if score is None else f"{score:.0%}".replace("%", "\u202f%")

    def _place(self, found: "SiteMatch") -> Any:
        from scout_app.rules.matching import place

        return place(found.match)

    def _reliability(self, found: "SiteMatch") -> str:
        return f"{found.match.reliability:.0%}".replace("%", "\u202f%")

    def _dates(self, found: "SiteMatch") -> str:
        from scout_app.wording import reasons

        return reasons.dates(found.match.dates, texts.language()) if found.match.dates else ""

"""Export: what, for whom, and into which file; its ending says how it is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office, paths
from scout_app.errors import ScoutError
from scout_app.ui import icons, texts
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.formats.records import Cell, Sheet
    from scout_app.office.exports.disused import LeftOut
    from scout_app.office.productions import ProductionRow

_KINDS = {
    ".xlsx": "XLSX",
    ".csv": "CSV",
    ".gpkg": "GeoPackage",
    ".geojson": "GeoJSON",
    ".kml": "KML",
    ".zip": "Shapefile",
}


class ExportDialog(QDialog):
    """The sites chosen, or all; public fields unless the office keeps the file."""

    def __init__(
        self, desk: Desk, chosen: Sequence[UUID] = (), parent: QWidget | None = None
    ) -> None:
        """Offer the chosen sites first, when there are any."""
        super().__init__(parent)
        self._desk = desk
        self._chosen = tuple(chosen)
        self.what = QComboBox()
        self.which = QComboBox()
        self.internal = Tick(_("With what is for the office only"))
        self.said = QLabel()
        self.go = QPushButton(_("Export…"))
        self._build()

    def _build(self) -> None:
        self.setWindowTitle(_("Export"))
        self.setMinimumWidth(460)
        for code, label in (
            ("sites", _("Sites")),
            ("parcels", _("Parcels")),
            ("shoots", _("Shoots")),
            ("calendar", _("Calendar (iCalendar)")),
            ("disused", _("Land as disused sites (CNIG standard)")),
        ):
            self.what.addItem(label, code)
        self.which.addItem(_("All sites"), "all")
        if self._chosen:
            count = len(self._chosen)
            said = ngettext("{count} chosen site", "{count} chosen sites", count)
            self.which.insertItem(0, said.format(count=count), "chosen")
            self.which.setCurrentIndex(0)
        form = QFormLayout()
        form.addRow(_("&What"), self.what)
        form.addRow(_("&Of which"), self.which)
        form.addRow(self.internal)
        self.said.setWordWrap(True)
        icons.dress(self.go, "download")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.go.clicked.connect(self._ask_file)
        self.what.currentIndexChanged.connect(lambda _place: self._fit())
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addStretch(1)
        column.addWidget(buttons)

    def _fit(self) -> None:
        """The standard of disused sites is public, and about all land."""
        is_free = self.what.currentData() != "disused"
        self.which.setEnabled(is_free)
        self.internal.setEnabled(is_free)
        if self.what.currentData() == "calendar":
            self._desk.ask(office.productions.listing, then=self._offer, key="export productions")
        else:
            self._offer(())

    def _offer(self, productions: "Sequence[ProductionRow]") -> None:
        """Let a calendar be that of one production."""
        for place in reversed(range(self.which.count())):
            if isinstance(self.which.itemData(place), UUID):
                self.which.removeItem(place)
        if self.what.currentData() != "calendar":
            return
        for row in productions:
            self.which.addItem(_("Production: {title}").format(title=row.title), row.id)

    def _ask_file(self) -> None:
        only = {"disused": {".csv": "CSV"}, "calendar": {".ics": "iCalendar"}}
        kinds = only.get(self.what.currentData(), _KINDS)
        patterns = ";;".join(f"{name} (*{ending})" for ending, name in kinds.items())
        proposed = paths.documents_folder() / f"{self.what.currentText().split()[0].lower()}"
        name, kind = QFileDialog.getSaveFileName(self, _("Export"), str(proposed), patterns)
        if name:
            ending = next(
                (e for e, label in kinds.items() if kind.startswith(label)), next(iter(kinds))
            )
            path = Path(name)
            self.write(path if path.suffix else path.with_name(path.name + ending))

    def write(self, path: Path) -> None:
        """Gather on the reading thread, then write in the pool."""
        from scout_app.office.exports import disused, sheets

        self.go.setEnabled(False)
        self.said.setText(_("Writing {file}…").format(file=path.name))
        what = self.what.currentData()
        if what == "disused":
            officer = self._desk.officer
            source = officer.office if officer else "Scout"
            self._desk.ask(
                disused.rows, source,
                then=lambda found: self._write_disused(path, *found), refused=self._refused,
            )  # fmt: skip
            return
        which = self.which.currentData()
        chosen = self._chosen if which == "chosen" else None
        if what == "calendar":
            self._desk.ask(
                office.ics.export, path, sites=chosen, internal=self.internal.isChecked(),
                production=which if isinstance(which, UUID) else None,
                then=lambda count: self._done(path, count, ()), refused=self._refused,
            )  # fmt: skip
            return
        self._desk.ask(
            sheets.sheet, what, texts.language(), chosen=chosen,
            internal=self.internal.isChecked(),
            then=lambda sheet: self._write(path, sheet), refused=self._refused,
        )  # fmt: skip

    def _write(self, path: Path, sheet: "Sheet") -> None:
        from scout_app.formats import tables

        def writing(*, step: object) -> int:
            tables.write(path, sheet)
            return len(sheet.records)

        self._desk.start(writing, then=lambda n: self._done(path, n, ()), refused=self._refused)

    def _write_disused(
        self, path: Path, lines: "list[dict[str, Cell]]", left: "tuple[LeftOut, ...]"
    ) -> None:
        from scout_app.formats import cnig

        def writing(*, step: object) -> int:
            cnig.write(path, lines)
            return len(lines)

        self._desk.start(writing, then=lambda n: self._done(path, n, left), refused=self._refused)

    def _done(self, path: Path, count: int, left: "tuple[LeftOut, ...]") -> None:
        rows = ngettext(
            "{count} row written into {path}.", "{count} rows written into {path}.", count
        )
        said = [rows.format(count=count, path=path)]
        out = _("{name}: left out. {reason}")
        said += [out.format(name=one.name, reason=sentence(one.fact)) for one in left]
        self.said.setText("\n".join(said))
        self.go.setEnabled(True)

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))
        self.go.setEnabled(True)

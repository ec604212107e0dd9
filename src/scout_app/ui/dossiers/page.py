"""The Dossiers page."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QDate
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.model.values import Officer, Period
from scout_app.ui import clock, icons, texts
from scout_app.ui.desk import Desk
from scout_app.ui.paper.proof import Proof
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.dossier.content import Dossier
    from scout_app.office.productions import ProductionRow
    from scout_app.office.sites import Found, SiteRow

_DAYS_AHEAD = 13
_ID = 256  # Qt.ItemDataRole.UserRole


class DossiersPage(QWidget):
    """Choose on the left, look on the right; what is shown is what is saved and printed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page; it asks nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self.search = QLineEdit()
        self.sites: RowsTable[SiteRow] = RowsTable(
            [
                Column(_("Site"), lambda s: s.name, width=26),
                Column(_("Commune"), lambda s: s.commune, width=14),
            ],
            "dossier-sites",
        )
        self.add = QPushButton(_("Add"))
        self.chosen = QListWidget()
        self.remove = QPushButton(_("Remove"))
        self.up = QPushButton(_("Up"))
        self.production = QComboBox()
        self.version = QComboBox()
        self.language = QComboBox()
        self.with_days = Tick(_("Availability of the days"))
        self.first = QDateEdit()
        self.last = QDateEdit()
        self.proof = Proof(desk, self, self._name)
        self._fill()
        self._lay_out()
        self._wire()

    # -- building ------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.version.addItem(_("Internal"), "internal")
        self.version.addItem(_("Disclosed to a production"), "disclosed")
        self.version.addItem(_("Anonymous first view"), "anonymous")
        self.language.addItem("Français", "fr")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(self.language.findData(texts.language()))
        today = clock.today()
        for edit, days in ((self.first, 0), (self.last, _DAYS_AHEAD)):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("dd/MM/yyyy")
            edit.setDate(QDate(today.year, today.month, today.day).addDays(days))
        icons.dress(self.add, "plus")
        icons.dress(self.remove, "x")

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Find a site to add"))
        self.search.setAccessibleName(_("Find a site to add"))
        self.search.setClearButtonEnabled(True)
        self.sites.setAccessibleName(_("Sites found"))
        self.chosen.setAccessibleName(_("Sites of the dossier"))
        self.chosen.setMaximumHeight(150)
        form = QFormLayout()
        form.addRow(_("&Production"), self.production)
        form.addRow(_("&Version"), self.version)
        form.addRow(_("&Language"), self.language)
        form.addRow(self.with_days)
        form.addRow(_("&From"), self.first)
        form.addRow(_("&To"), self.last)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.sites, 1)
        column.addWidget(self.add)
        column.addWidget(QLabel(_("Sites of the dossier, in order")))
        column.addWidget(self.chosen)
        column.addLayout(_line(self.up, self.remove))
        column.addLayout(form)
        column.addLayout(self.proof.buttons())
        column.addWidget(self.proof.said)
        left.setMinimumWidth(320)
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(self.proof.preview)
        both.setStretchFactor(1, 1)
        both.setSizes([380, 800])
        QVBoxLayout(self).addWidget(both)
        self._may()
        self._say_nothing_chosen()

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._ask_sites())
        self.search.returnPressed.connect(self._add)
        self.sites.opened.connect(lambda _row: self._add())
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(self._move_up)
        self.proof.wanted.connect(self._prepare)
        for combo in (self.production, self.version, self.language):
            combo.activated.connect(lambda _n: self.proof.later())
        self.with_days.toggled.connect(self._days_toggled)
        self.first.dateChanged.connect(self._first_moved)
        self.last.dateChanged.connect(lambda _day: self.proof.later())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.proof.ask_printer)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.proof.ask_file)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.chosen, self._remove)

    # -- choosing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the sites and productions again, and make the dossier anew."""
        self._ask_sites()
        listing = office.productions.listing
        self._desk.ask(listing, then=self._productions, key="dossier productions")
        if self.chosen.count():
            self.proof.later()

    def compose(self, sites: list[UUID], production: UUID | None = None) -> None:
        """Begin a dossier of those sites."""
        self.chosen.clear()
        if production is not None:
            self._wanted_production = production
            self.production.setCurrentIndex(max(0, self.production.findData(production)))
        self._desk.ask(office.sites.rows, sites, then=self._composed, key="dossier rows")

    def _composed(self, rows: "tuple[SiteRow, ...]") -> None:
        for row in rows:
            self._put(row)
        self._changed()

    def _ask_sites(self) -> None:
        query = office.sites.SiteQuery(text=self.search.text(), limit=200)
        self._desk.ask(
            office.sites.search, query, at_once=True, then=self._found, key="dossier sites"
        )

    def _found(self, found: "Found") -> None:
        nothing = _("No site goes by that."), _("This catalogue has no site yet.")
        self.sites.empty = nothing[not self.search.text().strip()]
        self.sites.show_rows(found.sites)

    _wanted_production: UUID | None = None

    def _productions(self, rows: "tuple[ProductionRow, ...]") -> None:
        before = self._wanted_production or self.production.currentData()
        self.production.clear()
        self.production.addItem(_("None"), None)
        for row in rows:
            self.production.addItem(row.title, row.id)
        self.production.setCurrentIndex(max(0, self.production.findData(before)))
        self._wanted_production = None

    def _add(self) -> None:
        rows = self.sites.chosen_rows or self.sites.rows.rows[:1]
        for row in rows:
            self._put(row)
        self._changed()

    def _put(self, row: "SiteRow") -> None:
        if row.id not in self._ids():
            item = QListWidgetItem(row.name)
            item.setData(_ID, row.id)
            self.chosen.addItem(item)

    def _remove(self) -> None:
        self.chosen.takeItem(self.chosen.currentRow())
        self._changed()

    def _move_up(self) -> None:
        row = self.chosen.currentRow()
        if row > 0:
            self.chosen.insertItem(row - 1, self.chosen.takeItem(row))
            self.chosen.setCurrentRow(row - 1)
            self._changed()

    def _ids(self) -> list[UUID]:
        return [self.chosen.item(row).data(_ID) for row in range(self.chosen.count())]

    def _changed(self) -> None:
        self._may()
        if self.chosen.count():
            self.proof.later()
        else:
            self._say_nothing_chosen()

    def _say_nothing_chosen(self) -> None:
        self.proof.clear(_("Choose sites on the left: the dossier appears here."))

    def _may(self) -> None:
        has_sites = self.chosen.count() > 0
        for widget in (self.remove, self.up):
            widget.setEnabled(has_sites)
        for day in (self.first, self.last):
            day.setEnabled(self.with_days.isChecked())

    def _days_toggled(self) -> None:
        self._may()
        self.proof.later()

    def _first_moved(self, day: QDate) -> None:
        if self.last.date() < day:
            self.last.setDate(day)
        self.proof.later()

    # -- making --------------------------------------------------------------------------------

    def _prepare(self) -> None:
        if not self.chosen.count():
            return
        self._desk.ask(
            office.dossiers.prepare,
            self._ids(),
            lang=self.language.currentData(),
            version=self.version.currentData(),
            today=clock.today(),
            period=self._period(),
            production_id=self.production.currentData(),
            by=self._desk.officer or Officer("", ""),
            then=self._write,
            refused=self.proof.refuse,
            key="dossier",
        )

    def _period(self) -> Period | None:
        if not self.with_days.isChecked():
            return None
        first, last = (_day(edit) for edit in (self.first, self.last))
        return Period(first, max(first, last))

    def _write(self, dossier: "Dossier") -> None:
        self.proof.write(office.dossiers.write_job, dossier)

    def _name(self) -> str:
        """Return the name a person would choose: the first site, how many more, and the day."""
        first = self.chosen.item(0).text()
        more = f" +{self.chosen.count() - 1}" if self.chosen.count() > 1 else ""
        return " ".join((_("Dossier"), f"{first}{more}", clock.today().isoformat()))


def _day(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    for widget in widgets:
        line.addWidget(widget)
    return line

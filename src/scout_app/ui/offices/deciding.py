"""What waits for a decision: the list, and the sides of the chosen one."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk
from scout_app.ui.offices.sides import Sides
from scout_app.ui.question import Question
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.exchange import Conflict


class Deciding(QWidget):
    """Nothing is decided by itself; later is always possible."""

    counted = Signal(int)
    """How many things wait."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self._found: tuple[Conflict, ...] = ()
        self.filter = QLineEdit()
        self.kind = QComboBox()
        self.table: RowsTable[Conflict] = _table()
        self.latest = QPushButton()
        self.sides = Sides()
        self.question = Question()
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self._listed(())

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText(_("filter: site, field, office"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(_("Filter"))
        self.kind.setAccessibleName(_("Kind"))
        for code, label in _kinds():
            self.kind.addItem(label, code)
        self.said.setWordWrap(True)
        self.said.setAccessibleName(_("Messages"))
        icons.dress(self.latest, "clock")
        narrow = QHBoxLayout()
        narrow.addWidget(self.filter, 1)
        narrow.addWidget(self.kind)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(narrow)
        column.addWidget(self.table, 1)
        column.addWidget(self.latest)
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(self.sides)
        both.setSizes([480, 700])
        both.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.addWidget(both, 1)
        whole.addWidget(self.question)
        whole.addWidget(self.said)

    def _wire(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.kind.currentIndexChanged.connect(lambda _place: self._narrow())
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _one: self.sides.focus())
        self.sides.decided.connect(self._decide)
        self.sides.row_decided.connect(self._decide_row)
        self.latest.clicked.connect(self._ask_latest)
        self.table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide on 1, 2 or 3 in the list too, where Qt would search for a row that begins so."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.sides.press(event.key() - Qt.Key.Key_0)
        return super().eventFilter(watched, event)

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask what waits."""
        self._desk.ask(
            office.exchange.listing, self._desk.officer, then=self._listed, key="conflicts"
        )

    def _listed(self, found: "tuple[Conflict, ...]") -> None:
        self._found = found
        self._narrow()
        fields = self._fields()
        said = ngettext(
            "The latest for the {count} field…", "The latest for all {count} fields…", fields
        )
        self.latest.setText(said.format(count=fields))
        self.latest.setEnabled(bool(fields))
        self.counted.emit(len(found))

    def _fields(self) -> int:
        return sum(one.kind == "field" for one in self._found)

    def _narrow(self) -> None:
        from scout_app.ui.offices import words
        from scout_app.wording.values import folded

        wanted, kind = folded(self.filter.text()), self.kind.currentData()
        before = self.table.currentIndex().row()
        self.table.show_rows(
            tuple(
                one
                for one in self._found
                if kind in ("", _shown_kind(one))
                and wanted in folded(f"{one.title} {words.what(one)} {_offices(one)}")
            )
        )
        if self.table.chosen_row is None and self.table.rows.rowCount():
            # What was decided is gone: the one after it is next.
            self.table.selectRow(min(max(before, 0), self.table.rows.rowCount() - 1))
        self._show(self.table.chosen_row)

    def _show(self, one: "Conflict | None") -> None:
        of_row = sum(
            other.kind == "field" and other.row_id == one.row_id for other in self._found
        ) if one is not None else 0  # fmt: skip
        self.sides.show_conflict(one, of_row)

    # -- deciding ------------------------------------------------------------------------------

    def _knows_who(self) -> bool:
        """Ask who decides before anything is: here and there depend on the office."""
        if self._desk.officer is not None:
            return True
        self._desk.officer = self._desk.who()
        self.refresh()
        return False

    def _decide(self, keep: str, reason: str, to: str) -> None:
        one = self.table.chosen_row
        if one is not None and self._knows_who():
            self._do(office.exchange.settle, one.id, keep, reason=reason, to=to or None)

    def _decide_row(self, keep: str) -> None:
        one = self.table.chosen_row
        if one is not None and self._knows_who():
            self._do(office.exchange.settle_all, keep, row=one.row_id)

    def _ask_latest(self) -> None:
        if not self._knows_who():
            return
        count = self._fields()
        said = ngettext(
            "{count} field takes the latest of its two values. Double bookings and deletions are"
            " left to you.",
            "{count} fields take the latest of their two values. Double bookings and deletions"
            " are left to you.",
            count,
        )
        self.question.ask(said.format(count=count), _("Decide so"), self._take_latest)

    def _take_latest(self) -> None:
        self._do(office.exchange.settle_all, "latest")

    def _do(self, verb: Any, *args: Any, **how: Any) -> None:
        self.said.clear()
        self._desk.do(verb, *args, then=self._done, refused=self._refused, **how)

    def _done(self, answer: object) -> None:
        count = answer if isinstance(answer, int) else 1
        self.said.setText(_("Decided: {count}.").format(count=count))
        self.sides.clear()
        self.refresh()
        self.table.setFocus()

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        ("", _("everything")),
        ("clash", _("double bookings")),
        ("field", _("fields")),
        ("delete", _("deletions")),
    )


def _shown_kind(one: "Conflict") -> str:
    return {"arbitration": "clash", "options": "clash", "invalid": "field"}.get(one.kind, one.kind)


def _offices(one: "Conflict") -> str:
    return " / ".join(dict.fromkeys(side.office for side in (one.here, one.there)))


def _table() -> "RowsTable[Conflict]":
    from scout_app.ui.offices import words

    table: RowsTable[Conflict] = RowsTable(
        [
            Column(_("About"), lambda one: one.title, width=28),
            Column(_("What"), words.what, width=18),
            Column(_("Offices"), _offices, width=16, tip=_offices),
        ],
        "conflicts",
        _("Nothing to decide: all offices say the same."),
    )
    table.setAccessibleName(_("What waits for a decision"))
    table.setTabKeyNavigation(False)
    table.setSelectionMode(table.SelectionMode.SingleSelection)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return table

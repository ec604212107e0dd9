"""What narrows a search beside the facets: figures, a place around, days and their state."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scout_app.model.values import Period, Position
from scout_app.ui import clock, icons, texts
from scout_app.ui.sites.facet_list import FacetList
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.model.fields import Field
    from scout_app.office.sites import Facet, Range

_SETTLE_MS = 300
_DAYS_AHEAD = 6
_FARTHEST_KM = 500.0
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_FIRST = ("clear_height", "area", "power_kw", "length", "parking_trucks")
"""Offered above the other fields: what productions ask first."""


class _Figures(QWidget):
    """One numeric field, from a least to a most value, both in the field's unit."""

    changed = Signal()
    gone = Signal()

    def __init__(self, fields: "list[tuple[str, Field]]") -> None:
        super().__init__()
        self.field = QComboBox()
        self.field.setSizeAdjustPolicy(_NARROW)
        self.field.setMinimumContentsLength(12)
        self.field.setAccessibleName(_("Field"))
        for label, field in fields:
            self.field.addItem(f"{label} ({field.unit})" if field.unit else label, field)
        self.least, self.most = QLineEdit(), QLineEdit()
        self.remove = QToolButton()
        self.remove.setIcon(icons.icon("x", self.palette()))
        self.remove.setToolTip(_("Take this filter away"))
        self.remove.setAccessibleName(_("Take this filter away"))
        for edit, said in ((self.least, _("from")), (self.most, _("to"))):
            edit.setPlaceholderText(said)
            edit.setAccessibleName(said)
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self.field.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.remove.clicked.connect(self.gone)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        grid.addWidget(self.field, 0, 0, 1, 3)
        grid.addWidget(self.least, 1, 0)
        grid.addWidget(self.most, 1, 1)
        grid.addWidget(self.remove, 1, 2)

    def range(self) -> "tuple[str, Range] | None":
        """Return the field and its range in stored units; None when nothing proper is typed."""
        from scout_app.errors import BadValue
        from scout_app.wording.values import parse

        field: Field = self.field.currentData()
        ends: list[int | None] = []
        for edit in (self.least, self.most):
            try:
                found = parse(field, edit.text()) if edit.text().strip() else None
            except BadValue:
                found = None
            ends.append(found if isinstance(found, int) else None)
        return None if ends == [None, None] else (field.name, (ends[0], ends[1]))


class Narrowing(QWidget):
    """Figures, a place around, and days; `changed` a moment after the last key."""

    changed = Signal()
    place_typed = Signal(str)
    """A place to be found: the page answers with `set_place`."""

    def __init__(self) -> None:
        """Start without any filter."""
        super().__init__()
        self.figures: list[_Figures] = []
        self.add = QToolButton()
        self.place = QLineEdit()
        self.km = QDoubleSpinBox()
        self.said = QLabel()
        self.on_days = Tick(_("On these days"))
        self.first, self.last = QDateEdit(), QDateEdit()
        self.states = FacetList(_("State on these days"), 5)
        self._near: Position | None = None
        self._settle, self._find = QTimer(self), QTimer(self)
        self._rows = QVBoxLayout()
        self._lay_out()
        self._wire()

    # -- building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.add.setText(_("Figures from–to"))
        self.add.setIcon(icons.icon("plus", self.palette()))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.place.setPlaceholderText(_("around: a commune, a site"))
        self.place.setAccessibleName(_("Around this place"))
        self.place.setClearButtonEnabled(True)
        self.km.setRange(0.1, _FARTHEST_KM)
        self.km.setDecimals(1)
        self.km.setValue(10)
        self.km.setSuffix(" km")
        self.km.setAccessibleName(_("Within"))
        self.said.setWordWrap(True)
        self.said.hide()
        today = clock.today()
        start = QDate(today.year, today.month, today.day)
        for edit, days, said in ((self.first, 0, _("From")), (self.last, _DAYS_AHEAD, _("To"))):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("dd/MM/yyyy")
            edit.setDate(start.addDays(days))
            edit.setAccessibleName(said)
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.place)
        column.addWidget(self.km)
        column.addWidget(self.said)
        column.addWidget(self.on_days)
        column.addWidget(self.first)
        column.addWidget(self.last)
        column.addWidget(self.states)
        column.addLayout(self._rows)
        column.addWidget(self.add)
        self._show_days()

    def _wire(self) -> None:
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        self.add.clicked.connect(self._add)
        self.place.textChanged.connect(lambda _text: self._find.start())
        self._find.setSingleShot(True)
        self._find.setInterval(_SETTLE_MS)
        self._find.timeout.connect(self._ask_place)
        self.km.valueChanged.connect(lambda _km: self._near and self._settle.start())
        self.on_days.toggled.connect(lambda _on: self._turn_days())
        self.first.dateChanged.connect(self._keep_order)
        self.last.dateChanged.connect(lambda _day: self._days_changed())
        self.states.changed.connect(self.changed)

    def _add(self) -> None:
        row = _Figures(_numeric())
        row.changed.connect(self._settle.start)
        row.gone.connect(partial(self._drop, row))
        self.figures.append(row)
        self._rows.addWidget(row)
        row.least.setFocus()

    def _drop(self, row: _Figures) -> None:
        self.figures.remove(row)
        self._rows.removeWidget(row)
        row.deleteLater()
        self.add.setFocus()
        self.changed.emit()

    # -- days ----------------------------------------------------------------------------------

    def _show_days(self) -> None:
        is_on = self.on_days.isChecked()
        for widget in (self.first, self.last):
            widget.setVisible(is_on)
        self.states.setVisible(is_on and self.states.count() > 0)
        if not is_on:
            self.states.untick()

    def _turn_days(self) -> None:
        self._show_days()
        self._settle.start()

    def _keep_order(self, day: QDate) -> None:
        if self.last.date() < day:
            self.last.setDate(day)
        self._days_changed()

    def _days_changed(self) -> None:
        if self.on_days.isChecked():
            self._settle.start()

    def days(self) -> Period | None:
        """Return the days asked, None when they are not, or end before they begin."""
        first, last = (_day(edit.date()) for edit in (self.first, self.last))
        return Period(first, last) if self.on_days.isChecked() and first <= last else None

    def show_states(self, states: "tuple[Facet, ...]", more: bool) -> None:
        """Show how many sites stand how on the days asked, at least so many when there are more."""
        self.states.show_facets(states, _, more)
        self.states.setVisible(self.on_days.isChecked() and self.states.count() > 0)

    # -- a place -------------------------------------------------------------------------------

    def _ask_place(self) -> None:
        typed = self.place.text().strip()
        if typed:
            self.place_typed.emit(typed)
        else:
            self.set_place(None, "")

    def set_place(self, near: Position | None, said: str) -> None:
        """Take the place that was found for what is typed, or say that none was."""
        is_other = near != self._near
        self._near = near
        self.said.setText(said)
        self.said.setVisible(bool(said))
        if is_other:
            self.changed.emit()

    def around(self) -> tuple[Position, float] | None:
        """Return the middle and the distance in km asked."""
        return None if self._near is None else (self._near, self.km.value())

    # -- all -----------------------------------------------------------------------------------

    def ranges(self) -> "dict[str, Range]":
        """Return the ranges asked; of one field asked twice, the last."""
        return dict(found for row in self.figures if (found := row.range()) is not None)

    @property
    def is_narrowing(self) -> bool:
        """Whether anything restricts the search."""
        return bool(self.ranges() or self._near or self.states.chosen())

    def clear_all(self) -> None:
        """Take every filter away, quietly."""
        for row in list(self.figures):
            self.figures.remove(row)
            self._rows.removeWidget(row)
            row.deleteLater()
        self._near = None
        self.said.hide()
        for widget, empty in ((self.place, self.place.clear), (self.on_days, self._untick)):
            widget.blockSignals(True)
            empty()
            widget.blockSignals(False)
        self._show_days()

    def _untick(self) -> None:
        self.on_days.setChecked(False)

    def keep(self) -> dict[str, object]:
        """Return the filters as they are kept with a saved search."""
        days = self.days()
        return {
            "figures": [
                [row.field.currentData().name, row.least.text(), row.most.text()]
                for row in self.figures
            ],
            "place": self.place.text(),
            "km": self.km.value(),
            "days": [days.first.isoformat(), days.last.isoformat()] if days else None,
            "states": sorted(self.states.chosen()),
        }

    def give_back(self, kept: "dict[str, object]") -> None:
        """Show filters that were kept; what no longer fits is left out."""
        self.clear_all()
        names = [field.name for _label, field in _numeric()]
        for figures in _list(kept.get("figures")):
            name, least, most = (*map(str, _list(figures)), "", "", "")[:3]
            if name in names:
                self._add()
                row = self.figures[-1]
                row.field.setCurrentIndex(names.index(name))
                row.least.setText(least)
                row.most.setText(most)
        km = kept.get("km")
        self.km.setValue(float(km) if isinstance(km, int | float) else 10.0)
        self.place.setText(str(kept.get("place") or ""))
        days = _list(kept.get("days"))
        if len(days) == 2:
            self.on_days.setChecked(True)
            for edit, said in zip((self.first, self.last), days, strict=True):
                edit.setDate(QDate.fromString(str(said), Qt.DateFormat.ISODate))


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _numeric() -> "list[tuple[str, Field]]":
    """Return the numeric fields of a site by label; those asked most come first."""
    from scout_app import office
    from scout_app.model.fields import fields_of
    from scout_app.model.sites import Site
    from scout_app.wording.values import label

    own = [
        (label(field, texts.language()), field)
        for field in fields_of(Site).values()
        if field.type in office.sites.NUMERIC and field.block and field.unit != "°"
    ]
    own.sort(key=lambda one: one[0].casefold())
    first = [one for name in _FIRST for one in own if one[1].name == name]
    return first + [one for one in own if one not in first]


def _day(found: QDate) -> date:
    return date(found.year(), found.month(), found.day())

"""The needs of a production and their criteria, edited in place."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import texts
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.productions import CriterionRow, NeedRow

_HEAVIEST = 10
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class CriteriaEditor(QWidget):
    """What one need asks of a site: a line for each criterion, and a line to add another."""

    def __init__(self, desk: Desk) -> None:
        """Start without a need."""
        super().__init__()
        self._desk = desk
        self._need: UUID | None = None
        self.lines: RowsTable[CriterionRow] = RowsTable(
            [
                Column(_("Field"), self._label, width=18),
                Column(_("Comparison"), self._operator, width=12),
                Column(_("Wanted"), self._wanted, width=14),
                Column(_("Indispensable"), lambda c: _("yes") if c.is_hard else "", width=12),
                Column(_("Weight"), lambda c: str(c.weight), align="right", width=7),
            ],
            "criteria",
            _("No criterion yet: every site fits."),
        )
        self.lines.setAccessibleName(_("Criteria"))
        self.lines.setMinimumHeight(110)
        self.field = QComboBox()
        self.operator = QComboBox()
        self.wanted = QLineEdit()
        self.hard = Tick(_("Indispensable"))
        self.weight = QSpinBox()
        self.add = QPushButton(_("Add"))
        self.remove = QPushButton(_("Remove"))
        self.said = QLabel()
        self._lay_out()

    def _lay_out(self) -> None:
        self.field.setAccessibleName(_("Field"))
        self.operator.setAccessibleName(_("Comparison"))
        self.wanted.setAccessibleName(_("Wanted"))
        self.wanted.setPlaceholderText(_("value"))
        self.weight.setAccessibleName(_("Weight"))
        self.weight.setRange(1, _HEAVIEST)
        self.said.setWordWrap(True)
        self.field.currentIndexChanged.connect(self._field_chosen)
        self.wanted.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        for combo in (self.field, self.operator):
            combo.setSizeAdjustPolicy(_NARROW)
            combo.setMinimumContentsLength(10)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.field, 3)
        above.addWidget(self.operator, 2)
        above.addWidget(self.wanted, 2)
        for widget in (self.hard, QLabel(_("Weight")), self.weight):
            below.addWidget(widget)
        below.addStretch(1)
        below.addWidget(self.remove)
        below.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)
        column.addLayout(above)
        column.addLayout(below)
        column.addWidget(self.said)

    def show_need(self, need: "NeedRow | None") -> None:
        """Show the criteria of a need."""
        self._need = need.id if need else None
        self.setEnabled(need is not None)
        if need is not None and not self.field.count():
            self._offer_fields()
        self.lines.show_rows(need.criteria if need else ())
        self.said.clear()

    def _offer_fields(self) -> None:
        from scout_app.office.criteria import askable
        from scout_app.wording.values import label

        named = [(label(field, texts.language()), field) for field in askable().values()]
        for name, field in sorted(named, key=lambda item: item[0].casefold()):
            unit = f" ({field.unit})" if field.unit else ""
            self.field.addItem(f"{name}{unit}", field)

    def _field_chosen(self) -> None:
        from scout_app.model.choices import OPERATOR
        from scout_app.office.criteria import operators

        self.operator.clear()
        for operator in operators(self.field.currentData()):
            self.operator.addItem(_(OPERATOR[operator]), operator.value)

    def _label(self, criterion: "CriterionRow") -> str:
        from scout_app.wording.values import label

        field = criterion.field
        return label(field, texts.language()) if field else criterion.field_name

    def _operator(self, criterion: "CriterionRow") -> str:
        from scout_app.model.choices import OPERATOR

        return _(OPERATOR[criterion.operator])

    def _wanted(self, criterion: "CriterionRow") -> str:
        from scout_app.wording import reasons

        if criterion.wanted is None:
            return criterion.wanted_text
        return reasons.value(criterion.wanted, criterion.field, texts.language())

    def _add(self) -> None:
        if self._need is None or not self.wanted.text().strip():
            return
        given = {
            "need": str(self._need),
            "field": self.field.currentData().name,
            "operator": self.operator.currentData(),
            "wanted": self.wanted.text(),
            "hard": "true" if self.hard.isChecked() else "false",
            "weight": str(self.weight.value()),
        }
        self._desk.do(office.rows.add, "criterion", given, then=self._added, refused=self._refused)

    def _added(self, _row: UUID) -> None:
        self.wanted.clear()
        self.said.clear()

    def _remove(self) -> None:
        chosen = self.lines.chosen_row
        if chosen is not None:
            self._desk.do(
                office.rows.delete, chosen.id, _("criterion removed"), refused=self._refused
            )

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


class NeedsList(QWidget):
    """The needs of a production; choosing one shows its criteria and its matches."""

    chosen = Signal(object)
    """A NeedRow, or None."""

    def __init__(self, desk: Desk) -> None:
        """Start without a production."""
        super().__init__()
        self._desk = desk
        self._production: UUID | None = None
        self.lines: RowsTable[NeedRow] = RowsTable(
            [
                Column(_("Décor wanted"), lambda n: n.label, width=24),
                Column(_("Days"), lambda n: str(n.days), lambda n: n.days, "right", width=6),
                Column(_("Within"), self._window, lambda n: n.window, width=22),
                Column(_("Criteria"), lambda n: str(len(n.criteria)), align="right", width=8),
            ],
            "needs",
            _("No need yet: type a décor below and press Enter."),
        )
        self.lines.setAccessibleName(_("Needs"))
        self.lines.setMinimumHeight(100)
        self.label = QLineEdit()
        self.label.setPlaceholderText(_("New décor wanted, then Enter"))
        self.label.setAccessibleName(_("New décor wanted"))
        self.label.returnPressed.connect(self._add)
        self.said = QLabel()
        self.said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)
        column.addWidget(self.label)
        column.addWidget(self.said)
        self.lines.chosen.connect(self.chosen)

    def show_needs(self, production: UUID, needs: "tuple[NeedRow, ...]") -> None:
        """Show the needs, keeping the chosen one, or else choosing the first."""
        self._production = production
        before = self.lines.chosen_row
        self.lines.show_rows(needs)
        kept = next((n for n in needs if before is not None and n.id == before.id), None)
        first = kept or (needs[0] if needs else None)
        if first is not None:
            self.lines.select_id(first.id)
        self.chosen.emit(first)

    def _window(self, need: "NeedRow") -> str:
        from scout_app.wording import numbers

        return numbers.period(need.window, texts.language()) if need.window else ""

    def _add(self) -> None:
        label = self.label.text().strip()
        if label and self._production is not None:
            given = {"production": str(self._production), "label": label, "days_shoot": "1"}
            self._desk.do(office.rows.add, "need", given, then=self._added, refused=self._refused)

    def _added(self, _row: UUID) -> None:
        self.label.clear()

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))

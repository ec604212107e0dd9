"""Two rows side by side: for each field in which they differ, whose value is kept."""

from collections import Counter
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QWidget,
)

from scout_app import office
from scout_app.ui import texts, theme
from scout_app.ui.either import Either
from scout_app.ui.line import label_of
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.duplicates import Choice, Compared

_SHOWN = 160
"""Characters of a value; a long note is told by its beginning, whole in its tip."""
_LABELS = 130
_QUIET = ("sourced_value", "tag", "import_key")
"""Tables that nobody counts."""


class Comparison(QScrollArea):
    """The kept row on the left, the other on the right; a choice for each field that differs."""

    def __init__(self) -> None:
        """Start without a pair."""
        super().__init__()
        self.compared: Compared | None = None
        self.choices: dict[str, tuple[Either, Either]] = {}
        self._groups: list[QButtonGroup] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("The two, side by side"))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what to do to compare."""
        self.compared = None
        self.choices.clear()
        told = QLabel(_("Choose a pair: the two stand here side by side."))
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setWordWrap(True)
        self.setWidget(told)

    def show_compared(self, compared: "Compared") -> None:
        """Show a pair with what is proposed."""
        before = self._sides_chosen() if self._is_shown(compared) else {}
        self.compared = compared
        self.choices.clear()
        self._groups.clear()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setColumnMinimumWidth(0, _LABELS)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._head(grid, compared)
        for choice in compared.choices:
            self._row(grid, choice, compared)
        if not compared.choices:
            grid.addWidget(_text(_("Their values are the same.")), grid.rowCount(), 0, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(body)
        for name, side in before.items():
            if name in self.choices:
                self.choices[name][side].setChecked(True)
        self._bind()

    def _is_shown(self, compared: "Compared") -> bool:
        """Tell whether the same two stand here the same way round: what was chosen then stays."""
        shown = self.compared
        return shown is not None and (shown.kept.id, shown.other.id) == (
            compared.kept.id, compared.other.id,
        )  # fmt: skip

    def _sides_chosen(self) -> dict[str, int]:
        return {name: int(pair[1].isChecked()) for name, pair in self.choices.items()}

    def _bind(self) -> None:
        """Let the values that mean nothing apart be chosen together."""
        bound = [pair for name, pair in self.choices.items() if name in office.merging.TOGETHER]
        for side in (0, 1):
            for chosen in bound:
                for other in bound:
                    chosen[side].clicked.connect(partial(other[side].setChecked, True))

    def taken(self) -> frozenset[str]:
        """Return the fields whose value is the other's."""
        return frozenset(name for name, (_k, other) in self.choices.items() if other.isChecked())

    def _head(self, grid: QGridLayout, compared: "Compared") -> None:
        for column, side, role, hanging in (
            (1, compared.kept, _("Kept"), compared.hanging[0]),
            (2, compared.other, _("Merged into it, then hidden"), compared.hanging[1]),
        ):
            quiet = _text(role)
            ink = quiet.palette()
            ink.setColor(quiet.foregroundRole(), theme.quiet(self.palette()))
            quiet.setPalette(ink)
            name = _text(f"{side.name}  {side.reference}".strip())
            font = name.font()
            font.setBold(True)
            name.setFont(font)
            grid.addWidget(quiet, 0, column)
            grid.addWidget(name, 1, column)
            grid.addWidget(_text(_hanging(hanging)), 2, column)
        grid.addWidget(_text(_("What hangs on it")), 2, 0)

    def _row(self, grid: QGridLayout, choice: "Choice", compared: "Compared") -> None:
        row = grid.rowCount()
        label = label_of(choice.field)
        told = _text(label)
        told.setContentsMargins(0, 4, 0, 0)
        grid.addWidget(told, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self)
        self._groups.append(group)
        made = []
        for column, value in ((1, choice.kept), (2, choice.other)):
            text = _said(choice, value, compared)
            button = Either(_cut(text))
            button.setToolTip(f"<p>{escape(text)}</p>" if len(text) > _SHOWN else "")
            button.setAccessibleName(f"{label} : {text}")
            group.addButton(button)
            grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignTop)
            made.append(button)
        made[1 if choice.take else 0].setChecked(True)
        self.choices[choice.field.name] = (made[0], made[1])


def _said(choice: "Choice", value: object, compared: "Compared") -> str:
    from scout_app.wording.values import show

    if value is None:
        return "–"
    if choice.field.name == "commune":
        return compared.communes.get(str(value), str(value))
    return show(choice.field, value, texts.language())


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN] + "…"


def _hanging(counted: "Counter[str]") -> str:
    from scout_app.wording import names

    told = [
        _("{count} × {kind}").format(count=count, kind=names.table(table, texts.language()).lower())
        for table, count in sorted(counted.items())
        if table not in _QUIET
    ]
    return ", ".join(told) or _("nothing")


def _text(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

"""Several sites in one form: what they share is shown, and only what was touched is written."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ForSome, ScoutError
from scout_app.ui import editors, theme
from scout_app.ui.desk import Desk
from scout_app.ui.line import label_of
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.many import Common, Together

_NO_ANSWER = "\x00"
"""The code of the entry that says "different values" in a list of choices."""
_NAMES = 4


class SharedLine:
    """One field of several sites: its tick says whether it will be written."""

    def __init__(self, shared: "Common", text: str) -> None:
        """Show the text shared, or that the values differ."""
        self.name = shared.field.name
        self.unit = shared.field.unit if shared.field.unit != "d" else ""
        label = label_of(shared.field)
        self.tick = Tick()
        self.tick.setText(label)
        self.tick.setToolTip(_("Ticked: this value is written to every site"))
        self.editor = editors.made(shared.field)
        self.editor.setAccessibleName(f"{label} ({self.unit})" if self.unit else label)
        self._show(text, shared.differs)
        self._listen()

    def given(self) -> str | None:
        """Return what is to be written, None for nothing."""
        given = self.editor.given()
        return given if self.tick.isChecked() and given != _NO_ANSWER else None

    def _show(self, text: str, differs: bool) -> None:
        said = _("(different values)")
        match self.editor:
            case editors.ChoiceEditor() if differs:
                self.editor.insertItem(0, said, _NO_ANSWER)
                self.editor.setCurrentIndex(0)
            case editors.LineEditor() | editors.NoteEditor() if differs:
                self.editor.put("")
                self.editor.setPlaceholderText(said)
            case editors.YesNoEditor() if differs:
                self.editor.setText(said)
            case _:
                self.editor.put(text)
        if differs:
            self.editor.setAccessibleDescription(said)

    def _listen(self) -> None:
        match self.editor:
            case editors.ChoiceEditor():
                self.editor.currentIndexChanged.connect(self._touch)
            case editors.YesNoEditor():
                self.editor.clicked.connect(self._touch)
            case _:
                self.editor.textChanged.connect(self._touch)

    def _touch(self, *_what: object) -> None:
        self.tick.setChecked(self.editor.given() != _NO_ANSWER)


class ManySites(QDialog):
    """Edits the chosen sites together, in one step that one Undo takes back."""

    written = Signal(int)
    """How many sites were changed."""

    def __init__(self, desk: Desk, sites: Sequence[UUID], parent: QWidget) -> None:
        """Ask what the sites share; the fields appear with the answer."""
        super().__init__(parent)
        self._desk = desk
        self._shared: Together | None = None
        self.lines: dict[str, SharedLine] = {}
        count = len(sites)
        self.setWindowTitle(
            ngettext("Edit {count} site", "Edit {count} sites", count).format(count=count)
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.about, self.said = QLabel(), QLabel()
        self.area = QScrollArea()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = self.buttons.addButton(
            _("Write to all"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._lay_out()
        desk.ask(office.many.together, list(sites), then=self._show, refused=self._refused)

    def _lay_out(self) -> None:
        self.resize(560, 640)
        for label in (self.about, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        ink = self.palette()
        ink.setColor(self.said.foregroundRole(), theme.bad(ink))
        self.said.setPalette(ink)
        self.said.hide()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.addWidget(self.about)
        column.addWidget(self.area, 1)
        column.addWidget(self.said)
        column.addWidget(self.buttons)
        self.agree.setEnabled(False)
        self.buttons.accepted.connect(self._write)
        self.buttons.rejected.connect(self.reject)

    def _show(self, shared: "Together") -> None:
        self._shared = shared
        self.about.setText(
            _("{names}. Only the ticked values are written, to every one of them.").format(
                names=_named(shared.names)
            )
        )
        self.area.setWidget(self._fields(shared))
        self.agree.setEnabled(True)

    def _fields(self, shared: "Together") -> QWidget:
        from scout_app.wording.names import BLOCKS

        body = QWidget()
        grid = QGridLayout(body)
        grid.setColumnStretch(1, 1)
        for block, title in (*BLOCKS.items(), ("", "")):
            own = [one for one in shared.values if one.field.block == block]
            if own:
                heading = QLabel(_(title) if title else _("Review and confidentiality"))
                font = heading.font()
                font.setBold(True)
                heading.setFont(font)
                heading.setContentsMargins(0, 8, 0, 0)
                grid.addWidget(heading, grid.rowCount(), 0, 1, 3)
                self._add(grid, own, shared)
        grid.setRowStretch(grid.rowCount(), 1)
        return body

    def _add(self, grid: QGridLayout, own: "Iterable[Common]", shared: "Together") -> None:
        for one in own:
            line = SharedLine(one, _text(one, shared))
            row = grid.rowCount()
            grid.addWidget(line.tick, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line.editor, row, 1)
            grid.addWidget(QLabel(line.unit), row, 2)
            self.lines[line.name] = line

    def _write(self) -> None:
        if self._shared is None:
            return
        given = {name: line.given() for name, line in self.lines.items()}
        changes = {name: text for name, text in given.items() if text is not None}
        if not changes:
            self._say(_("Nothing is ticked: change a value, or cancel."))
            return
        self.agree.setEnabled(False)
        self._desk.do(
            office.many.edit,
            self._shared.ids,
            changes,
            self._shared.seen,
            then=self._written,
            refused=self._refused,
        )
        self.agree.setEnabled(self._desk.officer is None)

    def _written(self, count: int) -> None:
        self.written.emit(count)
        self.accept()

    def _refused(self, error: ScoutError) -> None:
        self._say(sentence(error))
        self.agree.setEnabled(self._shared is not None)
        if isinstance(error, ForSome):
            self._show_field(error.refusals[0][1])

    def _show_field(self, cause: ScoutError) -> None:
        """Bring the field that was refused into view, with the keyboard in it."""
        line = self.lines.get(getattr(cause, "field", ""))
        if line is not None:
            self.area.ensureWidgetVisible(line.editor)
            line.editor.setFocus()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()


def _text(one: "Common", shared: "Together") -> str:
    if one.field.name == "commune":
        return shared.communes.get(str(one.value), str(one.value or ""))
    return editors.typed(one.field, one.value)


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES])
    more = len(names) - _NAMES
    return shown if more <= 0 else _("{names} and {count} more").format(names=shown, count=more)

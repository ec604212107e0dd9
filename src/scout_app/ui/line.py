"""One field of a form: its label, its editor, the value in force, and why one was refused."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from scout_app.ui import editors, texts, theme
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.model.fields import Field

Seen = tuple[str, ...]

_LABEL_WIDE = 18
"""Characters; longer labels take a second line."""


class Line(QObject):
    """Knows whether its field was changed, and is never overwritten while the officer types."""

    left = Signal(object)
    """This line, left with another text than the one in force."""

    def __init__(self, field: "Field", label: str, parent: QWidget) -> None:
        """Make the editor that suits the field."""
        super().__init__(parent)
        self.field = field
        self.name = field.name
        self.kept = ""
        self.seen: Seen = ()
        self.sent: str | None = None
        """What is being written, until the card with it has come back."""
        self.was_overtaken = False
        """Somebody wrote first: the next card's value replaces what was typed."""
        self._refused: str | None = None
        self.editor = editors.made(field)
        self.label = QLabel(label)
        self.said = QLabel()
        self.box = QWidget()
        self._dress(label)
        self.editor.left.connect(self.leave)

    def _dress(self, label: str) -> None:
        self.label.setWordWrap(True)
        self.label.setFixedWidth(self.label.fontMetrics().averageCharWidth() * _LABEL_WIDE)
        self.label.setBuddy(self.editor)
        unit = self.field.unit if self.field.unit != "d" else ""
        self.editor.setAccessibleName(f"{label} ({unit})" if unit else label)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        row = QHBoxLayout()
        row.addWidget(self.editor, 1)
        if unit:
            row.addWidget(QLabel(unit))
        column = QVBoxLayout(self.box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.said)

    def add_to(self, form: QFormLayout) -> None:
        """Take a place in a form."""
        form.addRow(self.label, self.box)

    @property
    def is_changed(self) -> bool:
        """Whether the editor holds another text than the one in force."""
        return self.editor.given() != self.kept

    def offer(self, field: "Field") -> None:
        """Offer the entries that the field's list has now."""
        if isinstance(self.editor, editors.ChoiceEditor) and field.choices:
            self.editor.offer(field.choices)

    def start(self, text: str, seen: Seen) -> None:
        """Show the value of a site that was not shown before."""
        self.kept, self.seen, self.sent, self._refused = text, seen, None, None
        self.was_overtaken = False
        self.editor.put(text)
        self.say("")

    def renew(self, text: str, seen: Seen) -> None:
        """Take the same site's value again; what the officer has begun to type stays.

        What stays keeps the `seen` with which it began, so that a colleague's value written in
        the meantime is not overwritten unseen.
        """
        if self.was_overtaken:
            self.was_overtaken = False
            self._take(text, seen)
        elif self.sent is not None:
            is_same = self.editor.given() == self.sent
            self.sent = None
            self._take(text, seen, shown=is_same)
            self.leave()
        elif not self.is_changed:
            self._take(text, seen)

    def _take(self, text: str, seen: Seen, shown: bool = True) -> None:
        changed = text != self.editor.given()
        self.kept, self.seen = text, seen
        if shown and changed:
            self.editor.put(text)

    def leave(self) -> None:
        """Ask for the value to be written when it is another one, once for each text."""
        given = self.editor.given()
        if not self.is_changed:
            self._refused = None
            self.say("")
        elif self.sent is None and given != self._refused and not self.was_overtaken:
            self.sent = given
            self.left.emit(self)

    def give_up(self) -> None:
        """Nothing was written, for nobody said who writes: the next leaving asks again."""
        self.sent = None

    def refuse(self, sentence: str, overtaken: bool) -> None:
        """Say under the field why its value was not kept."""
        tried, self.sent = self.sent, None
        if overtaken:
            self.was_overtaken = True
            sentence += " " + _("You typed: {text}").format(text=tried)
        else:
            self._refused = tried
        self.say(sentence)

    def say(self, sentence: str) -> None:
        """Show a sentence under the field, or none."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        if sentence:
            ink = self.said.palette()
            ink.setColor(self.said.foregroundRole(), theme.bad(self.editor.palette()))
            self.said.setPalette(ink)


def label_of(field: "Field") -> str:
    """Return what the form calls a field: communes are typed by name."""
    from scout_app.wording.values import label

    return _("Commune") if field.name == "commune" else label(field, texts.language())

"""What the tool in hand says: its figures and what to do, on a plate over the map."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from scout_app.ui import theme

_WIDEST = 360


class Hint(QFrame):
    """Figures in bold, the instruction under them; a refusal takes the instruction's place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.figures, self.text = QLabel(), QLabel()
        bold = self.figures.font()
        bold.setBold(True)
        self.figures.setFont(bold)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(2)
        for label in (self.figures, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self.hide()

    def say(self, figures: str, text: str, refused: bool = False) -> None:
        """Show this, at the width that the map leaves."""
        self.figures.setText(figures)
        self.figures.setVisible(bool(figures))
        self.text.setText(text)
        self.text.setVisible(bool(text))
        palette = QPalette(self.palette())
        colour = theme.bad(palette) if refused else theme.quiet(palette)
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.text.setPalette(palette)
        self.setVisible(bool(figures or text))
        self.fit()

    def fit(self) -> None:
        """Keep clear of the buttons on the right."""
        parent = self.parentWidget()
        if parent is None or self.isHidden():
            return
        wide = min(_WIDEST, max(parent.width() - 64, 120))
        self.setFixedWidth(wide)
        layout = self.layout()
        tall = layout.heightForWidth(wide) if layout is not None else self.height()
        self.setFixedHeight(tall)
        self.move(8, 8)

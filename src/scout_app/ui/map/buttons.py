"""The three buttons on the map: closer, farther, all."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from scout_app.ui import icons
from scout_app.ui.texts import _


class ZoomButtons(QFrame):
    """A small column of buttons that floats over the map."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self.closer = self._button("plus", _("Zoom in"))
        self.farther = self._button("minus", _("Zoom out"))
        self.whole = self._button("maximize", _("Show all sites"))
        for button in (self.closer, self.farther, self.whole):
            layout.addWidget(button)
        self.adjustSize()

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(28, 28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(text)
        button.setAccessibleName(text)
        icons.dress(button, name)
        return button

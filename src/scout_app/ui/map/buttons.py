"""The buttons on the map: closer, farther, all; and below, what is shown and drawn on it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from scout_app.ui import icons
from scout_app.ui.texts import _


class _Column(QFrame):
    """A small column of buttons that floats over the map."""

    def _stack(self, *buttons: QToolButton) -> None:
        """Set the buttons one below the other, with hardly any air."""
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for button in buttons:
            layout.addWidget(button)
        self.adjustSize()


class ZoomButtons(_Column):
    """Closer, farther, all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.closer = _button(self, "plus", _("Zoom in"))
        self.farther = _button(self, "minus", _("Zoom out"))
        self.whole = _button(self, "maximize", _("Show all sites"))
        self._stack(self.closer, self.farther, self.whole)


class ToolButtons(_Column):
    """Buttons that stay down while their tool is in hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plots = _held(self, "stack-2", _("Show parcels and outlines"))
        self.plots.setChecked(True)
        self.draw = _button(self, "polygon", _("Draw the ground of the chosen site"))
        self.measure = _button(self, "ruler-2", _("Measure"))
        self.around = _held(self, "circle-dot", _("Show the sites around a point"))
        self.sun = _held(self, "sun", _("Show the path of the sun over the chosen site"))
        for button in (self.draw, self.measure):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._stack(self.plots, self.draw, self.measure, self.around, self.sun)


def _held(parent: QWidget, name: str, text: str) -> QToolButton:
    button = _button(parent, name, text)
    button.setCheckable(True)
    return button


def _button(parent: QWidget, name: str, text: str) -> QToolButton:
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(text)
    button.setAccessibleName(text)
    icons.dress(button, name)
    return button

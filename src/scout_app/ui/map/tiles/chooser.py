"""The button that chooses what lies under the sites; the choice is kept for this user."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QToolButton, QWidget

from scout_app import settings
from scout_app.errors import ScoutError
from scout_app.ui import icons
from scout_app.ui.map.tiles.layer import Tiles
from scout_app.ui.map.tiles.source import BUNDLED, KNOWN, TileSource, chosen, of_address, offered
from scout_app.ui.texts import _


class Chooser(QToolButton):
    """Floats over the map; without a choice the bundled map needs no network."""

    told = Signal(object)
    """A ScoutError: a ground cannot be shown, or what was typed is none."""
    completing = Signal()
    """The bundled map is to be completed."""

    def __init__(self, tiles: Tiles, parent: QWidget) -> None:
        """Take the ground that the user's settings name."""
        super().__init__(parent)
        self._tiles = tiles
        text = _("Choose the background of the map")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setAutoFillBackground(True)
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(30, 30)
        icons.dress(self, "map")
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        tiles.told.connect(self._refused)
        known = settings.load()
        tiles.choose(chosen(known.ground, known.grounds))

    def take(self, source: TileSource) -> None:
        """Show a ground, and remember it."""
        known = settings.load()
        added = known.grounds
        if source.id not in {one.id for one in offered(added)}:
            added = (*added, source.id)
        settings.save(replace(known, ground=source.id, grounds=added))
        self._tiles.choose(source)

    def add(self, text: str) -> None:
        """Show the tiles of a file or of an address, and offer them from now on."""
        try:
            file = next((one for one in offered((text,)) if one.kind == "file"), None)
            self.take(file or of_address(text))
        except ScoutError as error:
            self.told.emit(error)

    def forget(self, source: TileSource) -> None:
        """Offer it no more."""
        known = settings.load()
        kept = tuple(one for one in known.grounds if one != source.id)
        settings.save(replace(known, grounds=kept))
        if known.ground == source.id:
            self.take(BUNDLED)

    def _refused(self, error: ScoutError) -> None:
        """Say it; a file that gave way to the bundled map is not tried at the next start."""
        known = settings.load()
        if self._tiles.source == BUNDLED and known.ground != BUNDLED.id:
            settings.save(replace(known, ground=BUNDLED.id))
        self.told.emit(error)

    def _fill(self) -> None:
        self.choices.clear()
        group = QActionGroup(self.choices)
        known = settings.load()
        for source in offered(known.grounds):
            action = self.choices.addAction(_named(source))
            action.setCheckable(True)
            action.setChecked(source.id == self._tiles.source.id)
            action.triggered.connect(lambda _on, one=source: self.take(one))
            group.addAction(action)
        self.choices.addSeparator()
        self.choices.addAction(_("Add a tile file…")).triggered.connect(self._ask_file)
        self.choices.addAction(_("Add a tile address…")).triggered.connect(self._ask_address)
        complete = self.choices.addAction(_("Complete the bundled map…"))
        complete.triggered.connect(self.completing)
        for source in offered(known.grounds)[len(KNOWN) :]:
            words = _("Forget {name}").format(name=source.label)
            action = self.choices.addAction(words)
            action.triggered.connect(lambda _on, one=source: self.forget(one))

    def _ask_file(self) -> None:
        kinds = _("Tile files") + " (*.mbtiles *.pmtiles)"
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a tile file"), "", kinds)
        if name:
            self.add(str(Path(name)))

    def _ask_address(self) -> None:
        text, agreed = QInputDialog.getText(
            self, _("Add a tile address"), _("Address with {z}, {x} and {y}:")
        )
        if agreed and text.strip():
            self.add(text.strip())


def _named(source: TileSource) -> str:
    """Return a source as the menu offers it: it says when it needs the network."""
    label = _(source.label) if source in KNOWN else source.label
    network = _("over the network")
    return f"{label} — {network}" if source.kind == "web" else label

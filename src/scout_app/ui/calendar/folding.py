"""Folding wholes over their parts in the calendar, remembered from one day to the next."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from scout_app.ui import remembered
from scout_app.ui.calendar.picture import Scene
from scout_app.ui.calendar.travelling import Travelling

_KEY = "calendar/folded"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Folding(Travelling):
    """A canvas whose wholes hide their parts when folded; their bars shadow the whole anyway."""

    folds_changed = Signal()
    """A whole was folded or unfolded."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.folded = _remembered()

    def show_scene(self, scene: Scene) -> None:
        """Show another picture, folded as the one before."""
        super().show_scene(scene.folding(self.folded))

    def fold(self, place: int) -> bool:
        """Fold or unfold the whole on a line, or the whole that a part lies in; False if none."""
        if self.scene is None:
            return False
        line = self.scene.lines[place]
        site = line.row.site.id
        above = () if line.parts else self.scene.above(site)
        if not line.parts and not above:
            return False
        self._fold(self.folded ^ {above[0] if above else site})
        return True

    def fold_all(self) -> None:
        """Fold all wholes in the picture, or unfold all when all are folded."""
        if self.scene is None:
            return
        wholes = {line.row.site.id for line in self.scene.unfolded() if line.parts}
        self._fold(self.folded - wholes if wholes <= self.folded else self.folded | wholes)

    def unfold_for(self, site: UUID) -> None:
        """Unfold what hides a site."""
        above = set(self.scene.above(site)) if self.scene else set()
        if above & self.folded:
            self._fold(self.folded - above)

    def _fold(self, folded: Iterable[UUID]) -> None:
        self.folded = frozenset(folded)
        remembered.settings().setValue(_KEY, sorted(str(site) for site in self.folded))
        if self.scene is not None:
            self.show_scene(self.scene)
        self.folds_changed.emit()


def _remembered() -> frozenset[UUID]:
    found = remembered.settings().value(_KEY) or []
    # The file of settings is the officer's: anything may stand there, and one is no list.
    kept = found if isinstance(found, list) else [found]
    return frozenset(UUID(one) for one in kept if isinstance(one, str) and _UUID.fullmatch(one))

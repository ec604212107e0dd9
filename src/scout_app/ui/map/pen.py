"""The line being drawn by hand: its corners in degrees, and which of them is in hand."""

from collections.abc import Sequence

from scout_app.places.drawing import Corner


class Pen:
    """Corners in order; `chosen` is the one that keys and Delete act on."""

    def __init__(self, corners: Sequence[Corner] = ()) -> None:
        self.corners: list[Corner] = list(corners)
        self.chosen: int | None = len(self.corners) - 1 if self.corners else None

    def put(self, corner: Corner) -> None:
        """Add a corner after the one in hand; the same place twice in a row is one corner."""
        at = len(self.corners) if self.chosen is None else self.chosen + 1
        if self.chosen is not None and self.corners[self.chosen] == corner:
            return
        self.corners.insert(at, corner)
        self.chosen = at

    def split(self, leg: int, corner: Corner) -> None:
        """Put a corner on the leg that begins at a corner, and take it in hand."""
        self.corners.insert(leg + 1, corner)
        self.chosen = leg + 1

    def move(self, corner: Corner) -> None:
        """Move the corner in hand."""
        if self.chosen is not None:
            self.corners[self.chosen] = corner

    def drop(self) -> None:
        """Delete the corner in hand; the one before is taken."""
        if self.chosen is None:
            return
        del self.corners[self.chosen]
        self.chosen = max(self.chosen - 1, 0) if self.corners else None

    def step(self, by: int) -> None:
        """Take the next or the previous corner in hand, round and round."""
        if self.corners:
            self.chosen = ((self.chosen or 0) + by) % len(self.corners)

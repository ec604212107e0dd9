"""What the keys do on the map."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

_PAN_PX = 80.0
ZOOM = 1.6
Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a key does; pans are pixels right and down, towards is right and up."""

    pan: tuple[float, float] | None = None
    zoom: float = 0.0
    fit: bool = False
    choose: bool = False
    along: int = 0
    towards: tuple[int, int] = (0, 0)


_CLOSER, _FARTHER, _ALL, _CHOOSE = (
    Step(zoom=ZOOM),
    Step(zoom=1 / ZOOM),
    Step(fit=True),
    Step(choose=True),
)

STEPS: Mapping[tuple[int, bool], Step] = {
    (Key.Key_Left, False): Step(pan=(-_PAN_PX, 0)),
    (Key.Key_Right, False): Step(pan=(_PAN_PX, 0)),
    (Key.Key_Up, False): Step(pan=(0, -_PAN_PX)),
    (Key.Key_Down, False): Step(pan=(0, _PAN_PX)),
    (Key.Key_Left, True): Step(towards=(-1, 0)),
    (Key.Key_Right, True): Step(towards=(1, 0)),
    (Key.Key_Up, True): Step(towards=(0, 1)),
    (Key.Key_Down, True): Step(towards=(0, -1)),
    (Key.Key_N, False): Step(along=1),
    (Key.Key_P, False): Step(along=-1),
    (Key.Key_Plus, False): _CLOSER,
    (Key.Key_Plus, True): _CLOSER,
    (Key.Key_Equal, False): _CLOSER,
    (Key.Key_Minus, False): _FARTHER,
    (Key.Key_PageUp, False): _CLOSER,
    (Key.Key_PageDown, False): _FARTHER,
    (Key.Key_Home, False): _ALL,
    (Key.Key_Return, False): _CHOOSE,
    (Key.Key_Enter, False): _CHOOSE,
    (Key.Key_Space, False): _CHOOSE,
}
"""By key and whether Shift is held."""

"""The background of the map: completed once from public services, kept in this user's cache."""

from collections.abc import Callable
from pathlib import Path

from scout_app.errors import FileTrouble
from scout_app.paths import cache_folder
from scout_app.places import complement
from scout_app.places.complement import Complement


def place() -> Path:
    """Return where the complement is kept."""
    return cache_folder() / "ground" / "complement.json"


def known(*, step: Callable[[float], None] | None = None) -> Complement:
    """Return what completes the bundled map on this computer, empty before it was fetched."""
    return complement.read(place())


def complete(
    communes: str = complement.COMMUNES,
    waters: str = complement.WATERS,
    *,
    step: Callable[[float], None],
) -> Complement:
    """Fetch communes and waters and keep them; without the catalogue, for the pool.

    Raises NetworkTrouble, or FileTrouble when they cannot be kept; the ones before stay then.
    """
    found = complement.fetch(step, communes, waters)
    try:
        complement.keep(place(), found)
    except OSError as refused:
        raise FileTrouble(place(), "disk", str(refused)) from refused
    step(1.0)
    return found

"""New catalogues: empty, with the starter's real sites, or with the invented example."""

from pathlib import Path
from typing import Literal

from scout_app.model.values import Officer
from scout_app.office import example, starter
from scout_app.store import log, schema
from scout_app.store.database import Store

Content = Literal["empty", "starter", "example"]

_SCOUT = Officer("Scout", "Scout")


def create(path: Path, content: Content = "empty") -> Store:
    """Make a catalogue and open it; raises FileTrouble when the file exists or cannot be made.

    Two catalogues begun from the starter are copies of one, so they share its id.
    """
    schema.create(path, starter.STARTER_CATALOGUE if content == "starter" else None)
    try:
        store = Store(path)
        if content != "empty":
            _fill(store)
        if content == "example":
            example.fill(store)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return store


def _fill(store: Store) -> None:
    with store.transaction(by=_SCOUT) as session:
        log.draft(session).starter = starter.STARTER
        starter.fill(session)

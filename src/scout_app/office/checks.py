"""Is the catalogue what its log says? Everything derived is made again and compared."""

from sqlalchemy.orm import Session

from scout_app.store import rebuild
from scout_app.store.rebuild import Problem


def check(session: Session) -> tuple[Problem, ...]:
    """Return every difference between the log and the tables; none in a sound catalogue."""
    return tuple(rebuild.problems(session))

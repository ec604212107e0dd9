"""What is done with a whole catalogue, one act each; `step` is told where it can still be left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scout_app import office
from scout_app.errors import Cancelled
from scout_app.model.values import Officer
from scout_app.office.exchange import Received, Sent

Step = Callable[[float], None]


def send(
    store: Any, to: Path, by: Officer, *, office_name: str | None, full: bool, step: Step
) -> Sent:
    """Write a file for other offices; when cancelled meanwhile, no file is left."""
    step(0.0)
    sent = office.exchange.send(store, to, by, office=office_name, full=full)
    try:
        step(1.0)
    except Cancelled:
        sent.file.unlink(missing_ok=True)
        raise
    return sent


def preview(store: Any, path: Path, *, join: bool, step: Step) -> Received:
    """Say what a file would bring."""
    step(0.0)
    found = office.exchange.preview(store, path, join=join)
    step(1.0)
    return found


def receive(store: Any, path: Path, *, join: bool, agreed: bool, step: Step) -> Received:
    """Look once more, then bring the file in; it can be left until that begins."""
    seen = office.exchange.preview(store, path, join=join)
    step(0.5)
    # Where nothing would disappear there is nothing to agree to, nor to look at a third time.
    agreed = agreed or not seen.disappearing
    return office.exchange.receive(store, path, join=join, agreed=agreed)


def confirm_key(store: Any, replica: Any, *, step: Step) -> None:
    """Note that a fingerprint was compared by telephone."""
    step(0.0)
    office.exchange.confirm_key(store, replica)


def rehearse(store: Any, number: int, by: Officer, *, step: Step) -> Any:
    """Say what taking a reception back would touch."""
    step(0.0)
    return office.exchange.rehearse(store, number, by)

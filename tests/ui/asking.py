"""What a desk is asked or told to do, waited for."""

from collections.abc import Callable
from typing import Any

from scout_app.ui.desk import Desk

Wait = Callable[[Callable[[], Any]], None]


def do(desk: Desk, wait: Wait, verb: Callable[..., Any], *args: Any) -> Any:
    """Change something, and return what the verb returned."""
    found: list[Any] = []
    desk.do(verb, *args, then=found.append)
    wait(lambda: found)
    return found[0]


def ask(desk: Desk, wait: Wait, verb: Callable[..., Any], *args: Any) -> Any:
    """Read something."""
    found: list[Any] = []
    desk.ask(verb, *args, then=found.append)
    wait(lambda: found)
    return found[0]

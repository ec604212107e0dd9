"""What the officer does: one function per verb, session first; refusals are raised as facts.

The modules are imported on first use, so that the window can name a verb before the database's
libraries are loaded.
"""

from importlib import import_module
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    """Import a module of this floor when it is first asked for."""
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name == f"{__name__}.{name}":
            raise AttributeError(name) from error
        raise

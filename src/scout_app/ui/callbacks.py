"""Callbacks that are dropped, not called, once the widget they belong to is gone."""

from collections.abc import Callable, Iterator
from functools import partial
from types import BuiltinMethodType, CellType, FunctionType, MethodType
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QObject
from shiboken6 import isValid

Callback = Callable[[Any], object]
Safe = Callable[[Any], bool]
"""Tells whether the callback was called."""


def safe(callback: Callback) -> Safe:
    """Return the callback as one that does nothing when a QObject it stands on was deleted.

    Those are the object of a bound method, the arguments of a partial, and what a lambda or an
    inner function captured. A bound method does not keep its widget alive.
    """
    if isinstance(callback, MethodType) and isinstance(callback.__self__, QObject):
        return partial(_call_weakly, WeakMethod(callback))
    return partial(_call, callback)


def _call_weakly(method: "WeakMethod[Callback]", answer: object) -> bool:
    callback = method()
    return callback is not None and _call(callback, answer)


def _call(callback: Callback, answer: object) -> bool:
    if not all(isValid(owner) for owner in _owners(callback)):
        return False
    callback(answer)
    return True


def _owners(callback: object) -> Iterator[QObject]:
    """Yield the QObjects that the callback stands on."""
    match callback:
        case QObject():
            yield callback
        case MethodType() | BuiltinMethodType():
            yield from _owners(callback.__self__)
        case partial():
            for part in (callback.func, *callback.args, *callback.keywords.values()):
                yield from _owners(part)
        case FunctionType():
            for cell in callback.__closure__ or ():
                yield from _captured(cell)


def _captured(cell: CellType) -> Iterator[QObject]:
    """Yield the QObject that a captured name stands for; deeper callbacks guard themselves."""
    try:
        found = cell.cell_contents
    except ValueError:  # a name not yet given a value
        return
    if isinstance(found, QObject | MethodType | BuiltinMethodType):
        yield from _owners(found)

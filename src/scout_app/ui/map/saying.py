"""What a sign says in words: its tooltip, and the list of the sites on one point."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from scout_app.ui.map.marks import Mark
from scout_app.ui.map.plots import Plot, area_text
from scout_app.ui.texts import _, ngettext

LISTED = 30
"""A menu has at most so many sites; the table has them all."""


def tooltip(marks: Sequence[Mark]) -> str:
    """Return what hovering over the sign of these marks says."""
    if len(marks) > 1:
        return ngettext("{count} site", "{count} sites", len(marks)).format(count=len(marks))
    [mark] = marks
    return "\n".join((mark.name, _("Approximate position"))) if mark.radius_m else mark.name


def plot(found: Plot) -> str:
    """Return what hovering over a plot of ground says."""
    named = found.site if found.site == found.short else f"{found.site}\n{found.short}"
    return f"{named}\n{area_text(found.area)}"


def menu(parent: QWidget, marks: Sequence[Mark], choose: Callable[[Mark], None]) -> QMenu:
    """Return a menu of the marks by name."""
    found = QMenu(parent)
    for mark in sorted(marks, key=lambda mark: mark.name.casefold())[:LISTED]:
        action = found.addAction(mark.name.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False, mark=mark: choose(mark))
    more = len(marks) - LISTED
    if more > 0:
        text = ngettext("and {count} more, in the table", "and {count} more, in the table", more)
        found.addAction(text.format(count=more)).setEnabled(False)
    return found

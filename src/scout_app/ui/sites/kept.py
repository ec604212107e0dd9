"""Searches that this user keeps under a name, and the sites lately seen."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from scout_app import office
from scout_app.ui import icons, remembered
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import SiteRow

_SEARCHES, _SEEN = "searches", "seen"
_MOST_SEEN = 12

Search = Mapping[str, Any]


class KeptSearches(QToolButton):
    """A menu of searches by name: take one up, keep the present one, forget one."""

    taken = Signal(dict)
    """A kept search, as the page gave it."""

    def __init__(self, present: Callable[[], Search], parent: QWidget | None = None) -> None:
        """`present` gives the search as it is now."""
        super().__init__(parent)
        self._present = present
        self.setIcon(icons.icon("star", self.palette()))
        self.setToolTip(_("Kept searches"))
        self.setAccessibleName(_("Kept searches"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.list = QMenu(self)
        self.list.aboutToShow.connect(self.fill)
        self.setMenu(self.list)

    def fill(self) -> None:
        """Write the menu anew."""
        self.list.clear()
        kept = searches()
        for name, search in sorted(kept.items(), key=lambda one: one[0].casefold()):
            self.list.addAction(name, partial(self.taken.emit, dict(search)))
        if kept:
            self.list.addSeparator()
        self.list.addAction(_("&Keep this search…"), self._ask_name)
        if kept:
            gone = self.list.addMenu(_("&Forget"))
            for name in sorted(kept, key=str.casefold):
                gone.addAction(name, partial(forget, name))

    def _ask_name(self) -> None:
        name, given = QInputDialog.getText(self, _("Keep this search"), _("Name"))
        if given and name.strip():
            keep(name.strip(), self._present())


class LatelySeen(QToolButton):
    """A menu of the sites whose cards were read last, those of this catalogue only."""

    chosen = Signal(object)
    """The id of a site."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start with what this user saw before."""
        super().__init__(parent)
        self._desk = desk
        self.setIcon(icons.icon("clock", self.palette()))
        self.setToolTip(_("Lately seen"))
        self.setAccessibleName(_("Lately seen"))
        self.list = QMenu(self)
        self.clicked.connect(self.open)

    def see(self, site: UUID) -> None:
        """Remember a site as the last one seen."""
        others = [one for one in seen() if one != site]
        kept = [str(one) for one in (site, *others)][:_MOST_SEEN]
        remembered.settings().setValue(_SEEN, json.dumps(kept))

    def open(self) -> None:
        """Ask what the sites are called now, and show the menu."""
        self._desk.ask(office.sites.rows, seen(), then=self._show, key="lately seen")

    def _show(self, rows: "tuple[SiteRow, ...]") -> None:
        self.fill(rows)
        self.list.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def fill(self, rows: "tuple[SiteRow, ...]") -> None:
        """Write the menu, the last site seen first."""
        self.list.clear()
        order = {site: place for place, site in enumerate(seen())}
        for row in sorted(rows, key=lambda row: order[row.id]):
            said = f"{row.name} — {row.commune}" if row.commune else row.name
            self.list.addAction(said.replace("&", "&&"), partial(self.chosen.emit, row.id))
        if not rows:
            self.list.addAction(_("No site yet")).setEnabled(False)


def searches() -> dict[str, Search]:
    """Return the searches of this user by name; what is spoilt counts as none."""
    found = _read(_SEARCHES)
    known = found if isinstance(found, dict) else {}
    return {str(name): one for name, one in known.items() if isinstance(one, dict)}


def keep(name: str, search: Search) -> None:
    """Keep a search, in place of the one of that name."""
    _write(_SEARCHES, {**searches(), name: dict(search)})


def forget(name: str) -> None:
    """Forget a search."""
    _write(_SEARCHES, {one: search for one, search in searches().items() if one != name})


def seen() -> list[UUID]:
    """Return the sites lately seen, the last one first."""
    found = _read(_SEEN)
    ids = []
    for one in found if isinstance(found, list) else []:
        try:
            ids.append(UUID(str(one)))
        except ValueError:
            continue
    return ids


def _read(key: str) -> object:
    try:
        return json.loads(str(remembered.settings().value(key, "null")))
    except ValueError:
        return None


def _write(key: str, value: object) -> None:
    remembered.settings().setValue(key, json.dumps(value, ensure_ascii=False))

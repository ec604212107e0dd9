"""The menus of the window: every action is in one, with its key and a mnemonic of its own."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.ui.window import Window

_Key = QKeySequence.StandardKey


def build(window: "Window") -> None:
    """Give the window its menus."""
    bar = window.menuBar()
    _file(window, bar.addMenu(_("&File")))
    _edit(window, bar.addMenu(_("&Edit")))
    _view(window, bar.addMenu(_("&View")))
    _help(window, bar.addMenu(_("&Help")))


def act(
    menu: QMenu,
    text: str,
    slot: Callable[[], object],
    key: QKeySequence | QKeySequence.StandardKey | None = None,
) -> QAction:
    """Add an action to a menu."""
    action = menu.addAction(text)
    if key is not None:
        action.setShortcut(key)
    action.triggered.connect(lambda _checked=False: slot())
    return action


def _file(window: "Window", menu: QMenu) -> None:
    act(menu, _("&New catalogue…"), window.opening.ask_new, _Key.New)
    act(menu, _("&Open…"), window.opening.ask_open, _Key.Open)
    menu.addMenu(window.opening.recent)
    menu.addSeparator()
    act(menu, _("&Import…"), window.dialogs.importing, QKeySequence("Ctrl+I"))
    act(menu, _("Import p&ictures…"), window.dialogs.pictures, QKeySequence("Ctrl+Shift+I"))
    act(menu, _("Import a &calendar…"), window.dialogs.calendars)
    act(menu, _("&Export…"), window.dialogs.exporting, QKeySequence("Ctrl+E"))
    menu.addSeparator()
    act(menu, _("&Backups…"), window.dialogs.backups)
    menu.addSeparator()
    act(menu, _("&Quit"), window.close, _Key.Quit)


def _edit(window: "Window", menu: QMenu) -> None:
    menu.addActions([window.undoing.undo, window.undoing.redo])
    menu.addSeparator()
    _sites(window, menu)
    menu.addSeparator()
    act(menu, _("&History…"), window.dialogs.history, QKeySequence("Ctrl+H"))
    act(menu, _("Recycle &bin…"), window.dialogs.recycle_bin)
    menu.addSeparator()
    act(menu, _("&Find a site"), window.find_site, _Key.Find)
    act(menu, _("&Lists of the office…"), window.dialogs.lists)
    act(menu, _("Officer and &office…"), window.officer_bar.ask)


def _sites(window: "Window", menu: QMenu) -> None:
    """Add what is done with the sites chosen in the list."""

    def on_page(name: str) -> Callable[[], object]:
        def done() -> None:
            window.turn_to(window.sites)
            getattr(window.sites.deeds, name)()

        return done

    act(menu, _("&Duplicate…"), on_page("duplicate"), QKeySequence("Ctrl+D"))
    act(menu, _("Edit &several sites…"), on_page("edit_many"), QKeySequence("Ctrl+Shift+E"))
    act(menu, _("&Merge doubles…"), on_page("find_doubles"))


def _view(window: "Window", menu: QMenu) -> None:
    for number, entry in enumerate(window.rail.entries, start=1):
        key = QKeySequence(f"Ctrl+{number}")
        act(menu, f"&{number} {entry.title}", partial(window.rail.setCurrentRow, number - 1), key)
    menu.addSeparator()
    act(menu, _("Land &kept for filming…"), window.dialogs.land)
    menu.addSeparator()
    chosen = window.chosen
    languages = {"fr": "&Français", "en": "&English"}
    _choices(menu.addMenu(_("&Language")), languages, chosen.language, window.set_language)
    schemes = {"system": _("As the &system"), "light": _("&Light"), "dark": _("&Dark")}
    _choices(menu.addMenu(_("&Colours")), schemes, chosen.scheme, window.set_scheme)


def _choices(
    menu: QMenu, labels: Mapping[str, str], chosen: str, take: Callable[[str], object]
) -> None:
    group = QActionGroup(menu)
    for value, label in labels.items():
        action = act(menu, label, partial(take, value))
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)


def _help(window: "Window", menu: QMenu) -> None:
    act(menu, _("&Help"), window.show_help, _Key.HelpContents)
    act(menu, _("&Keyboard shortcuts"), window.show_keys, QKeySequence("Ctrl+F1"))
    act(menu, _("&About Scout"), window.show_about)

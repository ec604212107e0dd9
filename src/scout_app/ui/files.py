"""Catalogue files from the window: choosing, making, opening, backing up; settings that change."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from scout_app import office, paths, settings
from scout_app.errors import ScoutError
from scout_app.model.values import Officer
from scout_app.settings import Settings
from scout_app.ui import texts
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.backups import Copy
    from scout_app.store.database import Store

_PATTERN = "Scout (*.gpkg)"
Content = Literal["empty", "starter", "example"]


def opener(path: Path, make_starter: bool) -> "Callable[[], Store]":
    """Return what opens a catalogue on the database's thread, making the starter if need be."""

    def open_it() -> "Store":
        from scout_app.store.database import Store

        if make_starter and not path.exists():
            made: Store = office.catalogue.create(path, "starter")
            return made
        return Store(path)

    return open_it


def latest_copy(path: Path, step: Callable[[float], None]) -> "Copy | None":
    """Return the last copy of a catalogue that can be read; a job for the pool."""
    step(0.0)
    found: Copy | None = office.backups.latest(path)
    return found


def put_back(path: Path, copy: Path, step: Callable[[float], None]) -> Path:
    """Put a copy in the place of a catalogue that does not open; a job for the pool."""
    step(0.0)
    office.exchange.restore(path, copy)
    return path


def maker(path: Path, content: Content) -> "Callable[[], Store]":
    """Return what makes a catalogue and opens it."""

    def make_it() -> "Store":
        made: Store = office.catalogue.create(path, content)
        return made

    return make_it


def backup(path: Path, to: Path, step: Callable[[float], None]) -> Path:
    """Copy a catalogue, checked; a job for the pool."""
    from scout_app.store import backups

    step(0.0)
    backups.copy(path, to)
    step(1.0)
    return to


def backup_beside(path: Path, step: Callable[[float], None]) -> Path:
    """Make a dated copy of a catalogue beside it; a job for the pool."""
    step(0.0)
    made: Path = office.backups.make(path)
    return made


def ask_new(parent: QWidget) -> tuple[Path, Content] | None:
    """Ask what a new catalogue begins with and where it goes."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("New catalogue"))
    box.setText(_("What should the new catalogue begin with?"))
    contents: dict[Any, Content] = {
        box.addButton(_("The real sites"), QMessageBox.ButtonRole.AcceptRole): "starter",
        box.addButton(_("An invented example"), QMessageBox.ButtonRole.AcceptRole): "example",
        box.addButton(_("Nothing"), QMessageBox.ButtonRole.AcceptRole): "empty",
    }
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    content = contents.get(box.clickedButton())
    if content is None:
        return None
    name, _kind = QFileDialog.getSaveFileName(
        parent, _("New catalogue"), str(paths.documents_folder()), _PATTERN
    )
    return (_ending(name), content) if name else None


def ask_open(parent: QWidget) -> Path | None:
    """Ask which catalogue to open."""
    name, _kind = QFileDialog.getOpenFileName(
        parent, _("Open a catalogue"), str(paths.documents_folder()), _PATTERN
    )
    return Path(name) if name else None


def ask_backup(parent: QWidget, path: Path) -> Path | None:
    """Ask where the copy goes."""
    proposed = path.with_name(f"{path.stem}-copie.gpkg")
    name, _kind = QFileDialog.getSaveFileName(parent, _("Back up"), str(proposed), _PATTERN)
    return _ending(name) if name else None


def _ending(name: str) -> Path:
    path = Path(name)
    return path if path.suffix.lower() == ".gpkg" else path.with_name(f"{path.name}.gpkg")


def offer_copy(parent: QWidget, error: ScoutError, copy: "Copy | None") -> bool:
    """Say why a catalogue did not open, and offer its last good copy; whether that is wanted.

    The menu offers other catalogues.
    """
    box = QMessageBox(QMessageBox.Icon.Warning, "Scout", sentence(error), parent=parent)
    box.addButton(QMessageBox.StandardButton.Close)
    if copy is None:
        box.exec()
        return False
    from scout_app.wording import numbers

    made = numbers.instant(copy.at, texts.language())
    box.setInformativeText(_("A copy of {day} is whole.").format(day=made))
    wanted = box.addButton(_("Put it back"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    return box.clickedButton() is wanted


def officer_of(chosen: Settings) -> Officer | None:
    """Return the officer of the settings, None when nobody was ever asked."""
    return Officer(chosen.officer, chosen.office) if chosen.officer and chosen.office else None


def remember_officer(officer: Officer) -> Settings:
    """Keep who works here."""
    return remember(officer=officer.name, office=officer.office)


def remember(**changes: Any) -> Settings:
    """Change settings and keep them."""
    chosen = replace(settings.load(), **changes)
    settings.save(chosen)
    return chosen

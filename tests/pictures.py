"""Renders every page as pictures: two screens, two colour schemes, two languages, four sizes.

Run: .venv/bin/python tests/pictures.py [FOLDER] [WORD…]; with words, only the pictures whose name
holds them all, like `sites 58 dark fr`. The folder (`pictures/`) is not committed.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SCREENS = {"1366": (1366, 768), "1920": (1920, 1080)}
SIZES = {"0": 0, "1": 1, "58": 58, "10000": 10_000}
_SETTLE_S = 20.0
_QUIET_S = 1.0


def main(folder: Path, words: list[str]) -> None:
    """Make the catalogues, then one process-wide window after another."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["SCOUT_HOME"] = home
        from PySide6.QtWidgets import QApplication

        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        made = {size: _catalogue(Path(home), size, count) for size, count in SIZES.items()}
        made["example"] = _example(Path(home))
        for size, path in made.items():
            for lang in ("fr", "en"):
                for scheme in ("light", "dark"):
                    if _wanted(words, size, lang, scheme):
                        _window(app, path, (size, lang, scheme), folder, words)


def _wanted(words: list[str], *parts: str) -> bool:
    """Tell whether a combination can still match: no word contradicts one of its parts."""
    known = {*SIZES, "example", "fr", "en", "light", "dark"}
    return all(word in parts for word in words if word in known)


def _catalogue(home: Path, size: str, count: int) -> Path:
    path = home / f"{size}.gpkg"
    if count == 58:
        from scout_app.office import catalogue

        catalogue.create(path, "starter").close()
        return path
    from tests import catalogues

    catalogues.invented(path, count, bookings=min(count, 2_000)).close()
    return path


def _example(home: Path) -> Path:
    from scout_app.office import catalogue

    path = home / "example.gpkg"
    catalogue.create(path, "example").close()
    return path


def _window(
    app: object, path: Path, how: tuple[str, str, str], folder: Path, words: list[str]
) -> None:
    from scout_app.settings import Settings
    from scout_app.ui import texts, theme
    from scout_app.ui.window import Window

    size, lang, scheme = how
    texts.set_language(lang)
    theme.apply(app, scheme)  # type: ignore[arg-type]  # one of its words
    chosen = Settings("Camille Roux", "Mission cinéma", language=lang, scheme=scheme)  # type: ignore[arg-type]  # its words
    window = Window(chosen)
    window.open(path)
    window.show()
    _until(lambda: window.desk.is_open)
    for screen, (width, height) in SCREENS.items():
        for page, prepare in _pages(window):
            name = "-".join((page, size, screen, scheme, lang))
            if all(word in name.split("-") for word in words):
                window.resize(width, height)
                prepare()
                _rest(window)
                window.grab().save(str(folder / f"{name}.png"))
    window.close()
    window.deleteLater()
    _rest(None)


def _pages(window: object) -> Iterator[tuple[str, Callable[[], None]]]:
    names = ("sites", "calendar", "productions", "dossiers", "todo", "offices")
    for row, name in enumerate(names):
        yield name, lambda row=row: _turn(window, row)  # type: ignore[misc]  # bound now


def _turn(window: object, row: int) -> None:
    from scout_app.ui.window import Window

    assert isinstance(window, Window)
    window.rail.setCurrentRow(row)
    _rest(window)
    if row == 0:
        window.sites.list.selectRow(0)
    if row == 3 and not window.dossiers.chosen.count():
        window.dossiers.add.click()


def _rest(window: object) -> None:
    """Let the window finish what it asked for: nothing under way for a moment."""
    from PySide6.QtWidgets import QApplication

    from scout_app.ui.window import Window

    under_way: list[bool] = [False]
    if isinstance(window, Window):
        window.desk.busy.connect(lambda is_busy: under_way.__setitem__(0, is_busy))
    quiet = time.monotonic() + _QUIET_S
    end = time.monotonic() + _SETTLE_S
    while time.monotonic() < min(quiet, end):
        QApplication.processEvents()
        time.sleep(0.005)
        if under_way[0]:
            quiet = time.monotonic() + _QUIET_S


def _until(done: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + _SETTLE_S
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("pictures"), sys.argv[2:])

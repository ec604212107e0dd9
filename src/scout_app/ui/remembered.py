"""What the window remembers of itself: geometry, widths, hidden columns; no data of the office."""

from PySide6.QtCore import QSettings

from scout_app import paths


def settings() -> QSettings:
    """Return the window's memory: `window.ini` in this user's settings folder."""
    return QSettings(str(paths.settings_folder() / "window.ini"), QSettings.Format.IniFormat)

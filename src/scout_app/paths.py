"""Where things are: what travels with the application, and this user's own folders."""

import os
import sys
from pathlib import Path

import platformdirs

_HERE = Path(__file__).resolve().parent


def bundled(folder: str) -> Path:
    """Return `db` or `resources`, from a checkout, a wheel or a frozen bundle."""
    # The package `bundle` is in a checkout too; what it carries is only in what was built.
    if getattr(sys, "frozen", False) or (_HERE / "bundle" / folder).is_dir():
        return _HERE / "bundle" / folder
    return _HERE.parents[1] / folder


def _own(system_folder: str, name: str) -> Path:
    """Return one of this user's folders, made if need be; SCOUT_HOME moves them all (tests)."""
    moved = os.environ.get("SCOUT_HOME")
    folder = Path(moved) / name if moved else Path(system_folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def settings_folder() -> Path:
    """Return the folder of the settings file."""
    return _own(platformdirs.user_config_dir("scout-app", appauthor=False), "config")


def cache_folder() -> Path:
    """Return the folder of what can be made again."""
    return _own(platformdirs.user_cache_dir("scout-app", appauthor=False), "cache")


def state_folder() -> Path:
    """Return the folder of the log file and of the registry of replicas."""
    return _own(platformdirs.user_state_dir("scout-app", appauthor=False), "state")


def documents_folder() -> Path:
    """Return the folder where the first catalogue is made."""
    return _own(platformdirs.user_documents_dir(), "documents")

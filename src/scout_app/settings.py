"""This user's settings: one small JSON file, written beside itself and then moved into place."""

import getpass
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from scout_app import paths

Language = Literal["fr", "en"]
Scheme = Literal["system", "light", "dark"]

_RECENT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """What this user chose; an empty officer or office was never asked."""

    officer: str = ""
    office: str = ""
    language: Language = "fr"
    scheme: Scheme = "system"
    recent: tuple[str, ...] = ()
    """Catalogues lately opened, the last one first."""
    geocoder: str = "https://data.geopf.fr/geocodage"
    """The service asked where an address is, once somebody asks; empty never asks one."""
    ground: str = "bundled"
    """The map under the sites: the id of a tile source."""
    grounds: tuple[str, ...] = ()
    """Tile files, and addresses with {z}, {x} and {y}, that this user added."""
    shared_folder: str = ""
    """Where the offices put their files for each other; empty when there is none."""

    @property
    def catalogue(self) -> Path | None:
        """The catalogue opened last."""
        return Path(self.recent[0]) if self.recent else None

    def opened(self, catalogue: Path) -> "Settings":
        """Return the settings with that catalogue as the last one opened."""
        path = str(catalogue.resolve())
        others = tuple(other for other in self.recent if other != path)
        return replace(self, recent=(path, *others)[:_RECENT])


def load() -> Settings:
    """Read the settings; what is missing or spoilt counts as never chosen."""
    found: object = {}
    with suppress(OSError, ValueError):
        found = json.loads(_file().read_text(encoding="utf-8"))
    return _sound(found if isinstance(found, dict) else {})


def _sound(known: dict[str, object]) -> Settings:
    return Settings(
        officer=str(known.get("officer", "")),
        office=str(known.get("office", "")),
        language="en" if known.get("language") == "en" else "fr",
        scheme=_scheme(known.get("scheme")),
        recent=_texts(known.get("recent")),
        geocoder=str(known.get("geocoder", Settings().geocoder)),
        ground=str(known.get("ground", "bundled")),
        grounds=_texts(known.get("grounds")),
        shared_folder=str(known.get("shared_folder", "")),
    )


def _texts(found: object) -> tuple[str, ...]:
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _scheme(found: object) -> Scheme:
    match found:
        case "light" | "dark":
            return found
    return "system"


def save(settings: Settings) -> None:
    """Write the settings whole, or leave the old ones."""
    path = _file()
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(path)


def login() -> str:
    """Return the name under which this user logged in, to be proposed as the officer's."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def _file() -> Path:
    return paths.settings_folder() / "settings.json"

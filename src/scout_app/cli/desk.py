"""The catalogue, the officer and the language with which a command works."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from scout_app import settings
from scout_app.errors import FileTrouble
from scout_app.model.fields import N_
from scout_app.model.values import Officer
from scout_app.store.database import Store
from scout_app.wording.texts import translator

DEFAULT_OFFICE = N_("Local office")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every verb is handed."""

    asked: argparse.Namespace
    lang: str
    officer: Officer
    today: date

    def path(self) -> Path:
        """Return the catalogue named, or the last one opened; it may not be there any more."""
        path = self.asked.catalogue or settings.load().catalogue
        if path is None:
            raise FileTrouble(Path("--catalogue"), "missing")
        return path

    @contextmanager
    def catalogue(self) -> Iterator[Store]:
        """Open the catalogue named, or the last one opened; raises FileTrouble or TooNew."""
        store = Store(self.path())
        try:
            yield store
        finally:
            store.close()


def of(asked: argparse.Namespace) -> Desk:
    """Say who acts, from the options or else the settings."""
    chosen = settings.load()
    lang = asked.lang or chosen.language
    office = asked.office or chosen.office or translator(lang).gettext(DEFAULT_OFFICE)
    officer = asked.officer or chosen.officer or settings.login() or "?"
    return Desk(
        asked, lang, Officer(officer, office), datetime.now(ZoneInfo("Europe/Paris")).date()
    )

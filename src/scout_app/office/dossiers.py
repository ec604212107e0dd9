"""What a dossier holds: the sheets of its sites, how they compare, and what the cover says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.dossier.content import (
    Comparison,
    Dossier,
    Picture,
    Sheet,
)
from scout_app.errors import FileTrouble, Refused
from scout_app.formats import renditions
from scout_app.model.fields import N_
from scout_app.model.log import txn
from scout_app.model.productions import Production
from scout_app.model.values import Officer, Period
from scout_app.office import sites as places
from scout_app.office.sites import SiteCard
from scout_app.store.troubles import told
from scout_app.wording import numbers, values
from scout_app.wording.texts import translator

if TYPE_CHECKING:
    from scout_app.dossier.press import Printed
from scout_app.office.dossier_blocks import COMBINED, Making, may_say
from scout_app.office.dossier_sheets import sheet


def prepare(
    session: Session,
    sites: Sequence[UUID],
    *,
    lang: str,
    version: str,
    today: date,
    by: Officer,
    period: Period | None = None,
    production_id: UUID | None = None,
    title: str = "",
) -> Dossier:
    """Return the dossier of the sites, in their order; raises Refused without any."""
    if not sites:
        raise Refused("no_sites")
    making = Making(lang, version, today, period)
    cards = [places.card(session, site) for site in dict.fromkeys(sites)]
    sheets = tuple(sheet(session, making, card, n) for n, card in enumerate(cards, start=1))
    production = "" if production_id is None else _production(session, production_id)
    return Dossier(
        language=lang,
        version=version,
        title=title or making.text(N_("Location dossier")),
        subtitle=sheets[0].title if len(sheets) == 1 else "",
        office=by.office,
        officer=by.name if making.is_internal else "",
        made_on=today,
        period=period,
        production=production,
        sheets=sheets,
        comparison=_comparison(making, cards, sheets) if len(sheets) > 1 else None,
        watermark=_watermark(making, cards),
        data_as_of=_data_as_of(session, lang),
        confidentiality=making.text(_CONFIDENTIALITY[version]),
    )


_CONFIDENTIALITY = {
    "internal": N_("Internal: not to leave the office"),
    "disclosed": N_("Disclosed to the production named; not to be passed on"),
    "anonymous": N_("First view without names"),
}


def write(dossier: Dossier, path: Path) -> "Printed":
    """Print a dossier to a PDF file; raises FileTrouble when it cannot be written there."""
    return write_job(dossier, path, lambda _share: None)


def write_job(dossier: Dossier, path: Path, step: Callable[[float], None]) -> "Printed":
    """Print a dossier to a PDF file, saying how far it is; a job for the pool."""
    from scout_app.dossier import render

    sheets = tuple(_pictured(one, dossier.language) for one in dossier.sheets)
    shown = replace(dossier, sheets=sheets)
    with told(path):
        return render.write(shown, path, step)


def _pictured(found: Sheet, lang: str) -> Sheet:
    """Return the sheet with the pictures that can be printed, and a word on those that cannot.

    What is missing in the cache is made now, which takes a moment.
    """
    ready: list[Picture] = []
    lost = 0
    for picture in found.pictures:
        try:
            if not picture.path.is_file():
                renditions.make_from(picture.original, picture.sha256)
            ready.append(picture)
        except FileTrouble:
            lost += 1
    if not lost:
        return found
    said = translator(lang).ngettext(
        "{count} picture is missing here: its original is not beside the catalogue.",
        "{count} pictures are missing here: their originals are not beside the catalogue.",
        lost,
    )
    warned = (*found.warnings, said.format(count=lost))
    return replace(found, pictures=tuple(ready), warnings=warned)


def _comparison(making: Making, cards: Sequence[SiteCard], sheets: Sequence[Sheet]) -> Comparison:
    """Set the sites side by side on every askable field that one of them knows."""
    rows = []
    for index, value in enumerate(cards[0].card.values):
        column = [card.card.values[index] for card in cards]
        asked = value.field.askable and value.field.name not in COMBINED
        if asked and any(v.value is not None for v in column) and may_say(making, value):
            shown = tuple(values.show(v.field, v.value, making.lang) or "?" for v in column)
            rows.append((values.label(value.field, making.lang), shown))
    kinds = (making.text(N_("Kind")), tuple(sheet.kind for sheet in sheets))
    where = (making.text(N_("Commune")), tuple(card.row.commune for card in cards))
    return Comparison(tuple(sheet.title for sheet in sheets), (kinds, where, *rows))


def _watermark(making: Making, cards: Sequence[SiteCard]) -> str:
    """Mark dossiers of invented places, whose names begin with the word."""
    invented = any(card.row.name.startswith(EXAMPLE) for card in cards)
    return making.text(N_("INVENTED EXAMPLE")) if invented else ""


EXAMPLE = "Exemple –"
"""Begins the name of everything that was invented."""


def _production(session: Session, production_id: UUID) -> str:
    found = session.scalar(select(Production.title).where(Production.id == production_id))
    return found or ""


def _data_as_of(session: Session, lang: str) -> str:
    newest = session.scalar(select(func.max(txn.c.wall_ms)))
    if newest is None:
        return ""
    return numbers.day(datetime.fromtimestamp(newest / 1000, numbers.PARIS).date(), lang)

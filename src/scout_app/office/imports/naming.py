"""Marks of map files that have no name: called after their file and their number, if agreed."""

from collections.abc import Sequence
from dataclasses import replace

from scout_app.formats.records import Sheet
from scout_app.model.fields import N_
from scout_app.office.imports.cells import text
from scout_app.office.imports.mapping import Mapping
from scout_app.wording.texts import translator

_CALLED = N_("Mark {number} – {file}")


def unnamed(sheet: Sheet, mapping: Mapping) -> Sequence[int]:
    """Return the numbers of the drawn rows that would become sites without a name."""
    if mapping.what != "sites":
        return ()
    titles = {title: place for place, title in enumerate(sheet.columns)}
    place = titles.get(mapping.columns.get("name", ""))
    return [
        record.number
        for record in sheet.records
        if record.geometry is not None and (place is None or not text(record.cells[place]))
    ]


def offered(sheet: Sheet, mapping: Mapping, lang: str) -> Mapping:
    """Return the mapping that also names the drawn rows without a name, when there are any."""
    if "name" in mapping.fixed or not unnamed(sheet, mapping):
        return mapping
    return called(mapping, lang, agreed=True)


def called(mapping: Mapping, lang: str, *, agreed: bool) -> Mapping:
    """Return the mapping with names given to rows without one, or with none."""
    fixed = {target: said for target, said in mapping.fixed.items() if target != "name"}
    if agreed:
        fixed["name"] = mapping.fixed.get("name") or translator(lang).gettext(_CALLED)
    return replace(mapping, fixed=fixed)


def name(mapping: Mapping, number: int, lang: str = "") -> str:
    """Return what a row without a name is called, as agreed or as it would be in a language."""
    said = mapping.fixed.get("name") or translator(lang).gettext(_CALLED)
    return said.replace("{number}", str(number)).replace("{file}", mapping.source)

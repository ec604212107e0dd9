"""The researched places in the starter's own shape, each value with the pages that give it.

What is decided by hand is in seed_decisions.toml; a value that no source gives stays absent.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Record = dict[str, Any]

DECIDED: Record = tomllib.loads(
    Path(__file__).with_name("seed_decisions.toml").read_text(encoding="utf-8")
)
SEVERAL = " ; "
"""Between the addresses of a fact that several pages support together."""
FIXED, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
"""Before a colon, and before a semicolon or between thousands, in French."""

_KEY = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")
_IN_ADDRESS = re.compile(r"/(20\d\d)/(\d\d)/|-(20\d\d)(\d\d)(\d\d)-|/(20\d\d)-(\d\d)-(\d\d)/")
_RECORD = "as the record"
_WHERE = ("commune", "municipal_district", "lat", "lon", "position_precision")
_PLACE = frozenset({"lieu", "lieux"})
_WITH_A_FIELD = _PLACE | {"coordonnees", "led_wall", *DECIDED["columns"]}


@dataclass
class Dossier:
    """The evidence of one row, in order, each line once."""

    record: Record
    keys: Mapping[str, str]
    lines: dict[tuple[str, str, str], Record] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)

    def add(self, name: str, value: object, source: str, confidence: str | None = _RECORD) -> None:
        """Add a line; as sure as the record unless said otherwise, None for not judged."""
        text = spoken(value)
        line = {
            "field": name,
            "value": text,
            "source": source,
            "date": dated(source),
            "confidence": self._sureness(name) if confidence == _RECORD else confidence,
        }
        self.lines.setdefault((name, text, source), compact(line))

    def _sureness(self, name: str) -> str:
        found: str = DECIDED["confidences"][self.record["confidence"]]
        # Sources that contradict each other are no longer "good".
        return "fair" if name in self.disputed and found == "good" else found

    def note(self, text: str, sources: Sequence[str]) -> None:
        """Keep a sentence whole; the pages are those it cites, else those given."""
        cited = list(dict.fromkeys(self.keys[k] for k in _KEY.findall(text) if k in self.keys))
        self.add("note", legible(text, self.keys), SEVERAL.join(cited or sources))


def spoken(value: object) -> str:
    """Return a value as an officer types it: numbers plain, with a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(Decimal(str(value)), "f") if isinstance(value, int | float) else str(value)


def number(value: float) -> str:
    """Return a number as a French reader expects it."""
    return format(Decimal(str(value)), ",f").replace(",", THIN).replace(".", ",")


def dated(source: str) -> str | None:
    """Return the day, month or year of a page that the records or its own address state."""
    if found := DECIDED["dates"].get(source):
        return str(found)
    found = _IN_ADDRESS.search(source) if SEVERAL not in source else None
    return "-".join(part for part in found.groups() if part) if found else None


def legible(text: str, keys: Mapping[str, str]) -> str:
    """Put the name of the web site in place of each key that stands for a page."""
    return _KEY.sub(lambda met: _host(keys[met[0]]) if met[0] in keys else met[0], text)


def _host(address: str) -> str:
    return urlsplit(address).netloc.removeprefix("www.")


def compact(record: Record) -> Record:
    """Leave out what is not known."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def site(
    record: Record, number: int, districts: Mapping[str, str], more: Mapping[str, str]
) -> Record:
    """Return one place with its evidence, credits and parts."""
    slug, decided = record["id"], DECIDED["sites"].get(record["id"], {})
    said = Dossier(record, {**more, **record["note_source_keys"]})
    said.disputed = {found["field"] for found in decided.get("disagree", ())}
    main = _attesting(record)[0]
    top = _identity(record, number, decided)
    for name in ("name", "kind", "location_kind", "support_kind"):
        if name in top:
            said.add(name, top[name], main)
    _status(said, top["status"], main, decided)
    values = _place(said, districts, main)
    values |= _columns(said, decided)
    values["description"] = record["description_fr"]
    for address in _uncited(record, said.keys) or [main]:
        said.add("description", record["description_fr"], address)
    _asides(said, decided)
    parts = [_part(said, top, values, n, how) for n, how in enumerate(decided.get("parts", ()))]
    return top | compact(
        {
            "values": values,
            "evidence": list(said.lines.values()),
            "credits": [_credit(shot, slug, said.keys) for shot in record["shot_here"]],
            "parts": parts,
        }
    )


def _attesting(record: Record) -> list[str]:
    """Return the pages that name the place; the record's first page when none is singled out."""
    named = [u for key, urls in record["field_sources"].items() if key in _PLACE for u in urls]
    return named or record["sources"][:1]


def _identity(record: Record, number: int, decided: Record) -> Record:
    kind, *location = DECIDED["kinds"][record["kind"]]
    status = decided.get("status") or DECIDED["statuses"][record["status"]]
    return compact(
        {
            "slug": record["id"],
            "reference": f"AMP-{number:03d}",
            "name": record["name"],
            "kind": kind,
            "location_kind": decided.get("location_kind") or (location or [None])[0],
            "support_kind": decided.get("support_kind"),
            "status": status,
            "ready": record["catalogue_ready"],
        }
    )


def _status(said: Dossier, status: str, main: str, decided: Record) -> None:
    stated = DECIDED["statuses"][said.record["status"]]
    said.add("status", stated, main)
    if status != stated:
        said.add("status", status, DECIDED["compiled"], "fair")
        said.add("note", f"Statut retenu{FIXED}: {decided['reason']}", DECIDED["compiled"], "fair")


def _place(said: Dossier, districts: Mapping[str, str], main: str) -> Record:
    record = said.record
    values = compact(
        {
            "commune": record["insee"],
            "municipal_district": districts.get(record["arrondissement_municipal"]),
        }
    )
    for name, value in values.items():
        said.add(name, value, main)
    source = DECIDED["positions"].get(record["geo_source"], record["geo_source"])
    weak = "weak" if record["id"] in DECIDED["positions"]["weak"] else None
    point = {
        "lat": record["lat"],
        "lon": record["lon"],
        "position_precision": DECIDED["precisions"][record["geo_precision"]],
    }
    for name, value in point.items():
        said.add(name, value, source, weak)
    return values | point


def _columns(said: Dossier, decided: Record) -> Record:
    """Return the values that have a field of their own, with every page that gives them."""
    record, values = said.record, {}
    for key, name, value in _known(record):
        values[name] = value
        for address in record["field_sources"][key]:
            said.add(name, value, address)
    for stage in record["stages"]:
        if stage["name"] == decided.get("own_stage"):
            values["area"] = stage["area_m2"]
            for address in stage["sources"]:
                said.add("area", stage["area_m2"], address)
    for found in decided.get("disagree", ()):
        for key in found["keys"]:
            said.add(found["field"], found["value"], said.keys[key])
    return values


def _known(record: Record) -> Iterator[tuple[str, str, object]]:
    for key, name in DECIDED["columns"].items():
        if record[key] is not None:
            yield key, name, record[key]
    for key, name in DECIDED["led_columns"].items():
        if (record["led_wall"] or {}).get(key) is not None:
            yield "led_wall", name, record["led_wall"][key]


def _uncited(record: Record, keys: Mapping[str, str]) -> list[str]:
    """Return the record's pages that support nothing in particular: they tell of the place."""
    texts = [*record["conflicts"], record["notes"] or ""]
    cited = {keys[key] for text in texts for key in _KEY.findall(text) if key in keys}
    cited |= {address for urls in record["field_sources"].values() for address in urls}
    for entry in (*record["stages"], *record["shot_here"]):
        cited.update(entry["sources"])
    return [address for address in record["sources"] if address not in cited]


def _asides(said: Dossier, decided: Record) -> None:
    """Keep what has no field: descriptive facts, stages that are no part, conflicts and notes."""
    record = said.record
    for key, urls in record["field_sources"].items():
        for address in urls if key not in _WITH_A_FIELD else ():
            said.add(key, decided.get("facts", {}).get(key) or DECIDED["facts"][key], address)
    for address in _attesting(record):
        said.add("name", record["name"], address)
    for stage in record["stages"]:
        if stage["name"] in decided.get("noted", {}):
            said.note(_told(stage), stage["sources"])
    for text in filter(None, (*record["conflicts"], record["notes"])):
        said.note(text, record["sources"])


def _told(stage: Record) -> str:
    surface = f"{number(stage['area_m2'])}{FIXED}m²" if stage["area_m2"] is not None else None
    told = [part for part in (surface, stage["dimensions"], stage["note"]) if part]
    return f"{stage['name']}{FIXED}: {', '.join(told)}" if told else str(stage["name"])


def _part(said: Dossier, top: Record, values: Record, rank: int, how: Record) -> Record:
    """Return a stage entry that names one space as a part of its site."""
    [stage] = [entry for entry in said.record["stages"] if entry["name"] == how["named"]]
    own = Dossier(said.record, said.keys)
    part = {
        "slug": f"{top['slug']}/{how['slug']}",
        "reference": f"{top['reference']}-{chr(ord('A') + rank)}",
        "name": how["named"],
        "kind": how["kind"],
        "location_kind": how.get("location_kind"),
        "status": how.get("status", "in_service"),
    }
    found = compact({"area": stage["area_m2"], "green_screen": how.get("green_screen")})
    told = compact({name: part[name] for name in ("name", "kind", "location_kind")}) | found
    for address in stage["sources"]:
        for name, value in told.items():
            own.add(name, value, address)
    _status(own, part["status"], stage["sources"][0], how)
    if stage["note"] or stage["dimensions"]:
        own.note(_told(stage), stage["sources"])
    for line in said.lines.values():
        if line["field"] in _WHERE:
            own.add(line["field"], line["value"], line["source"], line.get("confidence"))
    placed = {name: values[name] for name in _WHERE if name in values}
    return compact(part) | {"values": placed | found, "evidence": list(own.lines.values())}


def _credit(shot: Record, slug: str, keys: Mapping[str, str]) -> Record:
    kind = DECIDED["sites"].get(slug, {}).get("credit_kind")
    return compact(
        {
            "title": shot["title"],
            "kind": kind or DECIDED["credit_kinds"][shot["kind"]],
            "years": shot["year"],
            "note": legible(shot["note"] or "", keys),
            "source": SEVERAL.join(shot["sources"]),
        }
    )

"""Write db/seed from a folder of researched records: `make_seed.py FOLDER`.

Run by hand when the research changes; the result is committed. seed_sites.py makes the places,
this file the communes, the rules, the directory and the figures of the funds.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

# Beside this script when it runs; the type checker knows it as packaging.seed_sites.
from seed_sites import (  # type: ignore[import-not-found]
    DECIDED,
    FIXED,
    SEVERAL,
    THIN,
    compact,
    legible,
    number,
    site,
)

Record = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
_METROPOLIS = "metropole-amp-cinema"
_PLAIN_UNITS = frozenset({"date", "dates", "période", None})
_LONG_UNITS = {
    "EUR": "€",
    "EUR par EUR investi": "€ par € investi",
    "EUR CNC par EUR collectivité": "€ du CNC par € de la collectivité",
}


def main(folder: Path) -> None:
    """Write every file of db/seed."""
    found = {path.stem: _read(path) for path in folder.glob("*.json")}
    districts = {d["insee"]: d["nom"] for d in found["communes"]["marseille_arrondissements"]}
    records = found["sites"]["sites"]
    sites = [site(r, n, districts, DECIDED["keys"]) for n, r in enumerate(records, 1)]
    _write("communes.json", {"communes": list(_communes(found["communes"]))})
    _write("sites.json", {"as_of": DECIDED["as_of"], "sites": sites})
    _write("rules.json", {"rules": [_rule(r, records) for r in found["rules"]["rules"]]})
    _write(
        "directory.json",
        {"organisations": [_organisation(o) for o in found["directory"]["entries"]]},
    )
    _write("aid.json", {"organisation": _METROPOLIS, "evidence": list(_aid(found["aid"]))})


def _read(path: Path) -> Record:
    text = path.read_text(encoding="utf-8")
    for said, better in DECIDED["positions"].items():
        # As a position's source only: a package is how the point came, not who gave it.
        text = text.replace(f'"{said}"', f'"{better}"') if isinstance(better, str) else text
    loaded: Record = json.loads(text)
    return loaded


def _write(name: str, document: Record) -> None:
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (ROOT / "db" / "seed" / name).write_text(text, encoding="utf-8")


def _communes(found: Record) -> Iterator[Record]:
    """Go through the communes, placed at their main town where it is known, then the districts."""
    for town in found["communes"]:
        main = town["chef_lieu_lat"] is not None
        yield {
            "insee": town["insee"],
            "name": town["nom"],
            "postcodes": ", ".join(town["codes_postaux"]),
            "population": town["population_municipale"],
            "lat": town["chef_lieu_lat"] if main else town["lat"],
            "lon": town["chef_lieu_lon"] if main else town["lon"],
        }
    for district in found["marseille_arrondissements"]:
        yield {
            "insee": district["insee"],
            "name": district["nom"],
            "postcodes": ", ".join(district["codes_postaux"]),
            "population": district["population"],
            "lat": district["lat"],
            "lon": district["lon"],
            "district_of": "13055",
        }


def _rule(rule: Record, records: Sequence[Record]) -> Record:
    """Return a rule; it weighs on the sites whose record names it, else on the territory."""
    decided = DECIDED["rules"].get(rule["id"], {})
    sites = [r["id"] for r in records if rule["id"] in r["rules"]]
    season = rule["period"] or {}
    made: Record = compact(
        {
            "slug": rule["id"],
            "title": rule["title"],
            "season_first": season.get("start"),
            "season_last": season.get("end"),
            "authority": rule["authority"],
            "lead_days": rule["notice_days"],
            "description": _explained(rule, decided.get("warning")),
            "legal_basis": rule["legal_basis"],
            "as_of": rule["as_of"],
            "source": SEVERAL.join(rule["sources"]),
            "sites": sites if decided.get("sites", True) else None,
        }
    )
    return made


def _explained(rule: Record, warning: str | None) -> str:
    """Return what a rule says, one thought a line."""
    lines = [warning, rule["description_fr"], f"Portée{FIXED}: {rule['scope']}."]
    lines += [_level(level) for level in rule["levels"] or ()]
    lines += [_labelled("Préavis", rule["notice_note"]), _fee(rule["fee"])]
    lines += [_labelled("Interdit", text) for text in rule["forbids"]]
    lines += [*rule["conditions"], *(_labelled("Massifs", text) for text in _massifs(rule))]
    lines += [_labelled("Contact", ", ".join((rule["contact"] or {}).values()))]
    lines += [_labelled("Les sources divergent", text) for text in rule["conflicts"]]
    certainty = f"Fiabilité de la fiche{FIXED}: {rule['confidence']}."
    read = "Relevé du 23/11/2026, qui ne vaut pas avis juridique : l'autorité fait foi."
    kept = [line for line in (*lines, rule["notes"], certainty, read) if line]
    said: str = legible("\n".join(kept), rule["note_source_keys"])
    return said


def _labelled(label: str, text: str | None) -> str | None:
    return f"{label}{FIXED}: {text}" if text else None


def _level(level: Record) -> str:
    """Say one level of a rule: of access to a massif, or of a child's working hours."""
    if "code" in level:
        said = f"présence {level['presence']}, travaux {level['travaux']}"
        return f"Niveau {level['code']}{FIXED}: {said}."
    hours = {"en période scolaire": "scolaire_h_jour", "en vacances": "vacances_h_jour"}
    known = [f"{level[k]} h par jour {when}" for when, k in hours.items() if level[k] is not None]
    return f"Durée de travail, {level['age']}{FIXED}: {', '.join(known)}."


def _fee(fee: Record | None) -> str | None:
    if not fee:
        return None
    if "note" in fee:
        return f"Redevance{FIXED}: {fee['note']} ({fee['source']})."
    span = f"de {fee['min_eur_jour']} à {number(fee['max_eur_jour'])} € par jour"
    more = f"selon la {fee['modulation']}, davantage pour {', '.join(fee['surcotes'])}"
    return f"Redevance{FIXED}: {span} {more}{THIN}; sons {fee['sons']} ({fee['source']})."


def _massifs(rule: Record) -> Iterator[str]:
    if found := rule.get("massifs"):
        yield f"{', '.join(found['liste'])}. {found['note']}"


def _organisation(entry: Record) -> Record:
    values = {
        "name": entry["name"],
        "category": DECIDED["categories"][entry["category"]],
        "commune": entry["insee"],
        "address": entry["address"],
        "website": entry["website"],
        "email": entry.get("email"),
        "phone": entry.get("phone"),
        "description": entry["description_fr"],
        "note": entry.get("notes"),
        "source": SEVERAL.join(entry["sources"]),
        "confidence": DECIDED["confidences"][entry["confidence"]],
    }
    facts = {**(entry.get("facts") or {}), "dates": entry.get("dates")}
    evidence = [
        {
            "field": name,
            "value": _fact(value),
            "source": values["source"],
            "confidence": values["confidence"],
        }
        for name, value in facts.items()
        if value is not None
    ]
    made: Record = compact({"slug": entry["id"], "values": compact(values), "evidence": evidence})
    return made


def _fact(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)


def _aid(found: Record) -> Iterator[Record]:
    """Go through the figures of the funds, those of the brief, and what nobody found."""
    for fact in found["facts"]:
        scheme = DECIDED["schemes"].get(fact["scheme"], fact["scheme"])
        context = f"{scheme} ({fact['territory']})"
        sure = DECIDED["confidences"][fact["confidence"]]
        yield _figure(f"aid:{fact['id']}", f"{context}{FIXED}: {_spoken(fact)}", fact, sure)
    for n, fact in enumerate(found["brief_facts"], 1):
        said = f"{fact['origin']}{FIXED}: {_spoken(fact)}"
        yield _figure(f"aid:france-urbaine-{n}", said, fact, None)
    compiled = DECIDED["compiled"]
    yield {"field": "aid:naming", "value": found["naming"], "source": compiled}
    for n, text in enumerate(found["missing"], 1):
        said = f"Non trouvé{FIXED}: {text}"
        yield {"field": f"aid:missing-{n}", "value": said, "source": compiled}


def _figure(name: str, said: str, fact: Record, sure: str | None) -> Record:
    source = SEVERAL.join(fact["sources"])
    made: Record = compact({"field": name, "value": said, "source": source, "confidence": sure})
    return made


def _spoken(fact: Mapping[str, Any]) -> str:
    """Say "label : value unit (year) – note"."""
    value = _amount(fact["value"], fact["unit"])
    said = fact["label_fr"]
    if value:
        said += f"{FIXED}: {' '.join(filter(None, (fact.get('qualifier'), value)))}"
    if fact["year"]:
        said += f" ({fact['year']})"
    note = legible(fact["note"] or "", DECIDED["keys"])
    return f"{said} – {note}" if note else said


def _amount(value: object, unit: str | None) -> str:
    if value is None:
        return ""
    if unit in _PLAIN_UNITS or not isinstance(value, int | float):
        return str(value)
    return f"{number(value)}{FIXED}{_LONG_UNITS.get(unit or '', unit)}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))

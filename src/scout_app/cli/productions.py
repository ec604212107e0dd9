"""match, dossier."""

import contextlib
from datetime import date
from pathlib import Path

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.cli.sites import span
from scout_app.errors import BadPeriod, FileTrouble, Refused
from scout_app.model.fields import Field
from scout_app.model.values import Period, Position
from scout_app.office.criteria import askable
from scout_app.office.matching import NeedMatches, SiteMatch
from scout_app.rules.matching import Approx, NearMiss, Reason
from scout_app.wording import reasons
from scout_app.wording.texts import translator
from scout_app.wording.values import plain


def match(desk: Desk) -> Answer:
    """Rank the sites for each need of a production, and say why."""
    asked = desk.asked
    with desk.catalogue() as store, store.reading() as session:
        production = office.find.production(session, asked.production)
        found = office.matching.for_production(
            session,
            production,
            today=desk.today,
            limit=asked.limit,
            include_unoffered=asked.all,
        )
        if asked.need:
            need = office.find.need(session, asked.need)
            found = tuple(one for one in found if one.need.id == need)
    if not found:
        raise Refused("no_need")
    return Answer(
        {"needs": [_need(one, desk.lang) for one in found]},
        tuple(line for one in found for line in _need_lines(one, desk.lang)),
    )


def _need(found: NeedMatches, lang: str) -> dict[str, object]:
    return {
        "id": str(found.need.id),
        "label": found.need.label,
        "days": found.days,
        "considered": found.considered,
        "matches": [_match(one, lang) for one in found.matches],
    }


def _match(found: SiteMatch, lang: str) -> dict[str, object]:
    match = found.match
    free = match.dates.next_free if match.dates else None
    return {
        "site": str(found.site.id),
        "name": found.site.name,
        "score": match.score,
        "reliability": match.reliability,
        "blocked": [_said(reason, lang) for reason in match.blocked]
        + ([reasons.dates(match.dates, lang)] if match.dates_block and match.dates else []),
        "to_check": [_said(reason, lang) for reason in match.to_check],
        "dates": {
            "state": match.dates.state.value if match.dates else None,
            "rank": match.dates.rank if match.dates else None,
            "next_free": span(free) if free else None,
        },
        "reasons": [_reason(reason) for reason in match.reasons],
        "near_misses": [reasons.near_miss(miss, _asked(miss), lang) for miss in match.near_misses],
    }


def _reason(reason: Reason) -> dict[str, object]:
    asked = reason.criterion
    field = askable().get(asked.field)
    return {
        "criterion": f"{asked.field} {asked.operator}",
        "wanted": _plain(field, asked.wanted),
        "found": _plain(field, reason.found),
        "verdict": reason.verdict.value,
        "weight": reason.criterion.weight,
        "hard": reason.criterion.is_hard,
    }


def _asked(miss: NearMiss) -> Field | None:
    return askable().get(miss.criterion.field) if miss.criterion else None


def _plain(field: Field | None, value: object) -> object:
    match value:
        case tuple():
            return [_plain(field, one) for one in value]
        case Approx():
            return {"km": round(value.km, 3), "radius_km": value.radius_km}
        case Position():
            return {"lat": value.lat, "lon": value.lon}
        case float():
            return value
    return plain(field, value) if field else str(value)


def _said(reason: Reason, lang: str) -> str:
    return reasons.reason(reason, askable().get(reason.criterion.field), lang)


def _need_lines(found: NeedMatches, lang: str) -> list[str]:
    _ = translator(lang).gettext
    lines = [f"{found.need.label} ({found.days})"]
    for one in found.matches:
        score = _("blocking") if one.match.score is None else f"{one.match.score:.0%}"
        lines.append(f"  {score:>9}  {one.site.name}")
        lines += [f"             {_said(reason, lang)}" for reason in one.match.reasons]
    return lines


def dossier(desk: Desk) -> Answer:
    """Write the PDF of one or several sites."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    path, last = _to(asked.to)
    lang = asked.dossier_lang or desk.lang
    with desk.catalogue() as store, store.reading() as session:
        sites = [office.find.site(session, named) for named in asked.sites]
        prepared = office.dossiers.prepare(
            session,
            sites,
            lang=lang,
            version=asked.version,
            today=desk.today,
            period=_period(asked.first, last),
            production_id=(
                office.find.production(session, asked.production) if asked.production else None
            ),
            by=desk.officer,
        )
    printed = office.dossiers.write(prepared, path)
    unknowns = sorted({name for sheet in prepared.sheets for name in sheet.unknowns})
    return Answer(
        {"file": str(printed.path), "pages": printed.pages, "unknowns": unknowns},
        (_("{path}: {count} pages.").format(path=printed.path, count=printed.pages),),
    )


def _to(given: list[str]) -> tuple[Path, date | None]:
    """Tell the file from the last day: both are called `--to`."""
    file: Path | None = None
    last: date | None = None
    for text in given:
        with contextlib.suppress(ValueError):
            last = date.fromisoformat(text)
            continue
        file = Path(text)
    if file is None or file.suffix.lower() != ".pdf":
        raise FileTrouble(file or Path("--to"), "pdf_ending")
    return file, last


def _period(first: date | None, last: date | None) -> Period | None:
    ends = [end for end in (first, last) if end is not None]
    if not ends:
        return None
    if ends[-1] < ends[0]:
        raise BadPeriod(ends[0], ends[-1])
    return Period(ends[0], ends[-1])

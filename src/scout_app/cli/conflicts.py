"""conflicts, settle."""

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import Refused
from scout_app.model.tables import ROWS
from scout_app.office.exchange import Conflict, Side
from scout_app.rules.folding import DELETED
from scout_app.store import log
from scout_app.store.heads import logged_fields
from scout_app.wording import names, numbers
from scout_app.wording.texts import translator
from scout_app.wording.values import plain, show

_BOOKINGS = ("clash", "options")
"""The conflicts of two bookings rather than of two values."""


def conflicts(desk: Desk) -> Answer:
    """List what needs a decision."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store, store.reading() as session:
        session.info["by"] = desk.officer
        found = office.exchange.open_conflicts(session)
    lines = tuple(_line(one, desk.lang) for one in found)
    return Answer(
        {"conflicts": [_conflict(one) for one in found]}, lines or (_("Nothing to decide."),)
    )


def _conflict(one: Conflict) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": "field" if one.kind == "arbitration" else one.kind,
        "table": one.table,
        "row": str(one.row_id),
        "title": one.title,
        "field": one.field,
        "base": None if one.base is None else _value(one, one.base),
        "here": _value(one, one.here),
        "there": _value(one, one.there),
        "by": f"{one.there.author}, {one.there.office}",
        "at": one.there.at.isoformat(),
        "sides": [_side(one, side) for side in (one.here, one.there, *one.others)],
    }


def _side(one: Conflict, side: Side) -> dict[str, object]:
    return {
        "value": _value(one, side),
        "author": side.author,
        "office": side.office,
        "at": side.at.isoformat(),
        "label": side.label,
        "days": [{"first": d.first.isoformat(), "last": d.last.isoformat()} for d in side.days],
    }


def _value(one: Conflict, side: Side) -> object:
    if one.kind in _BOOKINGS:
        return str(side.value)
    if one.kind == "invalid":
        return side.value
    if one.field == DELETED:
        return "delete" if side.value else "keep"
    return plain(logged_fields(ROWS[one.table])[one.field], side.value)


def _line(one: Conflict, lang: str) -> str:
    _ = translator(lang).gettext
    here, there = (_words(one, side, lang) for side in (one.here, one.there))
    if one.kind == "clash":
        what = _("double booking")
    elif one.kind == "options":
        what = _("first option twice")
    elif one.kind == "delete":
        what = _("deleted or kept")
    else:
        what = names.field(one.field, lang, one.table)
    return f"{one.id}  {one.title}, {what}: {here} / {there}"


def _words(one: Conflict, side: Side, lang: str) -> str:
    _ = translator(lang).gettext
    who = f"({side.author}, {side.office}, {numbers.instant(side.at, lang)})"
    if one.kind in _BOOKINGS:
        days = ", ".join(numbers.period(period, lang) for period in side.days)
        return f"{side.label} {days} {who}"
    if one.kind == "invalid":
        return f"{side.value} {who}"
    if one.field == DELETED:
        what = _("deleted") if side.value else _("kept")
        return f"{what} {who}"
    field = logged_fields(ROWS[one.table])[one.field]
    return f"{show(field, side.value, lang)} {who}"


def settle(desk: Desk) -> Answer:
    """Decide a conflict, or all disputed fields by rule."""
    asked, _ = desk.asked, translator(desk.lang).gettext
    if asked.conflict is None and asked.keep not in ("here", "there", "latest"):
        raise Refused("keep_rule")
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        if asked.conflict is None:
            row, count = None, office.exchange.settle_all(session, asked.keep)
        else:
            row = office.exchange.settle(
                session, asked.conflict, asked.keep, reason=asked.reason, to=asked.move_to
            )
            count = 1
    return Answer(
        {
            "row": None if row is None else str(row),
            "settled": count,
            "transaction": log.written(session),
        },
        (_("Decided: {count}.").format(count=count),),
    )

"""A transaction as a few words: the text of Undo, and the lines of the history."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from scout_app.model.fields import N_
from scout_app.model.tables import ROWS
from scout_app.rules import acts
from scout_app.rules.folding import DELETED
from scout_app.store.heads import logged_fields
from scout_app.store.history import Changed, Txn
from scout_app.wording import names
from scout_app.wording.texts import translator
from scout_app.wording.values import show

_MAIN = ("booking", "closure", "site", "production", "need", "criterion", "person", "organisation")
"""What a transaction is about when it touches several tables: the first of these."""
_ACTS: Mapping[str, str] = {
    "merge": N_("merge {one} and {other}"),
    "copy": N_("duplicate {one} as {other}"),
    "apart": N_("{one} and {other} are not the same"),
}
"""The acts that the changed values alone do not tell."""
_STATES: Mapping[str, str] = {
    "confirmed": N_("confirm: {row}"),
    "cancelled": N_("cancel: {row}"),
    "option": N_("take up again: {row}"),
    "released": N_("release: {row}"),
}
"""What an officer did to a booking, by the state its days came to; the first of these counts."""
_PERMITS: Mapping[str, str] = {
    "asked": N_("request filed: {row}"),
    "granted": N_("authorisation granted: {row}"),
    "refused": N_("authorisation refused: {row}"),
    "not_needed": N_("authorisation not needed: {row}"),
}
"""What became of an authorisation, by the state it came to."""
_HOLDS = ("booking", "span")
_OF_BOOKINGS = frozenset({*_HOLDS, "challenge", "promotion"})


def title(txn: Txn, titles: Mapping[UUID, str], lang: str) -> str:
    """Return what a transaction did, "edit Clear height: Stage 2"; empty for an empty one."""
    _ = translator(lang).gettext
    if not txn.changes:
        return ""
    if txn.undoes:
        return _("undo or redo: {what}").format(what=_about(txn, titles, lang))
    return _about(txn, titles, lang)


def _about(txn: Txn, titles: Mapping[UUID, str], lang: str) -> str:
    _ = translator(lang).gettext
    if (act := acts.read(txn.reason)) is not None:
        return _(_ACTS[act.kind]).format(one=act.one, other=act.other)
    if said := _booked(txn):
        held = (titles.get(one.row_id, "") for one in txn.changes if one.table in _HOLDS)
        return _(said).format(row=next((name for name in held if name), ""))
    if said := _permitted(txn):
        return _(said).format(row=titles.get(txn.changes[0].row_id, ""))
    table = _table(txn)
    mine = [change for change in txn.changes if change.table == table]
    what = names.table(table, lang).lower()
    if txn.rows[table] > 1 or not mine:
        return _several(txn.rows[table], what, mine, lang)
    row = titles.get(mine[0].row_id, "")
    if any(change.field == DELETED and change.new for change in mine):
        return _("delete {kind} {row}").format(kind=what, row=row).strip()
    if any(change.field == DELETED and change.old for change in mine):
        return _("restore {kind} {row}").format(kind=what, row=row).strip()
    if mine[0].created:
        return _("add {kind} {row}").format(kind=what, row=row).strip()
    fields = ", ".join(field_label(change, lang) for change in mine[:2])
    return _("edit {fields}: {row}").format(fields=fields, row=row or what)


def _booked(txn: Txn) -> str:
    """Return what was done to a booking's days or its rank; "" for anything else."""
    if not _OF_BOOKINGS.issuperset(txn.rows) or any(
        one.created for one in txn.changes if one.table in _HOLDS
    ):
        return ""
    states = {str(one.new) for one in txn.changes if (one.table, one.field) == ("span", "state")}
    if said := next((said for state, said in _STATES.items() if state in states), ""):
        return said
    fields = {(one.table, one.field) for one in txn.changes}
    if fields & {("span", "first_day"), ("span", "last_day")}:
        return N_("move: {row}")
    return N_("rank by hand: {row}") if ("booking", "rank_override") in fields else ""


def _permitted(txn: Txn) -> str:
    """Return what became of one authorisation; "" for anything else."""
    if dict(txn.rows) != {"permit": 1} or any(one.field == DELETED for one in txn.changes):
        return ""
    state = next((str(one.new) for one in txn.changes if one.field == "state"), "")
    return _PERMITS.get(state, "")


def _several(count: int, kind: str, mine: Sequence[Changed], lang: str) -> str:
    """Name a change of several rows: by its fields when the rows were there and stay."""
    _ = translator(lang).gettext
    said = _("{count} × {kind}").format(count=count, kind=kind)
    if not mine or any(change.created or change.field == DELETED for change in mine):
        return said
    labels = dict.fromkeys(field_label(change, lang) for change in mine)
    return _("edit {fields}: {row}").format(fields=", ".join(list(labels)[:2]), row=said)


def _table(txn: Txn) -> str:
    return next((table for table in _MAIN if table in txn.rows), txn.changes[0].table)


def field_label(change: Changed, lang: str) -> str:
    """Return the label of the field a change is about."""
    if change.field == DELETED:
        return translator(lang).gettext("Deleted")
    return names.field(change.field, lang, change.table)


def value(change: Changed, which: object, lang: str) -> str:
    """Return one of a change's two values as text."""
    return show(logged_fields(ROWS[change.table])[change.field], which, lang)

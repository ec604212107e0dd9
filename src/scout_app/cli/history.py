"""history, undo."""

from collections.abc import Mapping
from uuid import UUID

from scout_app import office
from scout_app.cli import exchange
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.model.tables import ROWS
from scout_app.store import log
from scout_app.store.heads import logged_fields
from scout_app.store.history import Changed, Txn
from scout_app.wording import history as words
from scout_app.wording import numbers
from scout_app.wording.texts import translator
from scout_app.wording.values import plain


def history(desk: Desk) -> Answer:
    """List who changed what, the newest first."""
    with desk.catalogue() as store, store.reading() as session:
        row = office.find.row(session, desk.asked.row)[1] if desk.asked.row else None
        found = office.history.listing(session, row, desk.asked.limit)
        changes = [change for txn in found for change in txn.changes]
        titles = office.history.titles(session, changes)
    return Answer(
        {"transactions": [_document(txn, row) for txn in found]},
        tuple(_line(txn, titles, desk.lang) for txn in found),
    )


def undo(desk: Desk) -> Answer:
    """Take the last change back, or the one named."""
    _ = translator(desk.lang).gettext
    if desk.asked.reception is not None:
        return exchange.take_back(desk, desk.asked.reception)
    with desk.catalogue() as store:
        with store.transaction(desk.officer) as session:
            undone = office.history.undo(session, desk.asked.transaction)
        with store.reading() as after:
            titles = office.history.titles(after, undone.changes)
    return Answer(
        {"undone": undone.id, "transaction": log.written(session)},
        (_("Taken back: {what}.").format(what=words.title(undone, titles, desk.lang)),),
    )


def _document(txn: Txn, row: UUID | None) -> dict[str, object]:
    return {
        "id": txn.id,
        "at": txn.at.isoformat(),
        "author": txn.author,
        "office": txn.office,
        "undoes": txn.undoes,
        "reason": txn.reason,
        "changes": [_change(c) for c in txn.changes if row is None or c.row_id == row],
    }


def _change(change: Changed) -> dict[str, object]:
    field = logged_fields(ROWS[change.table])[change.field]
    return {
        "table": change.table,
        "row": str(change.row_id),
        "field": change.field,
        "old": plain(field, change.old),
        "new": plain(field, change.new),
    }


def _line(txn: Txn, titles: Mapping[UUID, str], lang: str) -> str:
    what = words.title(txn, titles, lang)
    who = f"{txn.author}, {txn.office}"
    return f"{txn.id[:10]}  {numbers.instant(txn.at, lang)}  {who}  {what}"

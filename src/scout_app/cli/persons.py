"""person: what is held on somebody, written out or erased for ever."""

import json
from collections.abc import Iterator
from pathlib import Path

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import FileTrouble
from scout_app.office.held import Entry, Held
from scout_app.store.troubles import told
from scout_app.wording import names, numbers
from scout_app.wording.texts import translator


def person(desk: Desk) -> Answer:
    """Say what is held on a person, write it out, or erase it; or remove copies that hold it."""
    asked = desk.asked
    if asked.purge:
        return _purge(desk)
    if asked.erase:
        return _erase(desk)
    with desk.catalogue() as store, store.reading() as session:
        found = office.held.on(session, asked.name, asked.also)
    lines = tuple(_lines(found, desk.lang))
    document = {**_document(found), "rows": len(found.rows)}
    if asked.export:
        _export(asked.export, document, lines)
        document["file"] = str(asked.export)
    return Answer(document, lines)


def _document(found: Held) -> dict[str, object]:
    return {
        "words": list(found.words),
        "entries": [_entry(one) for one in found.entries],
        "reasons": list(found.reasons),
    }


def _entry(one: Entry) -> dict[str, object]:
    return {
        "transaction": one.txn, "table": one.table, "row": str(one.row), "field": one.field,
        "value": one.value, "at": one.at.isoformat(), "author": one.author, "office": one.office,
        "own": one.own,
    }  # fmt: skip


def _lines(found: Held, lang: str) -> Iterator[str]:
    _, ngettext = translator(lang).gettext, translator(lang).ngettext
    yield _("Searched by: {words}").format(words=", ".join(found.words))
    for one in found.entries:
        where = f"{names.table(one.table, lang)}, {names.field(one.field, lang, one.table)}"
        who = f"{one.author}, {one.office}, {numbers.instant(one.at, lang)}"
        yield f"{where}: {one.value} ({who})"
    if count := len(found.reasons):
        said = ngettext(
            "The reason of {count} change names the person too; it cannot be altered.",
            "The reasons of {count} changes name the person too; they cannot be altered.",
            count,
        )
        yield said.format(count=count)


def _export(to: Path, document: dict[str, object], lines: tuple[str, ...]) -> None:
    """Write the document, and the same to be read beside it; nothing there is replaced."""
    texts = {
        to: json.dumps(document, ensure_ascii=False, indent=1),
        to.with_name(f"{to.stem}.txt" if to.suffix != ".txt" else f"{to.stem}-1.txt"): "\n".join(
            lines
        ),
    }
    for path in texts:
        if path.exists():
            raise FileTrouble(path, "exists")
    for path, written in texts.items():
        with told(path):
            path.write_text(written + "\n", encoding="utf-8")


def _erase(desk: Desk) -> Answer:
    asked, _ = desk.asked, translator(desk.lang).gettext
    with desk.catalogue() as store:
        done = office.erasures.erase(
            store, asked.name, desk.officer, reason=asked.reason, also=asked.also
        )
    lines = [
        _("Erased: {rows} rows, {values} values in other texts and in the history.").format(
            rows=done.rows, values=done.values
        )
    ]
    if done.reasons:
        lines.append(_("Reasons of changes still name the person: {count}.").format(
            count=len(done.reasons)
        ))  # fmt: skip
    lines += _held_by(desk, done.backups)
    document: dict[str, object] = {
        "rows": done.rows, "values": done.values, "reasons": list(done.reasons),
        "backups": [str(path) for path in done.backups],
    }  # fmt: skip
    return Answer(document, tuple(lines))


def _held_by(desk: Desk, backups: tuple[Path, ...]) -> list[str]:
    _ = translator(desk.lang).gettext
    said = _("Still in the copy {path}; `person --purge` removes such copies.")
    return [said.format(path=path) for path in backups]


def _purge(desk: Desk) -> Answer:
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store:
        removed = office.erasures.remove_backups(store)
        left = office.erasures.stale_backups(store)
    lines = [_("Removed: {path}").format(path=path) for path in removed]
    document: dict[str, object] = {
        "removed": [str(path) for path in removed], "backups": [str(path) for path in left],
    }  # fmt: skip
    return Answer(document, (*lines, *_held_by(desk, left)), ok=not left)

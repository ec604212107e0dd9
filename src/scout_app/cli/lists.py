"""lists: the lists that offices may add to, and what they add."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import Unknown
from scout_app.office.lists import Entry
from scout_app.wording import names
from scout_app.wording.texts import translator
from scout_app.wording.values import folded


def lists(desk: Desk) -> Answer:
    """List the open lists, or the entries of one, after the change asked for."""
    asked = desk.asked
    if asked.name is None:
        labels = {name: names.open_list(name, desk.lang) for name in names.OPEN_LISTS}
        lines = tuple(f"{name}\t{label}" for name, label in labels.items())
        return Answer(
            {"lists": [{"name": n, "label": label} for n, label in labels.items()]}, lines
        )
    with desk.catalogue() as store:
        if asked.add or asked.rename or asked.retire or asked.take_up:
            with store.transaction(by=desk.officer) as session:
                _change(session, desk)
        with store.reading() as session:
            found = office.lists.entries(session, asked.name)
    return Answer(
        {"list": asked.name, "entries": [_entry(one) for one in found]},
        tuple(_line(one, desk.lang) for one in found),
    )


def _change(session: Any, desk: Desk) -> None:
    asked, english = desk.asked, desk.asked.english
    if asked.add:
        office.lists.add(session, asked.name, asked.add, english)
    elif asked.rename:
        entry = _own(session, asked.name, asked.rename[0])
        office.lists.rename(session, entry, asked.rename[1], english or None)
    elif asked.retire:
        office.lists.retire(session, _own(session, asked.name, asked.retire))
    else:
        office.lists.take_up(session, _own(session, asked.name, asked.take_up))


def _own(session: Any, name: str, said: str) -> UUID:
    """Return the office's own entry that goes by a label; raises Unknown."""
    own = [one for one in office.lists.entries(session, name) if one.id is not None]
    for one in own:
        if one.id and folded(said) in {folded(word) for word in (one.code, one.fr, one.en)}:
            return one.id
    raise Unknown("choice", said, tuple(one.fr for one in own))


def _entry(one: Entry) -> dict[str, object]:
    return {**asdict(one), "id": None if one.id is None else str(one.id)}


def _line(one: Entry, lang: str) -> str:
    label = one.en if lang == "en" else one.fr
    retired = translator(lang).gettext("retired") if one.retired else ""
    return f"{one.code}\t{label}\t{one.held}\t{retired}".rstrip()

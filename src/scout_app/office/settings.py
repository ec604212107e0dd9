"""The rules that the offices agreed on for a catalogue, with what holds until they do."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.base import slug_id
from scout_app.model.people import Setting

DEFAULTS: Mapping[str, str] = {
    "option_days": "10",
    "rivals_fate": "",
    "challenge_hours": "24",
    "promotion": "automatic",
}
"""Days that an option lasts; what becomes of rival options when one is confirmed ("" = ask); hours
to answer a challenge; whether the next option is promoted by itself or by an officer ("manual")."""


def text(session: Session, key: str) -> str:
    """Return a setting, or its default."""
    found = session.scalar(select(Setting.value).where(Setting.key == key))
    return DEFAULTS[key] if found is None else found


def number(session: Session, key: str) -> int:
    """Return a setting that is a whole number; a spoilt one counts as its default."""
    found = text(session, key)
    return int(found if found.isdecimal() else DEFAULTS[key])


def put(session: Session, key: str, value: str) -> None:
    """Set one; two offices that set the same key write the same row."""
    row_id = slug_id("setting", key)
    chosen = select(Setting).where(Setting.id == row_id)
    row = session.scalars(chosen.execution_options(include_deleted=True)).one_or_none()
    if row is None:
        session.add(Setting(id=row_id, key=key, value=value))
    else:
        row.value, row.deleted = value, False

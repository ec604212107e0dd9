"""What the offices' page says: news, what a file brings, the sides of a conflict."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from scout_app.model.tables import ROWS
from scout_app.model.values import Period
from scout_app.office.exchange import Conflict, Counted, Missing, Received, Sent, Side
from scout_app.rules.folding import DELETED
from scout_app.store.heads import logged_fields
from scout_app.ui import texts
from scout_app.ui.texts import _, ngettext
from scout_app.wording import names, numbers
from scout_app.wording.values import show

_KILO = 1000


def ago(at: datetime, today: date) -> str:
    """Return how long ago the last news were made, in days."""
    days = (today - at.astimezone(numbers.PARIS).date()).days
    if days <= 0:
        return _("today")
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def gap(one: Missing) -> str:
    """Return which changes of an office never came, and between which days they were made."""
    said = ngettext(
        "{office}: change {first} never received",
        "{office}: changes {first}–{last} never received",
        one.last - one.first + 1,
    ).format(office=one.office, first=one.first, last=one.last)
    days = _between(one.after, one.before)
    return f"{said} ({days})." if days else f"{said}."


def _between(after: datetime | None, before: datetime | None) -> str:
    lang = texts.language()
    first, last = (one.astimezone(numbers.PARIS).date() if one else None for one in (after, before))
    if first and last and first <= last:
        return numbers.period(Period(first, last), lang)
    if first:
        return _("after {day}").format(day=numbers.day(first, lang))
    return _("before {day}").format(day=numbers.day(last, lang)) if last else ""


def doubled(office: str) -> str:
    """Return the alarm of a file that was copied and goes on as two, and what to do."""
    return _(
        "Doubled file: a catalogue of {office} was copied and both copies are used. Nothing is"
        " lost. Ask {office} to keep one of them: it becomes a copy of its own at its next change."
    ).format(office=office)


def sent(found: Sent, size: int) -> str:
    """Return what was written, in a sentence; `size` in bytes."""
    changes = ngettext("{count} change", "{count} changes", found.transactions)
    photos = ngettext("{count} picture", "{count} pictures", found.photos)
    said = _("Written: {changes}, {photos}, {size}, in {file}.").format(
        changes=changes.format(count=found.transactions),
        photos=photos.format(count=found.photos),
        size=_size(size),
        file=found.file,
    )
    left_out = _("What is internal was left out: this office is a partner, not one of ours.")
    return f"{said} {left_out}" if found.partner else said


def _size(size: int) -> str:
    lang = texts.language()
    unit = "o" if lang == "fr" else "B"
    if size < _KILO * _KILO:
        return f"{numbers.number(max(1, round(size / _KILO)), lang)}\u202fk{unit}"
    return f"{numbers.number(size / _KILO / _KILO, lang, 1)}\u202fM{unit}"


# -- what a file brings ----------------------------------------------------------------------------


def brought(found: Received) -> Iterator[str]:
    """Go through what a file brings, or brought: what is to decide comes first."""
    if found.clashes:
        said = ngettext(
            "{count} double booking to arbitrate", "{count} double bookings to arbitrate",
            found.clashes,
        )  # fmt: skip
        yield said.format(count=found.clashes)
    if found.conflicts:
        said = ngettext(
            "{count} value told differently here and there",
            "{count} values told differently here and there", found.conflicts,
        )  # fmt: skip
        yield said.format(count=found.conflicts)
    yield from (_counted(one) for one in found.counts)
    if found.photos:
        said = ngettext("{count} picture", "{count} pictures", found.photos)
        yield said.format(count=found.photos)
    if not found.applied:
        yield _("Nothing new: everything in this file is here already.")
    if found.unshown:
        yield _("{count} rows or values wait for a file still to come, or a newer Scout.").format(
            count=found.unshown
        )


def _counted(one: Counted) -> str:
    parts = [
        (one.added, ngettext("{count} added", "{count} added", one.added)),
        (one.changed, ngettext("{count} changed", "{count} changed", one.changed)),
        (one.deleted, ngettext("{count} deleted", "{count} deleted", one.deleted)),
        (one.restored, ngettext("{count} restored", "{count} restored", one.restored)),
    ]
    said = ", ".join(text.format(count=count) for count, text in parts if count)
    return _("{table}: {counts}").format(
        table=names.table(one.table, texts.language()), counts=said
    )


def alarms(found: Received) -> Iterator[str]:
    """Go through what to see to before and after a file is received."""
    if found.disappearing:
        yield _("{count} rows would disappear. Call the sender before you agree.").format(
            count=found.disappearing
        )
    yield from (gap(one) for one in found.gaps)
    yield from (doubled(name) for name in found.doubled)


def key_said(found: Received) -> str:
    """Return whether the sender is who it says."""
    if found.confirmed:
        return _("Signed by {office}, whose key you compared by telephone.").format(
            office=found.office
        )
    return _(
        "The key of {office} was never compared. Call them and compare this fingerprint:"
        " {fingerprint}"
    ).format(office=found.office, fingerprint=found.fingerprint)


def touched(tables: Mapping[str, int]) -> str:
    """Return the rows that taking a reception back would touch."""
    lang = texts.language()
    return ", ".join(f"{names.table(name, lang)} ({n})" for name, n in sorted(tables.items()))


# -- conflicts -------------------------------------------------------------------------------------


def what(one: Conflict) -> str:
    """Return what a conflict is about."""
    if one.kind == "clash":
        return _("double booking")
    if one.kind == "options":
        return _("two first options")
    if one.kind == "delete":
        return _("deleted or kept")
    label = names.field(one.field, texts.language(), one.table)
    if one.kind == "invalid":
        return _("{field}: cannot be shown").format(field=label)
    if one.kind == "arbitration":
        return _("two decisions of a double booking: {field}").format(field=label)
    return label


def value(one: Conflict, side: Side) -> str:
    """Return a side's value in words."""
    lang = texts.language()
    if one.kind in ("clash", "options"):
        return "\n".join((side.label, *(numbers.period(days, lang) for days in side.days)))
    if one.kind == "invalid":
        return str(side.value)
    if one.field == DELETED:
        return _("deleted") if side.value else _("kept")
    field = logged_fields(ROWS[one.table])[one.field]
    return side.label or show(field, side.value, lang) or _("nothing")


def who(side: Side) -> str:
    """Return who gave a value, where and when."""
    named = ", ".join(part for part in (side.author, side.office) if part)
    return f"{named}\n{numbers.instant(side.at, texts.language())}"


def common(one: Conflict) -> str:
    """Return the days that both bookings hold."""
    shared = [
        Period(max(mine.first, theirs.first), min(mine.last, theirs.last))
        for mine in one.here.days
        for theirs in one.there.days
        if mine.overlaps(theirs)
    ]
    return ", ".join(numbers.period(days, texts.language()) for days in shared)

"""Every fact that stops an act, as one sentence that says what, who and what next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as parts_of
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from functools import singledispatch
from pathlib import Path
from typing import Any
from uuid import UUID

from scout_app.errors import (
    Ambiguous,
    BadPeriod,
    BadValue,
    Cancelled,
    Clash,
    EditedSince,
    FileTrouble,
    ForSome,
    ImportDouble,
    MergeClash,
    NetworkTrouble,
    NothingToUndo,
    Refused,
    RivalsUndecided,
    ScoutError,
    Shut,
    TooNew,
    Unknown,
)
from scout_app.model.fields import N_
from scout_app.model.values import Period, State
from scout_app.wording import names, numbers, reasons
from scout_app.wording.refusals import REFUSALS
from scout_app.wording.texts import translator
from scout_app.wording.troubles import FILE_TROUBLES, NETWORK_TROUBLES

EXPECTED: Mapping[str, str] = {
    "number": N_("a number is expected"),
    "positive": N_("a number of zero or more is expected"),
    "yes_no": N_("yes or no is expected"),
    "day": N_("a day is expected, like 2027-05-03"),
    "instant": N_("an instant is expected, like 2027-05-03T08:00+02:00"),
    "row": N_("the id of a row is expected"),
    "required": N_("a value is needed"),
    "position": N_("a latitude and a longitude in degrees are expected"),
    "text": N_("the text holds a character that cannot be kept"),
    "tiles": N_("a tile address is expected, like https://host/{z}/{x}/{y}.png"),
    "between_text": N_("two values are expected, like 300..800"),
    "month_day": N_("a month and a day are expected, like 06-01"),
    "near_text": N_("a point and a distance are expected, like 43.4,5.05;20"),
}

KINDS: Mapping[str, str] = {
    "site": N_("site"),
    "production": N_("production"),
    "need": N_("need"),
    "booking": N_("booking"),
    "challenge": N_("challenge"),
    "organisation": N_("organisation"),
    "person": N_("person"),
    "restriction": N_("restriction"),
    "row": N_("row"),
    "list": N_("list"),
    "choice": N_("list entry"),
    "layer": N_("layer"),
    "mapping": N_("mapping"),
    "sheet": N_("sheet"),
    "kind": N_("kind"),
    "field": N_("field"),
    "commune": N_("commune"),
    "transaction": N_("transaction"),
    "office": N_("office"),
    "conflict": N_("conflict"),
    "reception": N_("file received"),
}


def kind(error: ScoutError) -> str:
    """Return the error's code for machines: its class in snake case."""
    name = type(error).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def details(error: ScoutError) -> dict[str, object]:
    """Return the error's facts for machines."""
    facts: object = error
    if not is_dataclass(facts):
        return {}
    return {part.name: _plain(getattr(error, part.name)) for part in parts_of(facts)}


def _plain(value: Any) -> object:
    match value:
        case Period():
            return {"first": value.first.isoformat(), "last": value.last.isoformat()}
        case date() | datetime():
            return value.isoformat()
        case UUID() | Path():
            return str(value)
        case tuple():
            return [_plain(one) for one in value]
        case ScoutError():
            return {"kind": kind(value), **details(value)}
    return value


def explain(error: ScoutError, lang: str) -> str:
    """Return the sentence, in the language asked for."""
    return _sentence(error, lang, translator(lang).gettext)


_Gettext = Callable[[str], str]
_MOST_NAMES = 5


@singledispatch
def _sentence(error: ScoutError, lang: str, _: _Gettext) -> str:
    raise TypeError(f"no sentence for {type(error).__name__}")


@_sentence.register
def _clash(error: Clash, lang: str, _: _Gettext) -> str:
    return _(
        "{site} is taken {period} by “{production}” ({officer}, {office});"
        " choose other days or call them."
    ).format(
        site=error.site,
        period=numbers.period(error.period, lang),
        production=error.production,
        officer=error.officer,
        office=error.office,
    )


@_sentence.register
def _shut(error: Shut, lang: str, _: _Gettext) -> str:
    return _("{site} is closed {period}: {reason}. Choose other days.").format(
        site=error.site, period=numbers.period(error.period, lang), reason=error.reason
    )


@_sentence.register
def _rivals(error: RivalsUndecided, lang: str, _: _Gettext) -> str:
    who = "; ".join(f"{name}, {numbers.period(days, lang)}" for _id, name, days in error.rivals)
    return _(
        "Other options hold the same days ({rivals}): say whether to release or to relegate them."
    ).format(rivals=who)


@_sentence.register
def _edited(error: EditedSince, lang: str, _: _Gettext) -> str:
    at = numbers.instant(datetime.fromtimestamp(error.at_ms / 1000, UTC), lang)
    return _(
        "{officer} ({office}) changed “{field}” of {row} {at}; nothing was written."
        " Look at the new value first."
    ).format(
        officer=error.officer,
        office=error.office,
        field=names.field(error.field, lang),
        row=error.row,
        at=at,
    )


@_sentence.register
def _nothing(error: NothingToUndo, lang: str, _: _Gettext) -> str:
    return _("There is nothing to redo.") if error.redo else _("There is nothing to undo.")


@_sentence.register
def _unknown(error: Unknown, lang: str, _: _Gettext) -> str:
    said = _("No {kind} goes by “{named}”.").format(
        kind=_(KINDS.get(error.kind, error.kind)), named=error.named
    )
    if error.close:
        return said + " " + _("Known: {names}.").format(names=", ".join(error.close))
    return said


@_sentence.register
def _ambiguous(error: Ambiguous, lang: str, _: _Gettext) -> str:
    return _("Several go by “{named}” ({found}); say which by its reference or id.").format(
        named=error.named, found=", ".join(error.found)
    )


@_sentence.register
def _bad_value(error: BadValue, lang: str, _: _Gettext) -> str:
    return _("“{value}” does not fit “{field}”: {expected}.").format(
        value=error.value, field=names.field(error.field, lang), expected=_expected(error, _)
    )


def _expected(error: BadValue, _: _Gettext) -> str:
    code, _colon, rest = error.expected.partition(":")
    match code:
        case "choice":
            return _("one of {choices} is expected").format(choices=", ".join(error.choices))
        case "decimals":
            return _("at most {count} decimals are kept").format(count=rest)
        case "between":
            low, high = rest.split(":")
            return _("a number from {low} to {high} is expected").format(low=low, high=high)
        case "after":
            return _("a day not before {day} is expected").format(day=rest)
    return _(EXPECTED[code])


@_sentence.register
def _bad_period(error: BadPeriod, lang: str, _: _Gettext) -> str:
    return _("The last day ({last}) comes before the first ({first}).").format(
        last=numbers.day(error.last, lang), first=numbers.day(error.first, lang)
    )


_ABOUT_A_FIELD = frozenset({"import_needs_column", "disused_needs"})


@_sentence.register
def _refused(error: Refused, lang: str, _: _Gettext) -> str:
    what = error.what
    if error.why in _ABOUT_A_FIELD:
        what = names.field(what, lang)
    elif what in list(State):
        what = reasons.state(what, lang).lower()
    return _(REFUSALS[error.why]).format(what=what)


@_sentence.register
def _for_some(error: ForSome, lang: str, _: _Gettext) -> str:
    said: dict[str, list[str]] = {}
    for name, cause in error.refusals:
        said.setdefault(explain(cause, lang), []).append(name)
    return " ".join(
        _("{rows}: {sentence}").format(rows=_few(names, _), sentence=sentence)
        for sentence, names in said.items()
    )


def _few(names: Sequence[str], _: _Gettext) -> str:
    """Return the first names, and how many others there are."""
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    more = str(len(names) - _MOST_NAMES)
    return _("{names} and {count} more").format(names=", ".join(names[:_MOST_NAMES]), count=more)


@_sentence.register
def _merge_clash(error: MergeClash, lang: str, _: _Gettext) -> str:
    return _(
        "{one} and {other} cannot be merged: both are confirmed {period}, for “{production}” and"
        " “{other_production}”. Release or move one of the bookings first."
    ).format(
        one=error.one,
        other=error.other,
        period=numbers.period(error.period, lang),
        production=error.productions[0],
        other_production=error.productions[1],
    )


@_sentence.register
def _double(error: ImportDouble, lang: str, _: _Gettext) -> str:
    if error.same_production:
        sentence = _("“{title}” is on this site twice: {days}, and {other_days}.")
    else:
        sentence = _(
            "Double booking: “{title}” ({days}) and “{other}” ({other_days}) on the same site;"
            " both are kept as contested."
        )
    return sentence.format(
        title=error.title,
        days=numbers.period(error.period, lang),
        other=error.other,
        other_days=numbers.period(error.other_period, lang),
    )


@_sentence.register
def _file(error: FileTrouble, lang: str, _: _Gettext) -> str:
    return _(FILE_TROUBLES[error.why]).format(path=error.path, detail=error.detail)


@_sentence.register
def _network(error: NetworkTrouble, lang: str, _: _Gettext) -> str:
    return _(NETWORK_TROUBLES[error.why]).format(host=error.host)


@_sentence.register
def _too_new(error: TooNew, lang: str, _: _Gettext) -> str:
    return _(
        "{path} was written by a newer Scout (schema {found}); it is left as it is."
        " Install the newer version to open it."
    ).format(path=error.path, found=error.found)


@_sentence.register
def _cancelled(error: Cancelled, lang: str, _: _Gettext) -> str:
    return _("Stopped; nothing was changed.")

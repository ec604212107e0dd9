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
from scout_app.wording.texts import translator

FILE_TROUBLES: Mapping[str, str] = {
    "missing": N_("{path} does not exist; check the name, or choose another file."),
    "exists": N_("{path} already exists and is left as it is; choose another name."),
    "not_a_catalogue": N_("{path} is not a Scout catalogue; it is left as it is."),
    "damaged": N_(
        "{path} is damaged; nothing was changed. Open the last backup, or ask a partner office"
        " for a copy."
    ),
    "read_only": N_(
        "{path} cannot be written here; nothing was changed. Copy it to a folder of your own."
    ),
    "denied": N_("You may not use {path}; ask for the right to it, or choose another folder."),
    "full": N_("The disk is full; nothing was changed. Free some space and try again."),
    "disk": N_(
        "The disk failed while writing {path}; nothing was changed. Try again, or copy it"
        " to another disk."
    ),
    "busy": N_("Another program is using {path}; nothing was changed. Try again in a moment."),
    "folder": N_("{path} is a folder; choose a file."),
    "ending": N_("The name of a catalogue ends in .gpkg; {path} does not."),
    "table_ending": N_(
        "{path} is of no kind that Scout reads; choose a CSV, XLSX, XLS, ODS, GeoJSON, KML, GPX,"
        " GeoPackage or JSON file, or a Shapefile in a zip."
    ),
    "table_ending_out": N_(
        "The name of the file says how it is written: .csv, .xlsx, .gpkg, .geojson, .kml or .zip;"
        " {path} ends in none of them."
    ),
    "table_empty": N_("{path} holds nothing to read; ask its sender for it again."),
    "table_foreign": N_("{path} is no table of text; ask its sender for a CSV or XLSX file."),
    "calendar_damaged": N_(
        "{path} is no calendar that can be read (line {detail}); ask its sender for it again."
    ),
    "table_disguised": N_(
        "{path} is called a spreadsheet and is none; open it in a spreadsheet program and save it"
        " as XLSX, or rename it if it is a table of text."
    ),
    "table_damaged": N_("{path} is damaged and was not read; ask its sender for it again."),
    "table_password": N_(
        "{path} is protected by a password; ask its sender for a copy without one."
    ),
    "table_archive": N_(
        "{path} was not opened: it is encrypted or unpacks to far too much; ask its sender for"
        " another."
    ),
    "table_too_big": N_("{path} is too big to be read; ask its sender for a part of it."),
    "json_foreign": N_(
        "{path} holds no list of objects; ask its sender for a table, or for a GeoJSON file."
    ),
    "map_foreign": N_(
        "{path} is not a map file that Scout reads; choose a GeoJSON, KML, KMZ, GPX, GeoPackage or"
        " FlatGeobuf file, or a Shapefile in a zip."
    ),
    "map_damaged": N_("{path} is damaged and was not read; ask its sender for it again."),
    "map_shapes": N_(
        "{path} holds shapes that Scout cannot draw; ask its sender for points, lines or outlines."
    ),
    "map_empty": N_("{path} holds nothing to read; ask its sender for it again."),
    "map_entities": N_(
        "{path} was not read: it declares entities, which can hide other files; ask its sender for"
        " a plain one."
    ),
    "map_archive": N_(
        "{path} was not unpacked: it is encrypted, leads outside its folder or unpacks to far too"
        " much; ask its sender for another."
    ),
    "map_too_big": N_("{path} is too big to be read; ask its sender for a part of it."),
    "map_ending": N_(
        "The name of a map file ends in .gpkg, .geojson, .kml or .zip; {path} does not."
    ),
    "not_tiles": N_("{path} is not a map of tiles; choose an MBTiles or PMTiles file of pictures."),
    "damaged_tiles": N_("{path} is a damaged map of tiles; choose another copy of it."),
    "not_a_picture": N_(
        "{path} is not a picture that Scout reads; choose a JPEG, PNG, TIFF, WebP or HEIC file."
    ),
    "picture_too_large": N_(
        "{path} has too many pixels or bytes to be opened safely (at most 89 million pixels and"
        " 250 MB); make it smaller first."
    ),
    "picture_damaged": N_(
        "{path} is damaged or cut short; take it again from the camera or from whoever sent it."
    ),
    "picture_too_slow": N_(
        "{path} takes too long to open and was given up; save it again as a JPEG first."
    ),
    "picture_changed": N_("{path} changed while it was read; add it again."),
    "no_pictures": N_(
        "{path} holds no picture that Scout reads; choose a folder of JPEG, PNG, TIFF, WebP or HEIC"
        " files."
    ),
    "original_missing": N_(
        "The original of {path} is not beside the catalogue; copy the folder of pictures there."
    ),
    "bundle_ending": N_(
        "The name of a file for another office ends in .scoutsync; {path} does not."
    ),
    "bundle_foreign": N_(
        "{path} is not a file that an office sent with Scout; choose one that ends in .scoutsync."
    ),
    "bundle_damaged": N_(
        "{path} is damaged or cut short; nothing was changed. Ask its sender for it again."
    ),
    "bundle_unsafe": N_(
        "{path} holds names or sizes that no Scout writes; nothing was changed. Ask its sender"
        " where it comes from."
    ),
    "bundle_signature": N_(
        "{path} is not signed by the office that it names; nothing was changed. Call that office."
    ),
    "bundle_newer": N_(
        "{path} was written by a newer Scout; nothing was changed. Keep it, and install the newer"
        " version to receive it."
    ),
    "bundle_txn_too_big": N_(
        "One single change is too big for {path}; hand the whole catalogue over instead."
    ),
    "key_damaged": N_(
        "The key of this office, {path}, is damaged; put it back from a backup, or delete it and"
        " tell the other offices the new fingerprint."
    ),
    "pdf_ending": N_("The name of a dossier ends in .pdf; {path} does not."),
}

NETWORK_TROUBLES: Mapping[str, str] = {
    "unreachable": N_("{host} does not serve; what this computer holds is used instead."),
    "slow": N_("{host} does not answer in time; what this computer holds is used instead."),
    "busy": N_("{host} is too busy; try again in a minute."),
    "refused": N_("{host} refuses the request; check its address in the settings."),
    "unreadable": N_("The answer of {host} cannot be read; check its address in the settings."),
    "map": N_("{host} does not serve the map; the bundled map stays underneath."),
    "off": N_("The network is not used, by choice; what this computer holds is used instead."),
}

REFUSALS: Mapping[str, str] = {
    "no_site_near": N_(
        "{what} does not say that it was taken within 200 m of a site; name its site to add it."
    ),
    "not_a_pair": N_("A series takes two different pictures of one site; choose another."),
    "series_unnamed": N_("The series has no name; give it one."),
    "reason_missing": N_("A reason is needed; it is kept in the history."),
    "has_parts": N_("This site has parts ({what}); delete or move them first."),
    "has_bookings": N_("Live bookings stand on this row ({what}); release them first."),
    "part_of_itself": N_("{what} cannot be a part of itself or of one of its parts."),
    "starter_not_undone": N_("The starter catalogue cannot be undone; edit its rows instead."),
    "row_deleted": N_("{what} was deleted afterwards; restore it first."),
    "not_an_option": N_("Only a live option can be confirmed; this booking is {what}."),
    "already_over": N_("This booking no longer holds any day."),
    "challenge_itself": N_("A booking cannot challenge itself; choose the one that stands before."),
    "challenge_confirmed": N_(
        "A confirmed booking cannot be challenged; choose other days, or call its officer."
    ),
    "challenge_over": N_("Only a live option can challenge another; take this booking up again."),
    "challenge_behind": N_(
        "This booking does not stand before the challenger on any day; nothing need be cleared."
    ),
    "challenge_runs": N_("This challenge already runs; wait for its answer or its deadline."),
    "challenge_closed": N_("This challenge is over; its outcome is in the history."),
    "no_promotion": N_("No promotion of this booking waits to be confirmed."),
    "move_too_short": N_(
        "One run of days of this booking would be left without a day; give it more days."
    ),
    "not_confirmed": N_("No day of this booking is confirmed; release it instead."),
    "not_over": N_("Nothing of this booking is over; there is nothing to take up again."),
    "rrule_unreadable": N_(
        "“{what}” repeats no whole days; write for example FREQ=WEEKLY;BYDAY=SA,SU."
    ),
    "no_days": N_("A booking needs at least one day."),
    "overlapping_spans": N_("Two spans of one booking share a day; give each day once."),
    "not_offered": N_("{what} is not offered for filming: its status says so on its card."),
    "no_sites": N_("Choose at least one site."),
    "column_missing": N_(
        "The file has no column “{what}”; choose another column for it in the mapping."
    ),
    "mapping_unnamed": N_("Give the mapping a name to keep it under."),
    "mapping_unreadable": N_(
        "This mapping cannot be read ({what}); leave it out, and a new one is proposed."
    ),
    "import_needs_column": N_(
        "No column of the file gives “{what}”; say which one does, or give one value for all."
    ),
    "parcel_unnamed": N_("A parcel needs its identifier."),
    "parcel_twice": N_("The site already has the parcel {what}; edit that one."),
    "import_many_sites": N_(
        "Several sites stand on this parcel ({what}); it was put on the first."
    ),
    "import_commune_unknown": N_(
        "{what} is no commune of the catalogue: the commune was left empty, and kept as a source."
    ),
    "import_new_land": N_(
        "No site stands on this parcel: a piece of land, {what}, was added for the parcels of this"
        " file that belong to none; rename it, or move them."
    ),
    "import_outline_system": N_(
        "The outline looks like {what}, not degrees; say in the mapping that the file is in that"
        " system, and import it again."
    ),
    "too_many_cells": N_(
        "The row has more cells than the table has columns ({what}); check its quotes and"
        " separators."
    ),
    "disused_needs": N_("The standard of disused sites needs its “{what}”; fill it in first."),
    "outline_unreadable": N_("The outline cannot be read in the system {what}."),
    "outline_not_an_area": N_("What is drawn is a point or a line; an outline encloses ground."),
    "outline_empty": N_("The outline holds nothing."),
    "outline_not_degrees": N_("The outline lies nowhere on Earth: its figures are not degrees."),
    "outline_crosses_itself": N_("The outline crosses itself; draw it again without crossing."),
    "outline_hole_outside": N_("A hole of the outline lies outside of it; draw it again."),
    "outline_parts_overlap": N_("Two parts of the outline overlap; draw them as one."),
    "outline_too_few_points": N_("An outline needs at least three corners."),
    "outline_not_valid": N_("The outline encloses no proper ground; draw it again."),
    "import_key_twice": N_(
        "Row {what} has the same identifier and says something else; give each row its own."
    ),
    "import_deleted_here": N_(
        "{what} was deleted here; it stays deleted. Restore it first to follow the file again."
    ),
    "import_edited_here": N_(
        "The file and an officer both changed this; the officer’s value was kept: {what}."
    ),
    "import_changed_there": N_("The file now says {what}; change it by hand if it is right."),
    "import_already_known": N_("{what} is already in the catalogue; it was left as it is."),
    "import_outside_region": N_("The position ({what}) lies outside the region; check it."),
    "import_other_system": N_(
        "The position looks like {what}, not degrees, and was left out; say in the mapping that"
        " the file is in that system, and import it again."
    ),
    "import_no_position": N_("No position: {what}."),
    "no_need": N_("This production has no need yet; add one first."),
    "not_deleted": N_("{what} is not deleted; there is nothing to restore."),
    "owner_deleted": N_("{what}, on which this row hangs, is deleted too; restore it first."),
    "same_name": N_("Give the new site another name than {what}."),
    "nothing_chosen": N_("Choose at least one row."),
    "same_row": N_("A row cannot be merged with itself; choose two."),
    "merge_kinds": N_("Only two sites, two organisations or two contacts can be merged."),
    "copy_kind": N_("Only a site can be duplicated."),
    "merge_kin": N_("One of these sites is a part of the other ({what}); they are not merged."),
    "edit_each": N_("Names, references and positions are given one by one; open each card."),
    "other_catalogue": N_(
        "This file of {what} belongs to another catalogue; join the two catalogues only if you"
        " both agree, otherwise import what you need."
    ),
    "office_key_changed": N_(
        "The key of {what} is not the one you compared by telephone; call them before you receive"
        " anything."
    ),
    "many_disappear": N_(
        "{what} rows would be deleted; look at the preview, call the sender, then agree to it."
    ),
    "bundle_not_full": N_(
        "This file of {what} holds only a part; ask that office to send everything."
    ),
    "keep_rule": N_("Say which side to keep everywhere: here, there or latest."),
    "row_unshown": N_(
        "Something this change refers to has not been received yet; receive the missing files"
        " first."
    ),
    "not_contested": N_("These two bookings do not share any confirmed day."),
    "move_to": N_("Say on which day the other booking begins instead."),
    "no_base": N_("What both offices had before is not known; keep one of the two, or type it."),
    "other_backup": N_("{what} is a copy of another catalogue; open it as it is instead."),
    "would_double": N_(
        "This would book the same days twice; nothing was changed. Release or move one of the"
        " bookings first."
    ),
    "type_value": N_("This value cannot be shown; type the one that holds instead."),
    "keep_or_delete": N_("Say whether to keep or to delete it."),
    "keep_which": N_("Say which booking to keep: here, there, or both side by side."),
    "reception_undone": N_("What {what} sent was taken back already."),
    "disk_backup": N_("A backup cannot replace the catalogue itself; choose another name."),
}

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

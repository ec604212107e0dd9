"""What the office refuses, by the code of the fact: one sentence each."""

from collections.abc import Mapping

from scout_app.model.fields import N_

REFUSALS: Mapping[str, str] = {
    "no_site_near": N_(
        "{what} names no site, nor does it say that it was taken within 200 m of one; name its site"
        " to add it."
    ),
    "not_a_pair": N_("A series takes two different pictures of one site; choose another."),
    "series_unnamed": N_("The series has no name; give it one."),
    "reason_missing": N_("A reason is needed; it is kept in the history."),
    "nothing_to_ask": N_("Nothing of the kind is to be asked for before these days any more."),
    "permit_settled": N_(
        "What is asked of {what} was settled meanwhile; its answer is in the history."
    ),
    "has_parts": N_("This site has parts ({what}); delete or move them first."),
    "has_bookings": N_("Live bookings stand on this row ({what}); release them first."),
    "part_of_itself": N_("{what} cannot be a part of itself or of one of its parts."),
    "starter_not_undone": N_("The starter catalogue cannot be undone; edit its rows instead."),
    "erasure_not_undone": N_("What was erased on a person cannot be brought back."),
    "row_deleted": N_("{what} was deleted afterwards; restore it first."),
    "not_an_option": N_("Only a live option can be confirmed; this booking is {what}."),
    "option_expired": N_(
        "This option has expired; take it up again, and it stands behind the others."
    ),
    "awaits_home": N_(
        "Only {what}, the site’s home office, can decide this; send it your changes."
    ),
    "nothing_awaited": N_("Nothing of this booking waits for its home office."),
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
    "moved_meanwhile": N_(
        "This booking no longer stands on those days: somebody changed it meanwhile. Look at it"
        " again, then move it."
    ),
    "stretch_at_ends": N_(
        "This booking has several runs of days: stretch it at its first or its last day."
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
    "import_named": N_("The file gives no name; it is called “{what}”."),
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
    "calendar_no_site": N_(
        "Nothing says on which site “{what}” takes place; choose one for such events."
    ),
    "calendar_no_days": N_("The event “{what}” has no days; it was left out."),
    "calendar_endless": N_(
        "“{what}” goes on without an end; its days of the next two years come in."
    ),
    "calendar_zone": N_(
        "The time zone “{what}” is not known; its times are read as those of Paris."
    ),
    "calendar_older": N_(
        "“{what}” is older in this file than what came in before; the newer days stay."
    ),
    "entry_known": N_("This list has “{what}” already; choose that one, or another name."),
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
    "not_both_first": N_("These two options were not both told to be the first on these days."),
    "keep_first": N_("Say which option is the first: here, there, or both by arrival."),
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

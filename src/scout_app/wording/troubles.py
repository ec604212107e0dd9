"""What files and the network refuse, by the code of the fact: one sentence each."""

from collections.abc import Mapping

from scout_app.model.fields import N_

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

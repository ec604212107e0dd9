"""Help: a page for each page, the sheet of shortcuts, and what the application is made of."""

from importlib import metadata

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from scout_app import __version__
from scout_app.paths import bundled
from scout_app.ui.texts import _


def show(parent: QWidget, page: int) -> None:
    """Show the help of a page: Sites, Calendar, Productions, Dossiers, To settle or Offices."""
    pages = (_sites, _calendar, _productions, _dossiers, _todo, _offices)
    _open(parent, _("Help"), pages[page]())


def show_keys(parent: QWidget) -> None:
    """Show the keyboard shortcuts."""
    keys = (
        ("Ctrl+1 … 6", _("turn to a page")),
        ("Ctrl+F", _("find a site")),
        ("Ctrl+Z, Ctrl+Maj+Z", _("undo, redo")),
        ("Ctrl+H", _("history")),
        ("Ctrl+I, Ctrl+E, Ctrl+Shift+I", _("import, export, pictures")),
        ("F2", _("edit the card")),
        ("Ctrl+D", _("duplicate the site")),
        ("Ctrl+Maj+E", _("edit several sites at once")),
        ("↑ ↓ ← →", _("move in a list, in the calendar, on the map")),
        ("Maj + ← →", _("calendar: choose several days")),
        ("H", _("calendar: put an option on the chosen days")),
        ("C", _("calendar: close the chosen days")),
        ("M", _("calendar: take the booking of the day in the hand, or the next one there")),
        ("M, ← →", _("calendar: move it; with Shift its last day, with Alt its first")),
        ("M, ↵ / Esc", _("calendar: drop it there, or let it go")),
        ("F, Maj + F", _("calendar: fold a whole over its parts, or all of them")),
        ("+ −", _("calendar: fewer or more days, from two weeks to five years")),
        ("Ctrl+U", _("calendar: use of the sites over a year")),
        ("Ctrl+J", _("calendar: find free days over all sites")),
        ("Ctrl+P", _("print the calendar, or the dossier")),
        ("1 2 3", _("offices: keep what was before, here or there")),
        ("F1", _("help of the page")),
    )
    lines = "\n".join(f"| **{key}** | {what} |" for key, what in keys)
    _open(parent, _("Keyboard shortcuts"), f"| | |\n|---|---|\n{lines}\n")


def about(parent: QWidget) -> None:
    """Show the version, the licences and where the bundled data come from."""
    basemap = (bundled("resources") / "basemap" / "ATTRIBUTION.md").read_text(encoding="utf-8")
    sources = (bundled("db") / "seed" / "SOURCES.md").read_text(encoding="utf-8")
    head = _("Scout {version}, under the EUPL-1.2 licence.").format(version=__version__)
    _open(
        parent,
        _("About Scout"),
        "\n\n".join((head, basemap, sources, "## " + _("Libraries"), _libraries())),
    )


def _libraries() -> str:
    """Return a line for each installed library with its licence, from its own metadata."""
    lines = set()
    for package in metadata.distributions():
        said = package.metadata.json
        licence = str(said.get("license_expression") or said.get("license") or "").split("\n")[0]
        lines.add(f"- {said['name']} {package.version} — {licence[:60]}")
    return "\n".join(sorted(lines, key=str.casefold))


def _open(parent: QWidget, title: str, markdown: str) -> None:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(640, 520)
    text = QTextBrowser()
    text.setOpenExternalLinks(True)
    text.setMarkdown(markdown)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(text)
    column.addWidget(buttons)
    dialog.open()


def _sites() -> str:
    finding = _(
        "## Sites\n\n"
        "Type in the search box: sites that hold all the words are listed at once, accents and"
        " capitals aside. The boxes on the left narrow the list; the map shows the same sites.\n\n"
        "A pin is an exact position; a disc with a dashed edge is only the area where the site"
        " is.\n\n"
        "On the card each value carries its source. Where sources disagree, all their values are"
        " kept. Edit with F2: a value is kept as soon as you leave its field, and Ctrl+Z takes it"
        " back."
    )
    return f"{finding}\n\n{_mapping()}\n\n{_editing()}"


def _mapping() -> str:
    return _(
        "On the map, the buttons below the background show the parcels, draw the outline or a"
        " parcel of the chosen site, measure, keep only the sites around a point, and draw the"
        " path of the sun. Each works with the mouse or the keyboard; Escape puts the tool down."
        " “Complete the bundled map” fetches communes and lakes once, over the network."
    )


def _editing() -> str:
    return _(
        "Choose several sites with Ctrl or Shift, then Ctrl+Shift+E: the values you touch are"
        " written to all of them in one step. Ctrl+D duplicates a site under another name. “Merge"
        " doubles” in the Edit menu shows the pairs that look alike, side by side: what hangs on"
        " the one moves to the other, and one Undo takes it all back. What was deleted waits in"
        " the Recycle bin."
    )


def _calendar() -> str:
    beginning = _(
        "## Calendar\n\n"
        "Sites are in rows, days in columns. Press on a day and drag over others: the form opens"
        " on that site and those days, with the rank your option would have and who else wants"
        " them. Enter holds the site.\n\n"
        "With the keyboard: arrows move, Shift and an arrow choose several days, H holds, C"
        " closes, Enter opens a booking.\n\n"
        "Booking a whole site takes its parts, and the reverse; two parts never exclude each"
        " other."
    )
    life = _(
        "\n\nA booking's panel holds all that may be done about it: each button unfolds a small"
        " form, Escape folds it. Ctrl+J looks for free days over all sites: a click on an answer"
        " opens the form on the window found."
    )
    return f"{beginning}{life}{_carrying()}"


def _carrying() -> str:
    return _(
        "\n\nDrag a bar to move its booking, or one of its ends to stretch it: what it would meet"
        " is told before you drop it, Escape lets it go, and Undo takes it back. With Ctrl,"
        " dragging over a bar chooses days instead. The middle button, or the space bar and the"
        " mouse, pans; Ctrl and the wheel, or two fingers, zoom. The arrow before a whole folds"
        " it over its parts. Ctrl+U shows the use of a year: a click on a cell leads to its days."
    )


def _productions() -> str:
    return _(
        "## Productions\n\n"
        "Each need of a production is a décor to find, with criteria that are indispensable or"
        " wished. The sites are ranked with a reason for every criterion. What nobody knows is"
        " not a no: it lowers the reliability, not the site. A site that lacks something"
        " indispensable is listed last, with the word “blocking” and the reason."
    )


def _todo() -> str:
    return _(
        "## To settle\n\n"
        "Everything that waits for somebody: days booked twice, challenges to answer, options that"
        " have become the first or that end within a week, requests to file before days on a site,"
        " land to renew. Enter leads to the site.\n\n"
        "A request shows a month before its last day, and stays however late it is until it is"
        " filed, granted, or not needed for a reason. A permit is for its days: a booking moved"
        " beyond them is to be asked for again.\n\n"
        "Nothing is ever confirmed by the passing of time."
    )


def _dossiers() -> str:
    return _(
        "## Dossiers\n\n"
        "Choose sites, the language, the version and the days; the preview shows what will be"
        " printed. The anonymous version holds neither name nor contact, and only an approximate"
        " position."
    )


def _offices() -> str:
    return _(
        "## Offices\n\n"
        "Each office works on its own catalogue and hands files to the others, by e-mail, stick or"
        " shared folder, in any order. Send writes what they lack. A file that comes in is first"
        " shown in words; then it comes in whole, or not at all, after a copy of the catalogue.\n\n"
        "What two offices said differently waits under “To decide”, with what was before, what is"
        " said here and there, and who said it: arrows choose, 1, 2, 3 decide. Days confirmed twice"
        " need a reason. Nothing is decided by itself, and later is always possible.\n\n"
        "Compare the fingerprint of an office once, by telephone: from then on a file signed with"
        " another key is refused."
    )

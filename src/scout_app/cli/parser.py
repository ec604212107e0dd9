"""The command line's grammar: common options, then a verb with its own."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scout_app.cli.arguments import day, instant, pair, point, positive, within
from scout_app.model.choices import DAY_TYPE

IMPORTED = ("sites", "shoots", "parcels", "photos", "calendar")
EXPORTED = ("sites", "shoots", "parcels", "disused", "photos", "calendar")
KINDS = (
    "site production need criterion organisation person restriction level allocation rate tier"
    " parcel permit"
)


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; ends the program with code 2 and the usage when they are wrong."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scout-app",
        description="Scout: the catalogue of filming places. Without a verb it opens the window.",
    )
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="default: the last opened")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--office", metavar="NAME", help="the office that acts")
    parser.add_argument("--officer", metavar="NAME", help="the officer who acts")
    parser.add_argument("--lang", choices=("fr", "en"), help="language of the sentences")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for add in (
        _files, _rows, _sites, _bookings, _options, _productions, _outside, _history, _exchange,
        _persons,
    ):  # fmt: skip
        add(verbs)
    return parser


if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 (its only name)


def _files(verbs: "_Verbs") -> None:
    new = verbs.add_parser("new", help="create a catalogue")
    new.add_argument("file", type=Path)
    content = new.add_mutually_exclusive_group()
    content.add_argument("--starter", action="store_const", dest="content", const="starter")
    content.add_argument("--example", action="store_const", dest="content", const="example")
    content.add_argument("--from", dest="bundle", type=Path, metavar="BUNDLE")
    new.set_defaults(content="empty")
    verbs.add_parser("check", help="rebuild from the log and compare")
    backup = verbs.add_parser("backup", help="copy the catalogue, checked")
    backup.add_argument("--to", type=Path, metavar="FILE", help="default: dated, beside it")
    verbs.add_parser("backups", help="the dated copies beside the catalogue")
    restore = verbs.add_parser("restore", help="put a copy back in the catalogue's place")
    restore.add_argument("file", type=Path)


def _rows(verbs: "_Verbs") -> None:
    add = verbs.add_parser("add", help="add a row")
    add.add_argument("kind", metavar="KIND", help=KINDS)
    add.add_argument("values", nargs="*", metavar="KEY=VALUE", type=pair)
    edit = verbs.add_parser("edit", help="change fields of a row; KEY= empties one")
    edit.add_argument("row")
    edit.add_argument("values", nargs="+", metavar="KEY=VALUE", type=pair)
    delete = verbs.add_parser("delete", help="hide a row; undo brings it back")
    delete.add_argument("row")
    delete.add_argument("--reason", required=True)
    fields = verbs.add_parser("fields", help="the fields of a kind")
    fields.add_argument("kind", metavar="KIND", help=KINDS)
    lists = verbs.add_parser("lists", help="the lists that offices may add to, and their entries")
    lists.add_argument("name", nargs="?")
    lists.add_argument("--english", default="", metavar="LABEL", help="of what is added or renamed")
    change = lists.add_mutually_exclusive_group()
    change.add_argument("--add", metavar="LABEL")
    change.add_argument("--rename", nargs=2, metavar=("ENTRY", "LABEL"))
    change.add_argument("--retire", metavar="ENTRY", help="the rows that have it keep it")
    change.add_argument("--take-up", metavar="ENTRY", help="offer a retired one again")
    show = verbs.add_parser("show", help="one card, each value with its source")
    show.add_argument("row")


def _sites(verbs: "_Verbs") -> None:
    search = verbs.add_parser("search", help="find sites")
    _filters(search)
    search.add_argument("--limit", type=int, metavar="N")
    locate = verbs.add_parser("locate", help="where an address or a parcel is")
    locate.add_argument("text", metavar="TEXT")
    locate.add_argument("--near", metavar="LAT,LON", type=point)
    locate.add_argument("--offline", action="store_true", help="ask the catalogue only")
    available = verbs.add_parser("available", help="which sites are free")
    _days(available)
    available.add_argument("--days", type=positive, metavar="N", help="windows of N days at least")
    available.add_argument("--site", action="append", metavar="SITE", default=[])
    available.add_argument("--all", action="store_true", help="also sites that are not offered")
    _filters(available)


def _filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="")
    parser.add_argument("--kind", action="append", default=[], metavar="K")
    parser.add_argument("--commune", action="append", default=[], metavar="C")
    parser.add_argument("--min-area", metavar="M2", default="")
    parser.add_argument("--min-height", metavar="M", default="")
    parser.add_argument("--min-power", metavar="KW", default="")
    parser.add_argument(
        "--where", action="append", default=[], metavar="FIELD=LOW..HIGH", type=within,
        help="a range of a numeric field; either end may be left out",
    )  # fmt: skip
    parser.add_argument("--near", metavar="LAT,LON", type=point)
    parser.add_argument("--within", metavar="KM", type=float)


def _bookings(verbs: "_Verbs") -> None:
    hold = verbs.add_parser("hold", help="put an option on a site, or a booking of mixed days")
    hold.add_argument("site")
    hold.add_argument("--from", dest="first", type=day, metavar="D")
    hold.add_argument("--to", dest="last", type=day, metavar="D")
    hold.add_argument("--production", required=True, metavar="P")
    hold.add_argument("--days-as", choices=tuple(DAY_TYPE), default="shoot", metavar="TYPE")
    hold.add_argument("--span", action="append", default=[], metavar="D..D:STATE:DAYTYPE")
    hold.add_argument("--expires", type=day, metavar="D")
    confirm = verbs.add_parser("confirm", help="confirm an option")
    confirm.add_argument("booking")
    confirm.add_argument(
        "--rivals",
        choices=("release", "relegate"),
        help="what becomes of other options on the days; default: the office's rule, else relegate",
    )
    decline = verbs.add_parser("decline", help="refuse what another office asked to confirm")
    decline.add_argument("booking")
    decline.add_argument("--reason", required=True)
    home = verbs.add_parser("home", help="which office alone confirms days of a site")
    home.add_argument("site")
    home.add_argument("home", nargs="?", default="", metavar="OFFICE", help="without: any office")
    release = verbs.add_parser("release", help="give the days back")
    release.add_argument("booking")
    release.add_argument("--reason", required=True)
    close = verbs.add_parser("close", help="shut a site for some days")
    close.add_argument("site")
    _days(close)
    close.add_argument("--reason", required=True)
    close.add_argument("--rrule", metavar="RULE", help="again, like FREQ=WEEKLY;BYDAY=SA,SU")


def _options(verbs: "_Verbs") -> None:
    challenge = verbs.add_parser("challenge", help="ask an option to confirm or release in time")
    challenge.add_argument("booking")
    challenge.add_argument("--by", required=True, metavar="BOOKING")
    challenge.add_argument("--deadline", type=instant, metavar="INSTANT", help="default: 24 hours")
    answer = verbs.add_parser("answer", help="answer a challenge")
    answer.add_argument("challenge")
    how = answer.add_mutually_exclusive_group(required=True)
    how.add_argument("--confirm", action="store_true")
    how.add_argument("--release", metavar="REASON")
    _rivals(answer)
    promote = verbs.add_parser("promote", help="confirm that a booking is the first now")
    promote.add_argument("booking")
    cancel = verbs.add_parser("cancel", help="cancel a confirmed booking")
    cancel.add_argument("booking")
    cancel.add_argument("--reason", required=True)
    move = verbs.add_parser("move", help="move or stretch a booking to other days")
    move.add_argument("booking")
    _days(move)
    _rivals(move)
    reopen = verbs.add_parser("reopen", help="take up again what is over, as the last option")
    reopen.add_argument("booking")
    reopen.add_argument("--expires", type=day, metavar="D")
    rank = verbs.add_parser("rank", help="give an option a rank by hand")
    rank.add_argument("booking")
    rank.add_argument("place", type=positive, nargs="?", help="without: its place by arrival")
    rank.add_argument("--reason", required=True)
    quote = verbs.add_parser("quote", help="what a booking costs, and what cancelling it would")
    quote.add_argument("booking")
    free = verbs.add_parser("free", help="which sites have N free days in a range, else what holds")
    _days(free)
    free.add_argument("--days", type=positive, required=True, metavar="N")
    free.add_argument("--gaps", action="store_true", help="the days need not follow each other")
    free.add_argument("--no-weekends", action="store_true", help="from Monday to Friday only")
    free.add_argument(
        "--accept", action="append", default=[], choices=("optioned", "at_risk"), metavar="STATE"
    )
    free.add_argument("--site", action="append", metavar="SITE", default=[])
    free.add_argument("--all", action="store_true", help="also sites that are not offered")
    free.add_argument("--explain", type=int, default=50, metavar="N")
    _filters(free)
    risks = verbs.add_parser("risks", help="what to ask for before days on a site, and holidays")
    risks.add_argument("site")
    _days(risks)
    verbs.add_parser("waiting", help="write down what time did; what waits for an answer")


def _rivals(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rivals", choices=("release", "relegate"))


def _productions(verbs: "_Verbs") -> None:
    match = verbs.add_parser("match", help="ranked sites for a production's needs, with reasons")
    match.add_argument("production")
    match.add_argument("--need", metavar="N")
    match.add_argument("--limit", type=positive, metavar="N", default=20)
    match.add_argument("--all", action="store_true", help="also sites that are not offered")
    dossier = verbs.add_parser("dossier", help="the PDF of one or several sites")
    dossier.add_argument("sites", nargs="+", metavar="SITE")
    # `--to` is the file, and given once more with a day, the end of the period.
    dossier.add_argument("--to", action="append", required=True, metavar="OUT.pdf|D", default=[])
    dossier.add_argument(
        "--version", choices=("internal", "disclosed", "anonymous"), default="internal"
    )
    # After the verb it is the dossier's language; before it, that of the sentences.
    dossier.add_argument("--lang", dest="dossier_lang", choices=("fr", "en"))
    dossier.add_argument("--production", metavar="P")
    dossier.add_argument("--from", dest="first", type=day, metavar="D")
    dossier.add_argument("--kind", choices=("full",), default="full")


def _outside(verbs: "_Verbs") -> None:
    bring = verbs.add_parser("import", help="bring an outside file in")
    bring.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    bring.add_argument("--as", dest="what", choices=IMPORTED, required=True)
    bring.add_argument("--mapping", type=Path, metavar="FILE", help="which column is what")
    bring.add_argument("--save-mapping", type=Path, metavar="FILE", help="write it, to be edited")
    bring.add_argument("--sheet", metavar="NAME", help="of a spreadsheet or a map file")
    bring.add_argument("--crs", default="", metavar="EPSG:2154", help="the system of its figures")
    bring.add_argument("--site", help="where parcels, pictures or events belong")
    bring.add_argument("--production", metavar="P", help="of the events of a calendar")
    bring.add_argument(
        "--keep-positions", action="store_true", help="keep where pictures were taken"
    )
    bring.add_argument("--dry-run", action="store_true", help="say what would happen")
    export = verbs.add_parser("export", help="write a file for others, by its suffix")
    export.add_argument("--as", dest="what", choices=EXPORTED, required=True)
    export.add_argument("--to", type=Path, required=True, metavar="OUT")
    export.add_argument("--site", metavar="SITE", help="whose pictures, or calendar")
    export.add_argument("--production", metavar="P", help="of a calendar: this production only")
    # `--to` is the file, as everywhere in this verb.
    export.add_argument("--from", dest="first", type=day, metavar="D", help="of a printed calendar")
    export.add_argument("--until", dest="last", type=day, metavar="D", help="default: a month")
    export.add_argument("--held", action="store_true", help="only sites with bookings on the days")
    export.add_argument("--text", default="", help="a printed calendar's sites, as in the window")
    export.add_argument("--internal", action="store_true", help="with what is for the office only")


def _history(verbs: "_Verbs") -> None:
    history = verbs.add_parser("history", help="who changed what")
    history.add_argument("row", nargs="?")
    history.add_argument("--limit", type=positive, default=50, metavar="N")
    undo = verbs.add_parser("undo", help="take a change back; undoing an undo does it again")
    undo.add_argument("transaction", nargs="?", metavar="TXN")
    undo.add_argument("--reception", type=positive, metavar="N", help="a whole file received")


def _exchange(verbs: "_Verbs") -> None:
    send = verbs.add_parser("send", help="write a file for other offices")
    send.add_argument("--to", type=Path, required=True, metavar="BUNDLE|FOLDER")
    send.add_argument("--for", dest="to_office", metavar="OFFICE", help="only what it lacks")
    send.add_argument("--full", action="store_true", help="everything, known or not")
    send.add_argument("--partner", action="store_true", help="leave out all that is internal")
    receive = verbs.add_parser("receive", help="bring in a file of another office")
    receive.add_argument("bundle", type=Path)
    receive.add_argument("--dry-run", action="store_true", help="only say what it would bring")
    receive.add_argument("--join", action="store_true", help="unite two catalogues begun apart")
    receive.add_argument(
        "--agreed", action="store_true", help="even where many rows would be deleted"
    )
    verbs.add_parser("conflicts", help="what needs a decision")
    settle = verbs.add_parser("settle", help="decide a conflict; all disputed fields without one")
    settle.add_argument("conflict", nargs="?", metavar="CONFLICT")
    settle.add_argument(
        "--keep",
        required=True,
        metavar="here|there|base|VALUE",
        help="of two bookings also cohabit; of two options also arrival; of a deletion also keep,"
        " delete; of all also latest",
    )
    settle.add_argument("--reason", default="")
    settle.add_argument("--move-to", metavar="D", help="the booking that is not kept begins then")
    offices = verbs.add_parser("offices", help="the other offices, and what they have and lack")
    offices.add_argument("--confirm", metavar="REPLICA", help="its fingerprint was compared")
    relation = offices.add_mutually_exclusive_group()
    relation.add_argument("--own", metavar="OFFICE", help="it is one of ours and gets everything")
    relation.add_argument("--partner", metavar="OFFICE", help="it gets nothing internal")


def _persons(verbs: "_Verbs") -> None:
    person = verbs.add_parser("person", help="what is held on somebody: say, write out, erase")
    person.add_argument("name", nargs="?", default="", help="or an e-mail, or a telephone number")
    person.add_argument("--also", action="append", default=[], metavar="WORD", help="in texts")
    person.add_argument("--export", type=Path, metavar="OUT.json", help="with a .txt beside it")
    person.add_argument("--erase", action="store_true", help="for ever, in every copy")
    person.add_argument("--reason", default="", help="of the erasure; it names nobody")
    person.add_argument(
        "--purge", action="store_true", help="remove backups that hold what was erased"
    )


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", type=day, required=True, metavar="D")
    parser.add_argument("--to", dest="last", type=day, required=True, metavar="D")

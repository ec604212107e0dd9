"""Runs one verb: finds its function, and says its answer or its refusal."""

import argparse
from collections.abc import Callable, Mapping

from scout_app import crashes
from scout_app.cli import (
    addresses,
    answer,
    bookings,
    conflicts,
    desk,
    exchange,
    files,
    free,
    history,
    lists,
    options,
    outside,
    persons,
    productions,
    quotes,
    risks,
    rows,
    sites,
)
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import ScoutError

VERBS: Mapping[str, Callable[[Desk], Answer]] = {
    "new": files.new,
    "check": files.check,
    "backup": files.backup,
    "backups": files.backups,
    "add": rows.add,
    "edit": rows.edit,
    "delete": rows.delete,
    "fields": rows.fields,
    "show": rows.show,
    "lists": lists.lists,
    "search": sites.search,
    "locate": addresses.locate,
    "available": sites.available,
    "hold": bookings.hold,
    "confirm": bookings.confirm,
    "release": bookings.release,
    "decline": bookings.decline,
    "home": bookings.home,
    "close": bookings.close,
    "challenge": options.challenge,
    "answer": options.answer,
    "promote": options.promote,
    "cancel": options.cancel,
    "move": options.move,
    "reopen": options.reopen,
    "rank": options.rank,
    "waiting": options.waiting,
    "risks": risks.risks,
    "quote": quotes.quote,
    "free": free.free,
    "match": productions.match,
    "dossier": productions.dossier,
    "import": outside.bring,
    "export": outside.export,
    "history": history.history,
    "undo": history.undo,
    "send": exchange.send,
    "receive": exchange.receive,
    "conflicts": conflicts.conflicts,
    "settle": conflicts.settle,
    "offices": exchange.offices,
    "person": persons.person,
    "restore": exchange.restore,
}


def run(asked: argparse.Namespace) -> int:
    """Answer a verb; return 0 when it is done, 1 when it is refused."""
    at = desk.of(asked)
    try:
        given = VERBS[asked.verb](at)
    except ScoutError as error:
        return answer.refuse(error, asked.json, at.lang)
    except BrokenPipeError:
        raise
    except Exception as error:
        return answer.fail(crashes.keep(error), asked.json, at.lang)
    return answer.say(given, asked.json)

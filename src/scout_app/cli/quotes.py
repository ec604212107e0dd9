"""quote: what a booking costs, and what its site's ladder makes due when it is cancelled."""

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.office.quotes import Quote
from scout_app.rules.terms import Notices
from scout_app.wording import terms


def quote(desk: Desk) -> Answer:
    """Say what a booking costs, use by use, and what cancelling it would."""
    with desk.catalogue() as store, store.reading() as session:
        booking = office.find.booking(session, desk.asked.booking)
        found = office.quotes.of_booking(session, booking, today=desk.today)
    document = {"booking": str(booking), **_document(found)}
    return Answer(document, tuple(terms.quoted(found, desk.lang)))


def _document(found: Quote) -> dict[str, object]:
    return {
        "lines": [
            {
                "day_type": line.day_type.value, "days": line.days, "rate": line.rate,
                "amount": line.amount,
            }
            for line in found.lines
        ],
        "total": found.total,
        "unknown": [use.value for use in found.unknown],
        "ladder": [{**_notices(step.notices), "percent": step.percent} for step in found.steps],
        "gap": None if found.gap is None else _notices(found.gap),
        "notice_days": found.notice,
        "percent": found.percent,
        "due": found.due,
    }  # fmt: skip


def _notices(found: Notices) -> dict[str, object]:
    return {"from": found.first, "to": found.last}

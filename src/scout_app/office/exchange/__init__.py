"""What offices hand to each other: send, look at, receive, take back; what waits for a decision."""

from scout_app.office.exchange.arbitration import Choice, arbitrate, put_first
from scout_app.office.exchange.audience import is_partner, trust
from scout_app.office.exchange.clashing import (
    contested_bookings,
    contested_options,
    contested_sites,
)
from scout_app.office.exchange.conflicts import Conflict, Side, open_conflicts, waiting
from scout_app.office.exchange.listing import listing
from scout_app.office.exchange.news import Missing, News, news
from scout_app.office.exchange.offices import (
    Identity,
    Peer,
    Receipt,
    confirm_key,
    identity,
    not_yet_seen,
    peers,
    receptions,
)
from scout_app.office.exchange.receiving import Counted, Received, begin, preview, receive
from scout_app.office.exchange.restoring import restore
from scout_app.office.exchange.sending import Sent, send
from scout_app.office.exchange.settling import settle, settle_all
from scout_app.office.exchange.undoing import rehearse, undo_reception

__all__ = [
    "Choice",
    "Conflict",
    "Counted",
    "Identity",
    "Missing",
    "News",
    "Peer",
    "Receipt",
    "Received",
    "Sent",
    "Side",
    "arbitrate",
    "begin",
    "confirm_key",
    "contested_bookings",
    "contested_options",
    "contested_sites",
    "identity",
    "is_partner",
    "listing",
    "news",
    "not_yet_seen",
    "open_conflicts",
    "peers",
    "preview",
    "put_first",
    "receive",
    "receptions",
    "rehearse",
    "restore",
    "send",
    "settle",
    "settle_all",
    "trust",
    "undo_reception",
    "waiting",
]  # fmt: skip

"""challenge, answer, promote, cancel, move, reopen, rank, waiting: the options' life."""

from datetime import date

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.bookings import fate_documents, fate_lines, settled_answer
from scout_app.cli.desk import Desk
from scout_app.cli.sites import period, span
from scout_app.office.requests import Request
from scout_app.wording import numbers, permits
from scout_app.wording.texts import translator


def challenge(desk: Desk) -> Answer:
    """Ask an option that stands before another to confirm or release."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        made = office.challenges.challenge(
            session,
            office.find.booking(session, asked.booking),
            office.find.booking(session, asked.by),
            today=desk.today,
            deadline=asked.deadline,
        )
    said = _("Challenge {challenge}: an answer is due before {instant}.").format(
        challenge=made.challenge, instant=numbers.instant(made.deadline, desk.lang)
    )
    document = {
        "challenge": str(made.challenge),
        "booking": str(made.booking),
        "deadline": made.deadline.isoformat(),
        "others_above": [str(one) for one in made.others_above],
        "changed": [],
    }
    return Answer(document, (said,))


def answer(desk: Desk) -> Answer:
    """Answer a challenge by confirming or releasing."""
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        settled = office.challenges.answer(
            session,
            office.find.of_kind(session, "challenge", asked.challenge),
            asked.confirm,
            today=desk.today,
            reason=asked.release or "",
            rivals=asked.rivals,
        )
    return settled_answer(desk, settled, "confirmed" if asked.confirm else "released")


def promote(desk: Desk) -> Answer:
    """Confirm a promotion, where the office wants that."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        booking = office.find.booking(session, desk.asked.booking)
        office.promotions.promote(session, booking, today=desk.today)
        rank = office.bookings.detail(session, booking, desk.today).rank
    said = _("{booking} is the first option now.").format(booking=booking)
    return Answer({"booking": str(booking), "rank": rank, "changed": []}, (said,))


def cancel(desk: Desk) -> Answer:
    """Cancel a booking that has confirmed days."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        booking = office.find.booking(session, asked.booking)
        ended = office.moves.cancel(session, booking, asked.reason, today=desk.today)
    given = settled_answer(desk, ended.settled, "cancelled")
    lines = list(given.lines)
    if ended.percent is not None:
        due = _("Due by the cancellation ladder, {days} days before: {percent} %.")
        lines.append(due.format(days=ended.notice, percent=ended.percent))
    document = {**given.document, "notice_days": ended.notice, "due_percent": ended.percent}
    return Answer(document, tuple(lines))


def move(desk: Desk) -> Answer:
    """Move a booking to other days, or stretch it."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    wanted = period(asked)
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        moved = office.moves.move(
            session,
            office.find.booking(session, asked.booking),
            wanted,
            today=desk.today,
            rivals=asked.rivals,
        )
    said = _("Moved: {period}.").format(period=numbers.period(wanted, desk.lang))
    if moved.behind:
        said += " " + _("It stands behind the options it met there.")
    document = {
        "booking": str(moved.booking),
        "spans": [span(days) for days in moved.spans],
        "rank": moved.rank,
        "behind": moved.behind,
        "changed": fate_documents(moved.changed),
    }
    return Answer(document, (said, *fate_lines(desk, moved.changed)))


def reopen(desk: Desk) -> Answer:
    """Take up again what was released, relegated or cancelled, or has expired."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        booking = office.find.booking(session, asked.booking)
        held = office.moves.reopen(session, booking, today=desk.today, expires_on=asked.expires)
    said = _("Option of rank {rank}: {booking}.").format(rank=held.rank, booking=held.booking)
    expires = held.expires_on.isoformat() if held.expires_on else None
    return Answer({"booking": str(held.booking), "rank": held.rank, "expires": expires}, (said,))


def rank(desk: Desk) -> Answer:
    """Give an option a rank by hand, with a reason."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        booking = office.find.booking(session, asked.booking)
        place = office.moves.rank(session, booking, asked.place, asked.reason, today=desk.today)
    said = _("Option of rank {rank}: {booking}.").format(rank=place, booking=booking)
    return Answer({"booking": str(booking), "rank": place, "changed": []}, (said,))


def waiting(desk: Desk) -> Answer:
    """Write down what time did, then list the challenges, promotions and requests that wait."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        swept = office.challenges.sweep(session, today=desk.today)
        session.flush()
        running = office.challenges.rows(session)
        pending = office.promotions.pending(session)
        requests = office.requests.waiting(session, desk.today)
    challenged = _("{site}: “{production}” has to answer “{challenger}” before {instant}.")
    promoted = _("{site}: the promotion of “{production}” waits to be confirmed.")
    lines = [
        challenged.format(
            site=row.site,
            production=row.production,
            challenger=row.challenger,
            instant=numbers.instant(row.deadline, desk.lang),
        )
        for row in running
    ] + [promoted.format(site=row.site, production=row.production) for row in pending]
    lines += [
        f"{one.site} — {one.production}: {permits.request(one, desk.today, desk.lang)}"
        for one in requests
    ]
    document = {
        "lapsed": [str(one) for one in swept.lapsed],
        "promoted": [str(one) for one in swept.promoted],
        "challenges": [
            {
                "id": str(row.id),
                "booking": str(row.booking),
                "by": str(row.by),
                "deadline": row.deadline.isoformat(),
            }
            for row in running
        ],
        "promotions": [
            {"id": str(row.id), "booking": str(row.booking), "day": row.day.isoformat()}
            for row in pending
        ],
        "deadlines": [_deadline(one, desk.today) for one in requests],
    }
    return Answer(document, tuple(lines))


def _deadline(one: Request, today: date) -> dict[str, object]:
    return {
        "booking": str(one.booking),
        "restriction": str(one.restriction) if one.restriction else None,
        "title": one.title,
        "authority": one.authority,
        "file_by": one.file_by.isoformat(),
        "late": one.file_by < today,
        "state": one.state.value,
        "permit": str(one.permit) if one.permit else None,
    }

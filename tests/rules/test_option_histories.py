"""Thousands of invented histories of options, held against the laws of the trade."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scout_app.model.values import Availability, Period, State
from scout_app.rules.availability import Closing, Obstacles, day_states
from scout_app.rules.challenges import (
    PARIS,
    Challenge,
    is_in_time,
    lapsed,
    lasts_until,
    objection,
    over_since,
)
from scout_app.rules.holding import ENDS, OVER, WAITING, gained, placed
from scout_app.rules.options import Taken, is_live, order, rank, rival, rivals
from scout_app.rules.promotions import Promoted, by_act, by_expiry
from scout_app.rules.tree import Tree

HISTORIES = int(os.environ.get("SCOUT_HISTORIES", "5000"))
START = datetime(2027, 3, 1, 9, tzinfo=UTC)
SEASON = Period(date(2027, 3, 1), date(2027, 3, 20))
WHOLE, LEFT, RIGHT, SET = SITES = tuple(UUID(int=n) for n in range(1, 5))
TREE = Tree({WHOLE: None, LEFT: WHOLE, RIGHT: WHOLE, SET: LEFT})
RESET = {LEFT: 1}
ACTS = (
    "ask", "ask", "ask", "confirm", "confirm", "release", "move", "reopen", "challenge", "answer",
    "wait", "close", "rank",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(ACTS), *[st.integers(0, 11)] * 3)


@dataclass
class Office:
    """One office's book, changed by acts that the rules may refuse."""

    now: datetime = START
    spans: list[Taken] = field(default_factory=list)
    challenges: list[Challenge] = field(default_factory=list)
    closings: dict[UUID, list[Closing]] = field(default_factory=lambda: defaultdict(list))
    history: set[Promoted] = field(default_factory=set)
    count: int = 100
    FATES: ClassVar = (State.RELEASED, State.RELEGATED)

    @property
    def today(self) -> date:
        return self.now.astimezone(PARIS).date()

    def kin(self, site: UUID) -> list[Taken]:
        among = TREE.kin(site)
        return [self.seen(span) for span in self.spans if span.site_id in among]

    def seen(self, span: Taken) -> Taken:
        """A span as the diary gives it: an option that is challenged lasts until the deadline."""
        running = [c for c in self.challenges if c.booking_id == span.booking_id and not c.outcome]
        if not running:
            return span
        return replace(span, expires_on=lasts_until(span.expires_on, running))

    def of(self, booking: UUID) -> list[Taken]:
        return [span for span in self.spans if span.booking_id == booking]

    def bookings(self) -> list[UUID]:
        return list(dict.fromkeys(span.booking_id for span in self.spans))

    def chosen(self, number: int) -> list[Taken]:
        known = self.bookings()
        return self.of(known[number % len(known)]) if known else []

    def shut(self, site: UUID, period: Period) -> bool:
        return any(
            closing.period.overlaps(period)
            for one in TREE.kin(site)
            for closing in self.closings[one]
        )

    def stopped(self, site: UUID, periods: list[Period], booking: UUID | None = None) -> bool:
        kin, reset = self.kin(site), RESET.get(site, 0)
        return any(
            self.shut(site, one) or rival(one, kin, booking, reset) is not None for one in periods
        )

    def firsts(self) -> dict[UUID, int | None]:
        return {one: rank(one, self.kin(self.of(one)[0].site_id), self.today)
                for one in self.bookings()}  # fmt: skip

    def swap(self, old: list[Taken], new: list[Taken]) -> None:
        gone = list(old)
        self.spans = [span for span in self.spans if span not in gone] + new

    # the acts

    def ask(self, one: int, two: int, three: int) -> None:
        site = SITES[one % 4]
        first = SEASON.first + timedelta(days=two)
        days = Period(first, first + timedelta(days=three % 5))
        periods = [days]
        if three > 6:
            periods.append(Period(days.last + timedelta(days=2), days.last + timedelta(days=3)))
        if self.stopped(site, periods):
            return
        self.count += 1
        expires = self.today + timedelta(days=1 + three)
        self.spans += [
            Taken(UUID(int=self.count), site, period, State.OPTION, self.now, expires,
                  reset=RESET.get(site, 0))
            for period in periods
        ]  # fmt: skip

    def confirm(self, one: int, two: int, three: int) -> None:
        """Confirm all waiting days, or only the first run of them: mixed days in one booking."""
        waiting = [span for span in self.chosen(one) if span.state in WAITING]
        own = waiting[: 1 if two % 3 == 0 else None]
        if not own or self.stopped(own[0].site_id, [s.period for s in own], own[0].booking_id):
            return
        before = self.firsts()
        kin = self.kin(own[0].site_id)
        against = {
            span for mine in own for span in rivals(mine.period, kin, mine.booking_id, self.today)
        }
        losers = [span for span in self.spans if self.seen(span) in against]
        fate = self.FATES[three % 2]
        self.swap(losers, [replace(span, state=fate) for span in losers])
        self.swap(own, [replace(span, state=State.CONFIRMED) for span in own])
        self.note(before, "confirmed", own[0].booking_id)

    def release(self, one: int, _two: int, _three: int) -> None:
        own = [span for span in self.chosen(one) if span.state in ENDS]
        if own:
            before = self.firsts()
            self.swap(own, [replace(span, state=ENDS[span.state]) for span in own])
            self.note(before, "released", own[0].booking_id)

    def move(self, one: int, two: int, three: int) -> None:
        own = self.chosen(one)
        if not own or any(span.state in OVER for span in own):
            return
        first = SEASON.first + timedelta(days=two)
        periods = [span.period for span in own]
        wanted = Period(first, first + timedelta(days=three % 7))
        to = placed(periods, wanted)
        if to is None or self.stopped(own[0].site_id, list(to), own[0].booking_id):
            return
        kin, booking = self.kin(own[0].site_id), own[0].booking_id
        met = [r for days in gained(periods, to) for r in rivals(days, kin, booking, self.today)]
        if met and any(span.state is State.CONFIRMED for span in own):
            return
        asked = self.now if met else own[0].asked_at
        before = self.firsts()
        ordered = sorted(own, key=lambda span: span.period)
        pairs = zip(ordered, sorted(to), strict=True)
        new = [replace(span, period=to, asked_at=asked) for span, to in pairs]
        self.swap(own, new)
        self.note(before, "moved", booking)

    def reopen(self, one: int, _two: int, three: int) -> None:
        own = [span for span in self.chosen(one) if span.state in OVER]
        if own and not self.stopped(own[0].site_id, [s.period for s in own], own[0].booking_id):
            booking, expires = own[0].booking_id, self.today + timedelta(days=three)
            every = self.of(booking)
            self.swap(every, [
                replace(span, asked_at=self.now, expires_on=expires, rank_override=None,
                        state=State.OPTION if span.state in OVER else span.state)
                for span in every
            ])  # fmt: skip

    def challenge(self, one: int, two: int, three: int) -> None:
        by, other = self.chosen(one), self.chosen(two)
        if not by or not other:
            return
        kin = self.kin(by[0].site_id)
        if objection(other[0].booking_id, by[0].booking_id, kin, self.today) is None:
            deadline = self.now + timedelta(hours=6 * (three + 1))
            if not is_in_time(deadline, self.today):
                return
            self.challenges.append(Challenge(other[0].booking_id, by[0].booking_id, deadline))

    def answer(self, one: int, two: int, three: int) -> None:
        running = [c for c in self.challenges if not c.outcome]
        if not running:
            return
        found = running[one % len(running)]
        known = self.bookings().index(found.booking_id)
        (self.confirm if two % 2 else self.release)(known, 1, three)
        at = self.challenges.index(found)
        self.challenges[at] = replace(found, outcome="confirmed" if two % 2 else "released")

    def wait(self, one: int, _two: int, _three: int) -> None:
        """Time goes by, then the sweep at the start of a day."""
        confirmed = [span for span in self.spans if span.state is State.CONFIRMED]
        states = [span.state for span in self.spans]
        before = self.firsts()
        self.now += timedelta(hours=5 * (one + 1))
        for at, found in enumerate(self.challenges):
            if lapsed(found, self.now):
                own = self.of(found.booking_id)
                late = [replace(s, expires_on=min(s.expires_on or date.max, over_since(found)))
                        for s in own]  # fmt: skip
                self.swap(own, late)
                self.challenges[at] = replace(found, outcome="lapsed")
        assert sorted(states) == sorted(span.state for span in self.spans)
        assert {(s.booking_id, s.period) for s in confirmed} == {
            (s.booking_id, s.period) for s in self.spans if s.state is State.CONFIRMED
        }, "the passing of time confirmed or unmade a booking"
        self.swept(before)

    def close(self, one: int, two: int, three: int) -> None:
        site, first = SITES[one % 4], SEASON.first + timedelta(days=two)
        days = Period(first, first + timedelta(days=three % 3))
        if self.closings[site] and three % 2:
            self.closings[site].pop()
        elif rival(days, self.kin(site)) is None:
            self.closings[site].append(Closing(days, "travaux"))

    def rank(self, one: int, two: int, _three: int) -> None:
        own = self.chosen(one)
        before = self.firsts()
        self.swap(own, [replace(span, rank_override=two % 4 + 1) for span in own])
        if own:
            self.note(before, "ranked", own[0].booking_id)

    # the history of promotions

    def note(self, before: dict[UUID, int | None], act: str, of: UUID) -> None:
        for booking, place in self.firsts().items():
            if place == 1 and (before.get(booking) or 1) > 1:
                self.history.add(by_act(booking, act, of, self.today))

    def swept(self, before: dict[UUID, int | None]) -> None:
        """Every option that time made the first is in the history, and only such."""
        for booking, place in self.firsts().items():
            found = by_expiry(booking, self.kin(self.of(booking)[0].site_id), self.today)
            if place == 1 and (before.get(booking) or 1) > 1:
                assert found is not None, "a promotion by expiry went unseen"
            if found:
                assert place == 1
                self.history.add(found)

    # the laws

    def hold_the_laws(self, *sites: UUID) -> None:
        confirmed = [span for span in self.spans if span.state is State.CONFIRMED]
        for at, one in enumerate(confirmed):
            for other in confirmed[at + 1 :]:
                if one.booking_id != other.booking_id and other.site_id in TREE.kin(one.site_id):
                    assert not one.period.overlaps(other.period), "two confirmed on the same days"
                    assert not one.kept.overlaps(other.period), "no days were left to reset"
        for site in sites:
            self.ranked_without_holes(site)

    def ranked_without_holes(self, site: UUID) -> None:
        kin = self.kin(site)
        waiting = [s for s in kin if s.state in WAITING and is_live(s, self.today)]
        for day in SEASON:
            there = {span.booking_id for span in waiting if day in span.period}
            line = order(day, waiting)
            assert sorted(line) == sorted(there), "a rank is missing or given twice"
        shut = tuple(c for one in TREE.kin(site) for c in self.closings[one])
        states = day_states(SEASON, Obstacles(kin, shut), self.today)
        for day, state in zip(SEASON, states, strict=True):
            held = any(s.state is State.CONFIRMED and day in s.kept for s in kin)
            assert (state is Availability.CLOSED) == any(day in one.period for one in shut)
            assert not held or state in (Availability.TAKEN, Availability.CLOSED)

    def restores(self, number: int) -> None:
        """Releasing a booking and entering it again as it was leaves every line as it was."""
        own = self.chosen(number)
        before, spans = self.lines(), list(self.spans)
        self.swap(own, [replace(s, state=ENDS.get(s.state, s.state)) for s in own])
        gone = {span.booking_id for span in own}
        if all(span.rank_override is None for span in spans):
            assert self.lines() == [tuple(b for b in line if b not in gone) for line in before]
        self.swap(self.of(own[0].booking_id) if own else [], own)
        assert self.lines() == before
        self.spans = spans

    def lines(self) -> list[tuple[UUID, ...]]:
        waiting = [s for s in self.kin(WHOLE) if s.state in WAITING and is_live(s, self.today)]
        return [order(day, waiting) for day in SEASON]


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=4, max_size=12))
def test_no_history_of_options_breaks_a_law(steps: list[tuple[str, int, int, int]]) -> None:
    office = Office()
    for turn, (act, *how) in enumerate(steps):
        office.now += timedelta(minutes=1)
        before, known = office.firsts(), len(office.history)
        getattr(office, act)(*how)
        office.hold_the_laws(SITES[turn % 4])
        rose = [
            b for b, place in office.firsts().items() if place == 1 and (before.get(b) or 1) > 1
        ]
        assert not rose or len(office.history) > known or all(
            any(p.booking_id == b for p in office.history) for b in rose
        ), "a promotion is not in the history"  # fmt: skip
    office.hold_the_laws(*SITES)
    office.restores(len(steps))

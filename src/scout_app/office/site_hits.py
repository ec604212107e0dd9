"""What a typed text finds among the sites, in the order in which an officer looks for it.

A site is found when its name begins so, when every word begins a word of its name, or when the
text index holds every word. In that order they come, and by name within each.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy.orm import Session

from scout_app.store import search as text_search
from scout_app.wording.values import folded

if TYPE_CHECKING:
    from scout_app.office.site_columns import Columns, Flags, Places

_KEPT = 8
"""Texts of which all that they found is kept: ticking a facet must not ask the index again."""


@dataclass(frozen=True, slots=True)
class _Named:
    """The names that match: those that begin so are a slice of the order, the others flags."""

    beginning: slice
    words: "Flags"


def all_of(session: Session, known: "Columns", typed: str) -> "Places":
    """Return every site that a text finds."""
    wanted = folded(typed)
    if wanted not in known.hits:
        while len(known.hits) >= _KEPT:
            known.hits.pop(next(iter(known.hits)), None)
        known.hits[wanted] = _ranked(known, _named(known, wanted), _indexed(session, known, typed))
    return known.hits[wanted]


def first_of(session: Session, known: "Columns", typed: str, cap: int) -> "tuple[Places, bool]":
    """Return the first sites that a text finds, as many as `cap`, and whether there are more.

    Names come from memory, exactly in their order however many match. Of the sites that only hold
    the words elsewhere, when there are more of them, it takes those that were entered first. A
    text of which all is known already gives all.
    """
    wanted = folded(typed)
    if (whole := known.hits.get(wanted)) is not None:
        return whole, False
    named = _named(known, wanted)
    start, stop = named.beginning.start, named.beginning.stop
    beginning = known.by_name[start : min(stop, start + cap)]
    if stop - start > cap:
        return beginning, True
    order = known.order[np.flatnonzero(named.words & known.stands)]
    order = order[(order < start) | (order >= stop)]
    room = cap - len(beginning)
    if len(order) > room:
        order = np.partition(order, room)[:room]
        return np.concatenate((beginning, known.by_name[np.sort(order)])), True
    numbers, more = text_search.numbers(session.connection(), typed, cap)
    found = _ranked(known, named, known.places(numbers))
    return found[:cap], more or len(found) > cap


def _named(known: "Columns", wanted: str) -> _Named:
    words = np.ones(len(known), dtype=bool)
    for word in wanted.split():
        words &= known.words.begins(word, len(known))
    return _Named(known.beginning(wanted), words)


def _indexed(session: Session, known: "Columns", typed: str) -> "Places":
    return known.places(text_search.numbers(session.connection(), typed)[0])


def _ranked(known: "Columns", named: _Named, indexed: "Places") -> "Places":
    """Join what names and the index found, the best first."""
    beginning = known.by_name[named.beginning]
    flags = named.words.copy()
    flags[indexed] = True
    flags[beginning] = True
    places = np.flatnonzero(flags & known.stands)
    rank = np.where(named.words[places], 1, 2)
    order = known.order[places].astype(np.int64)
    start, stop = named.beginning.start, named.beginning.stop
    rank[(order >= start) & (order < stop)] = 0
    # Sorted as one number each, which numpy does many times faster than by two keys.
    turns = np.sort(rank * len(known) + order)
    return known.by_name[turns % max(len(known), 1)]

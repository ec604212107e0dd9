"""How days held look on a printed calendar: a colour, a pattern and a letter for each state."""

from collections.abc import Iterator, Mapping

from reportlab.lib.colors import HexColor, white

from scout_app.dossier import calendar, styles
from scout_app.dossier.patterns import Look
from scout_app.dossier.planning_content import Bar
from scout_app.model.values import Availability, State
from scout_app.wording import reasons
from scout_app.wording.texts import translator

_LOOKS: Mapping[State, Look] = {
    State.OPTION: calendar.LOOKS[Availability.OPTIONED],
    State.AWAITING_HOME: Look(HexColor("#e9e1f8"), HexColor("#35205f"), HexColor("#bda8e6"), "\\"),
    State.CONFIRMED: calendar.LOOKS[Availability.TAKEN],
    State.RELEGATED: Look(HexColor("#f6f0e0"), HexColor("#4d3d14"), HexColor("#cdb983"), "|"),
}
_EMPTY = Look(white, styles.MUTED)
"""Of what does not hold the days itself: an option that ran out, a hold on the whole or a part."""
CLOSED = calendar.LOOKS[Availability.CLOSED]
RISKY = calendar.LOOKS[Availability.AT_RISK]
_LETTERS: Mapping[State, str] = {
    State.OPTION: "O",
    State.AWAITING_HOME: "A",
    State.CONFIRMED: "C",
    State.RELEGATED: "R",
}
CLOSED_LETTERS = {"fr": "F", "en": "X"}
RISKY_LETTER = "!"
_EXPIRED, _ELSEWHERE, _UNDECIDED = "E", "=", "?"


def look(bar: Bar) -> Look:
    """Return how a bar is filled."""
    return _EMPTY if bar.expired or bar.elsewhere else _LOOKS[bar.state]


def letter(bar: Bar) -> str:
    """Return what stands on a bar however short: its state, its rank, a question when contested."""
    state = _EXPIRED if bar.expired else _LETTERS[bar.state]
    rank = str(bar.rank) if bar.rank and state == "O" else ""
    return f"{_ELSEWHERE * bar.elsewhere}{state}{rank}{_UNDECIDED * bar.contested}"


def legend(lang: str) -> Iterator[tuple[Look, str, str]]:
    """Go through what the letters mean."""
    _ = translator(lang).gettext
    for state, found in _LOOKS.items():
        sign = "O1" if state is State.OPTION else _LETTERS[state]
        yield found, sign, reasons.state(state, lang)
    yield _EMPTY, _EXPIRED, _("Expired option")
    yield _EMPTY, _ELSEWHERE, _("Held on the whole or a part")
    yield _LOOKS[State.CONFIRMED], f"C{_UNDECIDED}", _("Subject to a decision")
    yield CLOSED, CLOSED_LETTERS[lang], reasons.availability(Availability.CLOSED, lang)
    yield RISKY, RISKY_LETTER, reasons.availability(Availability.AT_RISK, lang)

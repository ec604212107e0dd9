"""Where a text names somebody: by name whatever the accents, by e-mail, by telephone however
written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

GONE = "[…]"
"""What stands where somebody was named."""
_DIGITS = 9
"""The last digits of a number, which its country code and its leading zero do not change."""
_TELEPHONE = re.compile(r"\+?\d(?:[\s.\-/()]{0,3}\d){8,14}")


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the text holds one of the words, from and to, in order, touching ones joined."""
    found = sorted(span for word in words for span in _of(text, word))
    joined: list[tuple[int, int]] = []
    for first, last in found:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def redacted(text: str, words: Iterable[str]) -> str:
    """Return the text with `GONE` for each of the words."""
    left, at = [], 0
    for first, last in spans(text, words):
        left.append(text[at:first] + GONE)
        at = last
    return "".join([*left, text[at:]])


def _of(text: str, word: str) -> Iterator[tuple[int, int]]:
    digits = _number(word)
    if digits:
        for match in _TELEPHONE.finditer(text):
            if _number(match.group()) == digits:
                yield match.span()
        return
    wanted = _folded(word.strip())[0]
    if not wanted:
        return
    said, places = _folded(text)
    for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", said):
        yield places[match.start()], places[match.end() - 1] + 1


def _number(text: str) -> str:
    """Return what identifies a telephone number; "" for any other text."""
    digits = "".join(sign for sign in text if sign.isdecimal())
    is_one = _TELEPHONE.fullmatch(text.strip()) is not None
    return digits[-_DIGITS:] if is_one else ""


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text without case and accents, and where each of its signs stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(part):
                signs.append(part)
                places.append(place)
    return "".join(signs), places

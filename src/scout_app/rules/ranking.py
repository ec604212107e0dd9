"""The order of rows that people move by hand: a text that sorts between its neighbours'.

Moving one row writes one row only, so two offices that move different rows do not collide.
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def between(before: str | None, after: str | None) -> str:
    """Return a rank that sorts after `before` and before `after`; None is an open end.

    Ranks are compared as plain text and never end in the lowest digit, so that there is always
    room in front of one. Raises ValueError when `before` does not come first.
    """
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError(f"no rank between {low!r} and {high!r}")
    made = ""
    while True:
        place = len(made)
        least = _DIGITS.index(low[place]) if place < len(low) else 0
        most = _DIGITS.index(high[place]) if high is not None and place < len(high) else 62
        if most - least > 1:
            # At the open end a small step keeps the ranks of a long list short.
            step = 1 if high is None and low else (most - least) // 2
            return made + _DIGITS[least + step]
        made += _DIGITS[least]
        if most > least:
            high = None

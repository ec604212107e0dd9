"""Refusals as sentences in the window's language."""

from scout_app.errors import ScoutError
from scout_app.ui import texts


def sentence(error: ScoutError) -> str:
    """Return what was refused, who stands in the way and what to do next."""
    # On first use: the words of the catalogue's fields come with the database's libraries.
    from scout_app.wording import errors

    return errors.explain(error, texts.language())

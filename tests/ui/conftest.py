"""Every test of the window begins in French, as the window does."""

import pytest

from scout_app.ui import texts


@pytest.fixture(autouse=True)
def _french() -> None:
    """Order and words depend on the language: none is left over from another test."""
    texts.set_language("fr")

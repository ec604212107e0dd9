"""What is refused is said in a sentence of its own."""

from pathlib import Path

import pytest

from scout_app.errors import FileTrouble, Refused
from scout_app.wording.errors import explain


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_refused_of_pictures_is_said(lang: str) -> None:
    facts = (
        FileTrouble(Path("vide"), "no_pictures"),
        Refused("no_site_near", "a.jpg"),
        Refused("not_a_pair"),
        Refused("series_unnamed"),
    )
    said = [explain(fact, lang) for fact in facts]
    assert len(set(said)) == len(facts)
    assert "vide" in said[0]
    assert "a.jpg" in said[1]

"""Whatever is typed is printed as it was typed, or as □ where the fonts lack a sign."""

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

import scout_app.dossier
from scout_app.dossier import styles, text
from scout_app.dossier.content import Block, Line
from scout_app.dossier.press import REGULAR

if TYPE_CHECKING:
    from tests.dossier.conftest import Press

HOSTILE = (
    "<b>unclosed",
    "</para>",
    '<img src="file:///etc/hostname">',
    '<img src="http://example.org/a.png"/>',
    '<a href="javascript:alert(1)">x</a>',
    "<font color=\"[[[getattr(pow, Word('__globals__'))]]]\">x</font>",
    "&lt;b&gt; &amp; &#0; &unknown;",
    "<!-- <![CDATA[ ]]> <?xml?>",
    "<super>1</super><br/><link>",
    "%s {0} {day} %(x)s \\n",
    "l’île « Nº 4 » № 12 — œuvre",
)


def squeezed(said: str) -> str:
    """Leave out blanks, and the signs at which a reader may see a line end."""
    return re.sub(r"[\s\u00a0\ufffe\u00ad-]+", "", said)


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_is_printed_literally(press: "Press", name: str) -> None:
    line = Line(name, name, (), (name,))
    sheet = replace(
        press.site(),
        title=name, kind=name, place_line=name, reference=name, credits=(name,), sources=(name,),
        unknowns=(name,), warnings=(name,), blocks=(Block(name, (line,), name),),
    )  # fmt: skip
    made = replace(press.with_site(sheet), title=name, subtitle=name, office=name, production=name)
    found = press.prints(made)
    assert squeezed("".join(found.pages)).count(squeezed(name)) >= 12
    targets = re.findall(rb"/URI \(([^)]*)", found.data)
    assert [target for target in targets if not target.startswith(b"http")] == []
    assert len(re.findall(rb"/(JavaScript|JS|Launch|EmbeddedFile)\b", found.data)) == 0


@pytest.mark.parametrize(
    "name",
    [
        "\x00\x01\x1f\x7f\x85",
        "\ud800 lone \udfff",
        "🎬🎥👩‍🎬🏳️‍🌈" * 20,
        "שלום عليكم \u202eevil\u202c",
        "M" * 200,
        "a" * 5000,
        "Z̴̡͓a̵l̸g̷o̶" * 40,
        "\u2028\u2029\u200b\ufeff",
        "名前" * 120,
        " \n\t ",
        "",
        "Une salle très longue aux boiseries du dix-septième siècle " * 4,
    ],
)
def test_no_sign_stops_the_press(press: "Press", name: str) -> None:
    line = Line(name, name, (1,), (name,))
    sheet = replace(
        press.site(),
        title=name, kind=name, place_line=name, reference=name, credits=(name,), sources=(name,),
        unknowns=(name,), warnings=(name,), blocks=(Block(name, (line,), name),),
    )  # fmt: skip
    made = replace(
        press.with_site(sheet), title=name, subtitle=name, office=name, production=name,
        watermark=name, confidentiality=name, data_as_of=name,
    )  # fmt: skip
    assert press.prints(made).pages[0]
    two = replace(press.dossier("en", 2), sheets=(sheet, sheet))
    assert press.prints(two).pages[0]


def test_the_strings_that_break_programs_do_not_break_the_press(
    press: "Press", fixtures: Path
) -> None:
    source = fixtures / "06-hostile" / "strings" / "blns.json"
    if not source.is_file():
        pytest.skip("the list of hostile strings is not beside this checkout")
    strings = json.loads(source.read_text(encoding="utf-8"))
    lines = tuple(Line(said, said, (), (said,)) for said in strings)
    found = press.prints(press.with_site(replace(press.site(), blocks=(Block("x", lines),))))
    shown = squeezed("".join(found.pages))
    for said in strings:
        if said.isascii() and said.isprintable():
            assert squeezed(said) in shown


def test_random_texts_are_set_without_an_error() -> None:
    drawn = random.Random(20270301)
    signs = [*"<>&\"'/=;#%\\{}[]()\n\t\r\x00 ab", "é", "\u202f", "\u00a0", "🎬", "\ud801", "̈"]
    for _ in range(10_000):
        said = "".join(drawn.choices(signs, k=drawn.randint(0, 24)))
        assert text.height(text.para(said, styles.VALUE, notes=(1,), links=True), 120) >= 0


def test_only_addresses_of_the_web_can_be_clicked(press: "Press") -> None:
    sources = (
        "Voir https://example.org/a?b=1&c=<2>, et plus",
        "javascript:alert(1)",
        "file:///etc/hostname",
        "www.example.org",
    )
    data = press.prints(press.with_site(replace(press.site(), sources=sources))).data
    assert re.findall(rb"/URI \(([^)]*)\)", data) == [b"https://example.org/a?b=1&c="]


def test_signs_that_no_font_draws_become_a_square() -> None:
    assert text.plain("Quai 🎬 名") == "Quai □ □"
    assert text.plain("２ ㎡") == "2 m2"
    assert text.plain("a\u200bb\u202ec") == "abc"
    assert text.plain("12\u202f345\u00a0m") == "12\u00a0345\u00a0m"


def test_a_line_that_is_too_long_ends_in_dots() -> None:
    cut = text.fitted("Studio de l’Anse et de ses dépendances", REGULAR, 10, 80)
    assert cut.endswith("…")
    assert cut[:-1] == "Studio de l’Anse et de ses dépendances"[: len(cut) - 1]
    assert stringWidth(cut, REGULAR, 10) <= 80
    assert text.fitted("Anse", REGULAR, 10, 80) == "Anse"


def test_only_one_door_leads_to_markup() -> None:
    folder = Path(scout_app.dossier.__file__).parent
    makers = [
        path.name
        for path in folder.glob("*.py")
        if re.search(r"\b(Paragraph|XPreformatted)\(", path.read_text("utf-8"))
    ]
    assert makers == ["text.py"]
    assert (folder / "text.py").read_text("utf-8").count("Paragraph(") == 1

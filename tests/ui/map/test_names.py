"""Names give way to signs and to names before them; the chosen one is always written."""

import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from scout_app.ui.map.names import Name, Rect, Side, Style, Writer

WHOLE: Rect = (0, 0, 400, 300)


@pytest.fixture
def style(qtbot: QtBot) -> Style:
    return Style(QFont(), QColor("black"), QColor("white"))


def written(names: list[Name], taken: list[Rect] | None = None) -> list[str]:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    found = Writer(1.0).write(painter, names, WHOLE, taken or [])
    painter.end()
    return found


def at(text: str, style: Style, x: float, y: float, *sides: Side, anyway: bool = False) -> Name:
    return Name(text, style, (x, y, x, y), sides or (Side.MIDDLE,), anyway)


def test_the_first_of_two_names_on_one_place_is_written(style: Style) -> None:
    assert written([at("Marseille", style, 200, 150), at("Allauch", style, 205, 152)]) == [
        "Marseille"
    ]


def test_a_name_takes_another_side_where_a_sign_stands(style: Style) -> None:
    in_the_way: list[Rect] = [(205, 140, 399, 160)]
    assert written([at("Aix", style, 200, 150, Side.RIGHT)], in_the_way) == []
    assert written([at("Aix", style, 200, 150, Side.RIGHT, Side.LEFT)], in_the_way) == ["Aix"]


def test_a_name_is_never_cut_by_the_edge(style: Style) -> None:
    assert written([at("Châteauneuf-les-Martigues", style, 395, 150)]) == []


def test_the_chosen_name_is_written_anyway(style: Style) -> None:
    assert written([at("Aix", style, 200, 150, anyway=True)], [WHOLE]) == ["Aix"]


def test_the_chosen_name_stays_in_view_where_it_can(style: Style) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    name = at("Studio", style, 396, 150, Side.RIGHT, Side.LEFT, anyway=True)
    Writer(1.0).write(painter, [name], WHOLE, [WHOLE])
    painter.end()
    dark = [x for x in range(300, 390) if image.pixelColor(x, 150).lightness() < 120]
    assert dark


def test_a_name_offered_at_several_places_is_written_once(style: Style) -> None:
    sea = [Name("Mer", style, (x, 50, x, 50), once=True) for x in (60, 300)]
    assert written(sea) == ["Mer"]
    assert written(sea, [(0, 0, 150, 100)]) == ["Mer"]


def test_hundreds_of_names_find_their_place(style: Style) -> None:
    names = [at(f"{n}", style, 24 + 44 * (n % 9), 18 + 33 * (n // 9 % 8)) for n in range(600)]
    assert written(names) == [f"{n}" for n in range(72)]

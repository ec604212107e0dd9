"""Light and dark: the scheme asked for, text that can be read, states told apart without colour."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAction, QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from scout_app.model.choices import LOCATION_KIND, SITE_KIND
from scout_app.model.values import Availability, State
from scout_app.paths import bundled
from scout_app.ui import icons, looks, texts, theme
from scout_app.wording.texts import LANGUAGES

Role = QPalette.ColorRole
BOTH = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
STATES: list[State | Availability] = [*State, *Availability]


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    """Give the language and the colours back to the other tests."""
    spoken, colours, scheme = texts.language(), qapp.palette(), qapp.property("scheme")
    yield
    texts.set_language(spoken)
    qapp.setPalette(colours)
    qapp.setProperty("scheme", scheme)


def colour_of(icon_image: QImage) -> QColor:
    """The colour of the fullest pixel."""
    found = (icon_image.pixelColor(x, y) for x in range(20) for y in range(20))
    return max(found, key=QColor.alpha)


def same(one: QColor, other: QColor) -> bool:
    return one.rgb() == other.rgb()


def pixels(image: QImage) -> bytes:
    return bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())


# -- palettes ------------------------------------------------------------------------------------


def test_the_contrast_of_black_and_white_is_the_standards() -> None:
    assert theme.contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)
    assert theme.contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.005)


@BOTH
@pytest.mark.parametrize(
    ("text", "behind"),
    [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.Text, Role.AlternateBase),
        (Role.ButtonText, Role.Button),
        (Role.HighlightedText, Role.Highlight),
        (Role.ToolTipText, Role.ToolTipBase),
        (Role.PlaceholderText, Role.Base),
        (Role.Link, Role.Base),
        (Role.Link, Role.Window),
        (Role.LinkVisited, Role.Base),
    ],
)
def test_text_can_be_read(dark: bool, text: Role, behind: Role) -> None:
    palette = theme.palette(dark)
    assert theme.contrast(palette.color(text), palette.color(behind)) >= theme.READABLE


@BOTH
@pytest.mark.parametrize("tone", [theme.quiet, theme.bad, theme.warn, theme.good])
@pytest.mark.parametrize("behind", [Role.Base, Role.AlternateBase, Role.Window])
def test_quiet_and_warning_texts_can_be_read(dark: bool, tone: object, behind: Role) -> None:
    assert callable(tone)
    palette = theme.palette(dark)
    assert theme.contrast(tone(palette), palette.color(behind)) >= theme.READABLE


@BOTH
def test_the_accent_can_be_seen(dark: bool) -> None:
    palette = theme.palette(dark)
    assert theme.contrast(palette.color(Role.Accent), palette.color(Role.Base)) >= theme.VISIBLE
    assert theme.is_dark(palette) == dark


def test_the_scheme_asked_for_is_worn_and_can_be_changed(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert theme.is_dark(qapp.palette())
    theme.apply(qapp, "light")
    assert not theme.is_dark(qapp.palette())
    theme.apply(qapp, "dark")
    theme.apply(qapp, "system")
    desktop_is_dark = qapp.styleHints().colorScheme().name == "Dark"
    assert theme.is_dark(qapp.palette()) == desktop_is_dark


def test_a_share_of_another_colour_is_blended_in() -> None:
    black, white = QColor("black"), QColor("white")
    assert same(theme.blend(black, white, 0.0), black)
    assert same(theme.blend(black, white, 1.0), white)
    assert theme.blend(black, white, 0.2).red() == 51


# -- states and kinds ----------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("state", STATES)
def test_the_words_on_a_state_can_be_read_on_its_fill_and_its_hatching(
    dark: bool, state: State | Availability
) -> None:
    look = looks.hold(state, theme.palette(dark))
    assert theme.contrast(look.ink, look.fill) >= theme.READABLE
    assert theme.contrast(look.ink, look.hatch) >= theme.READABLE


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("states", [list(State), list(Availability)])
def test_states_are_told_apart_without_their_colours(
    lang: str, states: list[State | Availability]
) -> None:
    texts.set_language(lang)
    shown = [looks.hold(state, theme.palette(dark=False)) for state in states]
    assert len({look.letter for look in shown}) == len(states)
    assert len({look.pattern for look in shown}) == len(states)


def test_a_closed_site_has_the_letter_of_the_language() -> None:
    texts.set_language("fr")
    assert looks.hold(Availability.CLOSED, theme.palette(dark=False)).letter == "F"
    texts.set_language("en")
    assert looks.hold(Availability.CLOSED, theme.palette(dark=False)).letter == "X"


@BOTH
def test_no_two_states_are_painted_alike(qtbot: QtBot, dark: bool) -> None:
    palette = theme.palette(dark)
    for states in (list(State), list(Availability)):
        assert len({painted(state, palette) for state in states}) == len(states)


def painted(state: State | Availability, palette: QPalette) -> bytes:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(palette.color(Role.Base))
    painter = QPainter(image)
    looks.hold(state, palette).paint(painter, QRectF(0, 0, 40, 20), 3.0)
    painter.end()
    return pixels(image)


def test_a_swatch_is_as_high_as_asked(qtbot: QtBot) -> None:
    swatch = looks.hold(State.OPTION, theme.palette(dark=False)).swatch(24)
    assert swatch.deviceIndependentSize().toTuple() == (36.0, 24.0)


@BOTH
@pytest.mark.parametrize(
    ("kind", "setting"),
    [*((kind, None) for kind in SITE_KIND), *(("location", setting) for setting in LOCATION_KIND)],
)
def test_a_kind_can_be_seen_and_has_its_icon(dark: bool, kind: str, setting: str | None) -> None:
    palette = theme.palette(dark)
    look = looks.kind(kind, setting, palette)
    assert theme.contrast(look.colour, palette.color(Role.Base)) >= theme.VISIBLE
    assert theme.contrast(look.colour, palette.color(Role.Window)) >= theme.VISIBLE
    assert (bundled("resources") / "icons" / f"{look.icon}.svg").is_file()


def test_a_kind_that_an_office_made_up_is_still_marked() -> None:
    look = looks.kind("submarine", None, theme.palette(dark=False))
    assert look.icon == "map-pin"


# -- icons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (bundled("resources") / "icons").glob("*.svg"))
)
def test_every_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot, name: str) -> None:
    red = QColor("#c02020")
    image = icons.icon(name, theme.palette(dark=False), red).pixmap(20, 20).toImage()
    drawn = colour_of(image)
    assert drawn.alpha() > 200
    assert abs(drawn.red() - red.red()) < 8
    assert abs(drawn.green() - red.green()) < 8


def test_an_icon_that_does_not_exist_is_a_bug(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon", theme.palette(dark=False))


def test_a_dressed_button_and_action_change_with_the_palette(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    button = QPushButton(window)
    action = QAction(window)
    bare = QPushButton(window)
    window.show()
    for dark in (False, True):
        palette = theme.palette(dark)
        QApplication.setPalette(palette)
        window.setPalette(palette)
        if not dark:
            icons.dress(button, "search")
            icons.dress(action, "plus")
        icons.redress(window)
        wanted = palette.color(Role.ButtonText)
        for target in (button, action):
            drawn = colour_of(target.icon().pixmap(20, 20).toImage())
            assert abs(drawn.lightness() - wanted.lightness()) < 8
    assert bare.icon().isNull()


# -- the language --------------------------------------------------------------------------------


def test_qts_own_buttons_speak_the_windows_language(qtbot: QtBot) -> None:
    texts.set_language("fr")
    assert cancel(qtbot) == "Annuler"
    texts.set_language("en")
    assert cancel(qtbot) == "Cancel"


def cancel(qtbot: QtBot) -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    return box.buttons()[0].text().replace("&", "")


def test_a_language_that_scout_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="tlh"):
        texts.set_language("tlh")
    assert texts.language() in LANGUAGES

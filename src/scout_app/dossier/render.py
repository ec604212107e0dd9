"""A dossier → a PDF file, written beside its place and then put there."""

from collections.abc import Callable
from pathlib import Path

from scout_app.dossier import comparison, cover, ground, press, sheet, styles
from scout_app.dossier.content import Dossier
from scout_app.dossier.page import Paper, Standing
from scout_app.dossier.text import plain
from scout_app.dossier.view import drawable
from scout_app.wording.texts import translator


def _no_step(_done: float) -> None:
    return


def write(dossier: Dossier, path: Path, step: Callable[[float], None] = _no_step) -> press.Printed:
    """Print a dossier; `step` is told the part done, 0 to 1, and may raise Cancelled.

    Raises OSError when the disk refuses; what stood at the path then stays.
    """
    return press.put(path, lambda part: _print(dossier, part, step))


def _print(dossier: Dossier, part: Path, step: Callable[[float], None]) -> int:
    step(0.0)
    canvas = press.canvas(part, styles.PAGE, _about(dossier))
    if drawable(one.place for one in dossier.sheets):
        ground.define(canvas)
    paper = Paper(canvas, dossier.language, _standing(dossier))
    cover.lay(paper, dossier)
    several = len(dossier.sheets) > 1
    for number, one in enumerate(dossier.sheets, start=1):
        sheet.lay(paper, dossier, one, number if several else 0, cover.key(number))
        step(number / (len(dossier.sheets) + 1))
    if several and dossier.comparison:
        comparison.lay(paper, dossier.comparison)
    pages = paper.close()
    canvas.save()
    step(1.0)
    return pages


def _about(dossier: Dossier) -> press.About:
    subject = " · ".join(text for text in (dossier.subtitle, dossier.production) if text)
    return press.About(
        plain(dossier.title),
        plain(dossier.office),
        plain(subject),
        press.LANGUAGES[dossier.language],
        dossier.made_on,
    )


def _standing(dossier: Dossier) -> Standing:
    _ = translator(dossier.language).gettext
    as_of = _("Data as of {day}").format(day=dossier.data_as_of) if dossier.data_as_of else ""
    first = " · ".join(text for text in (dossier.office, as_of) if text)
    lines = (first, dossier.confidentiality)
    return Standing(tuple(text for text in lines if text), dossier.watermark)

"""One frame of the calendar beside the same bars in pyqtgraph, and the time a drag takes.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python tests/bench/calendar_frames.py [SITES [BARS]]
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from scout_app.model.values import DayType, Period, State
from scout_app.office.calendar import Bar, CalendarRow, Picture
from scout_app.office.sites import SiteRow
from scout_app.ui import theme
from scout_app.ui.calendar.grid import Grid
from scout_app.ui.calendar.picture import LANE, Scene, Strip

FIRST = date(2027, 1, 1)
DAYS = 365
SIZE = (1200, 800)
FRAMES = 30
BRUSHES = {State.OPTION: "#ffe5a8", State.CONFIRMED: "#1f5d94", State.RELEGATED: "#f3ead3"}


def invented(sites: int, count: int) -> Picture:
    """Share the bars out over the sites and the year, three states and some contested."""
    dice = random.Random(1)
    bars: list[list[Bar]] = [[] for _ in range(sites)]
    for n in range(count):
        first = FIRST + timedelta(days=dice.randrange(DAYS - 6))
        days = Period(first, first + timedelta(days=dice.randrange(6)))
        state = dice.choice(list(BRUSHES))
        rank = 1 if state is State.OPTION else None
        contested = state is State.CONFIRMED and not n % 50
        bars[n % sites].append(
            Bar(UUID(int=n), UUID(int=n), days, state, DayType.SHOOT, UUID(int=1), "Le Phare",
                "Camille Roux", "Mission cinéma", rank, None, False, contested)
        )  # fmt: skip
    rows = [_row(n, own) for n, own in enumerate(bars)]
    return Picture(Period(FIRST, FIRST + timedelta(days=DAYS - 1)), tuple(rows))


def _row(n: int, bars: list[Bar]) -> CalendarRow:
    site = SiteRow(
        UUID(int=n), f"Site {n}", f"S{n}", "stage", None, "in_service", "13055", "Marseille",
        None, "", None, None, None, 0.0, True,
    )  # fmt: skip
    return CalendarRow(site, 0, tuple(bars), (), (), ())


def frames(widget: QWidget, move: Callable[[int], None]) -> list[float]:
    """Return the milliseconds of each frame, painted after another step of scrolling."""
    taken = []
    for n in range(FRAMES + 5):
        move(n)
        start = time.perf_counter()
        widget.grab()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken[5:])


def ours(scene: Scene, days: int) -> tuple[Grid, list[float]]:
    """Paint the calendar, scrolling down and along."""
    grid = Grid(FIRST)
    grid.resize(*SIZE)
    grid.show()
    grid.show_scene(scene)
    grid.look(grid.scale.zoomed_to(days, 0).moved(FIRST.toordinal()))

    def move(n: int) -> None:
        grid.verticalScrollBar().setValue(n * 7)
        grid.look(grid.scale.moved(FIRST.toordinal() + n % 30))

    return grid, frames(grid, move)


def theirs(scene: Scene, days: int, labels: bool) -> list[float]:
    """Paint the same bars as bar items of a plot, one a state, scrolling as much.

    They are bare rectangles in one colour; with `labels`, each has its production written on it,
    as in the calendar, which adds patterns, ranks, names, frames and the header of days.
    """
    plot = pyqtgraph.PlotWidget(background="w")
    plot.resize(*SIZE)
    plot.getViewBox().invertY(True)
    plot.show()
    for state, brush in BRUSHES.items():
        found = [
            (strip.first, strip.last + 1, top)
            for strip, top in _placed(scene)
            if strip.bar.state is state
        ]
        starts, ends, tops = zip(*found, strict=True)
        centres = [top + LANE / 2 for top in tops]
        plot.addItem(
            pyqtgraph.BarGraphItem(x0=starts, x1=ends, y=centres, height=LANE - 2, brush=brush)
        )

    for strip, top in _placed(scene) if labels else ():
        label = pyqtgraph.TextItem(f"{strip.bar.rank or ''}  {strip.bar.production}", "k")
        label.setPos(strip.first, top)
        plot.addItem(label)

    def move(n: int) -> None:
        left = FIRST.toordinal() + n % 30
        plot.setXRange(left, left + days, padding=0)
        plot.setYRange(n * 7, n * 7 + SIZE[1], padding=0)

    return frames(plot, move)


def _placed(scene: Scene) -> list[tuple[Strip, int]]:
    return [
        (strip, scene.tops[n] + strip.lane * LANE)
        for n, line in enumerate(scene.lines)
        for strip in line.strips
    ]


def dragged(grid: Grid) -> list[float]:
    """Return the milliseconds from a step of a bar in the hand to the painted frame."""
    assert grid.scene is not None
    place = next(n for n, line in enumerate(grid.scene.lines) if line.strips)
    bar = next(strip.bar for strip in grid.scene.lines[place].strips)
    grid.choose(grid.scene.lines[place].row.site.id, bar.period)
    QTest.keyClick(grid, Qt.Key.Key_M)
    taken = []
    for n in range(FRAMES):
        start = time.perf_counter()
        QTest.keyClick(grid, Qt.Key.Key_Right if n % 20 < 10 else Qt.Key.Key_Left)
        grid.grab()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def said(name: str, taken: list[float]) -> None:
    """Print the median, the 95th of a hundred and the longest."""
    late = taken[round(0.95 * (len(taken) - 1))]
    print(f"  {name:28} p50 {statistics.median(taken):8.2f} ms  p95 {late:8.2f} ms"  # noqa: T201
          f"  longest {taken[-1]:8.2f} ms")  # fmt: skip


def main(sites: int, count: int) -> None:
    """Measure at the three zooms that are used most, then a drag."""
    app = QApplication([])
    theme.apply(app, "light")
    scene = Scene(invented(sites, count))
    print(f"{sites} sites × {DAYS} days, {count} bars, {SIZE[0]} × {SIZE[1]}")  # noqa: T201
    for days in (61, 366, 1096):
        grid, own = ours(scene, days)
        said(f"{days} days, calendar", own)
        for labels, name in ((False, "pyqtgraph, bare"), (True, "pyqtgraph, labels")):
            others = theirs(scene, days, labels)
            said(f"{days} days, {name}", others)
            ratio = statistics.median(others) / statistics.median(own)
            print(f"  {'':28} {ratio:.1f} ×")  # noqa: T201
        if days == 61:
            said("a step of a drag", dragged(grid))


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else 500, given[1] if len(given) > 1 else 10_000)

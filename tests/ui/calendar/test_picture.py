"""The picture laid out: lanes, lines and what stands on a day, without painting anything."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from scout_app.model.values import Period, State
from scout_app.ui.calendar.picture import AIR, LANE, around, is_near_edge

if TYPE_CHECKING:
    Drawing = Any

Days = Callable[..., Period]
DAY = date(2027, 3, 1).toordinal()


def test_options_on_the_same_days_stand_one_above_the_other_by_rank(
    drawing: "Drawing", stretch: Days
) -> None:
    second = drawing.bar(stretch(2, 6), rank=2)
    first = drawing.bar(stretch(3, 9), rank=1)
    later = drawing.bar(stretch(10, 12), rank=1)
    drawing.row("Stage 1", second, first, later)
    line = drawing.scene().lines[0]
    assert {strip.bar.span: strip.lane for strip in line.strips} == {
        first.span: 0, second.span: 1, later.span: 0,
    }  # fmt: skip
    assert line.lanes == 2


def test_what_is_confirmed_comes_above_and_what_has_expired_below(
    drawing: "Drawing", stretch: Days
) -> None:
    expired = drawing.bar(stretch(0, 5), expired=True)
    option = drawing.bar(stretch(0, 5))
    confirmed = drawing.bar(stretch(0, 5), State.CONFIRMED)
    drawing.row("Stage 1", expired, option, confirmed)
    strips = drawing.scene().lines[0].strips
    assert [strip.bar for strip in sorted(strips, key=lambda strip: strip.lane)] == [
        confirmed, option, expired,
    ]  # fmt: skip


def test_the_spans_of_one_booking_share_a_lane(drawing: "Drawing", stretch: Days) -> None:
    booking = uuid4()
    prep = drawing.bar(stretch(4, 5), rank=2, booking=booking)
    shoot = drawing.bar(stretch(6, 9), rank=2, booking=booking)
    drawing.row("Stage 1", drawing.bar(stretch(0, 4)), prep, shoot)
    lanes = {strip.bar.span: strip.lane for strip in drawing.scene().lines[0].strips}
    assert lanes[prep.span] == lanes[shoot.span] == 1


def test_a_line_is_as_high_as_its_lanes_and_is_found_by_its_height(
    drawing: "Drawing", stretch: Days
) -> None:
    drawing.row("Stage 1", drawing.bar(stretch(0, 5)), drawing.bar(stretch(0, 5), rank=2))
    drawing.row("Stage 2")
    scene = drawing.scene()
    first = 2 * LANE + AIR
    assert scene.tops == [0, first, first + LANE + AIR]
    assert [scene.place_at(y) for y in (-1, 0, first - 1, first, scene.height)] == [
        None, 0, 0, 1, None,
    ]  # fmt: skip


def test_only_lines_in_view_are_named(drawing: "Drawing") -> None:
    for n in range(500):
        drawing.row(f"Site {n}")
    scene, line = drawing.scene(), LANE + AIR
    assert scene.places(10 * line, 12 * line) == range(10, 12)
    assert scene.places(10 * line + 1, 12 * line + 1) == range(10, 13)
    assert scene.places(scene.height, scene.height + 50) == range(0)


def test_a_bar_is_found_where_it_is_painted(drawing: "Drawing", stretch: Days) -> None:
    first, second = drawing.bar(stretch(0, 5)), drawing.bar(stretch(5, 9), rank=2)
    drawing.row("Stage 1", first, second)
    scene, lane = drawing.scene(), AIR // 2
    found = [scene.strip_at(0, DAY + 5, lane + y) for y in (4, LANE + 4)]
    assert [strip and strip.bar for strip in found] == [first, second]
    assert scene.strip_at(0, DAY + 9, lane + 4) is None


def test_a_cell_holds_all_that_touches_its_day(drawing: "Drawing", stretch: Days) -> None:
    bar, shadow = drawing.bar(stretch(0, 5)), drawing.bar(stretch(5, 9))
    drawing.row(
        "Stage 1",
        bar,
        shadows=[shadow],
        closures=[(stretch(5), "Works")],
        risks=[(stretch(4, 6), "Massif")],
    )
    cell = drawing.scene().cell(0, DAY + 5)
    assert (cell.bars, cell.shadows) == ((bar,), (shadow,))
    assert (cell.closures, cell.risks) == (("Works",), ("Massif",))
    assert drawing.scene().cell(0, DAY + 10).shadows == ()


def test_the_bars_of_some_days_follow_the_lines(drawing: "Drawing", stretch: Days) -> None:
    inside, outside = drawing.bar(stretch(0, 5)), drawing.bar(stretch(9, 12))
    drawing.row("Stage 1", outside, inside)
    assert [bar for _row, bar in drawing.scene().bars(stretch(5, 8))] == [inside]


def test_as_many_days_as_in_view_are_read_around_them(stretch: Days) -> None:
    assert around(stretch(0, 60)) == stretch(-61, 121)
    assert around(stretch(0, 13)) == stretch(-45, 58)
    assert around(Period(date.min, date.max)) == Period(date.min, date.max)


def test_one_reads_further_before_the_view_reaches_the_edge(stretch: Days) -> None:
    read = stretch(0, 180)
    assert not is_near_edge(stretch(60, 120), read)
    assert is_near_edge(stretch(10, 70), read)
    assert is_near_edge(stretch(110, 170), read)
    assert not is_near_edge(Period(date.min, date(1, 3, 1)), Period(date.min, date(1, 6, 1)))


def test_a_folded_whole_hides_its_parts_and_counts_them(drawing: "Drawing", stretch: Days) -> None:
    studio = drawing.row("Studio").site.id
    stage = drawing.row("Stage", drawing.bar(stretch(0, 5)), depth=1).site.id
    box = drawing.row("Box", depth=2).site.id
    quay = drawing.row("Quay").site.id
    scene = drawing.scene()
    assert [line.parts for line in scene.lines] == [2, 1, 0, 0]
    assert scene.above(box) == (stage, studio)
    assert scene.above(quay) == ()
    folded = scene.folding({studio, quay})
    assert [line.row.site.id for line in folded.lines] == [studio, quay]
    assert [line.is_folded for line in folded.lines] == [True, False]
    assert folded.height < scene.height
    assert folded.place_of(stage) is None
    assert [line.row.site.id for line in scene.folding({stage}).lines] == [studio, stage, quay]
    assert folded.folding(()).lines == scene.lines


def test_years_in_view_are_not_read_many_times_over(stretch: Days) -> None:
    seen = stretch(0, 1095)
    read = around(seen)
    assert len(read) < 2 * len(seen)
    assert not is_near_edge(seen, read)

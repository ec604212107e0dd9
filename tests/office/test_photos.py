"""Pictures of a site: entered once, in the officer's order, and never lost."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from scout_app.errors import Cancelled, FileTrouble, Refused, Unknown
from scout_app.model.photos import Photo
from scout_app.office import history, photos
from scout_app.store import rebuild
from tests.office.conftest import Trade

Draw = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for the files."""
    made = tmp_path / "images"
    made.mkdir()
    return made


@pytest.fixture
def draw(folder: Path) -> Draw:
    """Make a small picture file, of a view that its number chooses."""

    def made(name: str, view: int = 0, lat: float | None = None) -> Path:
        image = Image.linear_gradient("L").resize((160, 120)).convert("RGB").rotate(90 * view)
        image.paste((200, 30, 30), (10 * view, 5, 60 + 10 * view, 50))
        exif = image.getexif()
        if lat is not None:
            exif.get_ifd(0x8825).update({1: "N", 2: (lat, 0.0, 0.0), 3: "E", 4: (5.0, 3.0, 0.0)})
        path = folder / name
        image.save(path, exif=exif)
        return path

    return made


@pytest.fixture
def site(trade: Trade) -> UUID:
    return trade.site("Hangar")


def add(trade: Trade, site: UUID, *files: Path, with_position: bool = False) -> photos.Report:
    gathered = photos.gather(trade.read(photos.folder), files)
    return trade.write(photos.add, site, gathered, with_position=with_position)


def names(trade: Trade, site: UUID) -> list[str]:
    return [row.name for row in trade.read(photos.of_site, site)]


def test_pictures_are_entered_in_order_and_the_first_is_the_cover(
    trade: Trade, site: UUID, draw: Draw
) -> None:
    report = add(trade, site, draw("a.jpg"), draw("b.jpg", 1), draw("c.jpg", 2))
    assert [one.name for one in report.added] == ["a.jpg", "b.jpg", "c.jpg"]
    rows = trade.read(photos.of_site, site)
    assert [row.is_cover for row in rows] == [True, False, False]
    assert all(row.original.is_file() and row.rendition(320).is_file() for row in rows)
    assert list(trade.read(lambda session: list(rebuild.problems(session)))) == []


def test_the_same_file_is_known_and_a_near_copy_is_named(
    trade: Trade, site: UUID, draw: Draw, tmp_path: Path
) -> None:
    one = draw("a.jpg")
    add(trade, site, one)
    smaller = tmp_path / "petite.jpg"
    with Image.open(one) as image:
        image.resize((80, 60)).save(smaller)
    report = add(trade, site, one, smaller)
    assert [again.name for again in report.already] == ["a.jpg"]
    assert [(new.name, new.like) for new in report.added] == [("petite.jpg", "a.jpg")]


def test_where_it_was_taken_is_kept_only_when_agreed(trade: Trade, site: UUID, draw: Draw) -> None:
    add(trade, site, draw("sans.jpg", 1, lat=43.0))
    add(trade, site, draw("avec.jpg", 2, lat=43.0), with_position=True)
    assert [row.has_position for row in trade.read(photos.of_site, site)] == [False, True]
    kept = trade.read(photos.of_site, site)[1]
    trade.write(photos.forget_position, kept.id)
    assert not trade.read(photos.of_site, site)[1].has_position


def test_zero_zero_is_no_place(trade: Trade, site: UUID, draw: Draw, tmp_path: Path) -> None:
    path = draw("zero.jpg", 1, lat=0.0)
    with Image.open(path) as image:
        exif = image.getexif()
        exif.get_ifd(0x8825).update({2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)})
        image.save(tmp_path / "nulle-part.jpg", exif=exif)
    add(trade, site, tmp_path / "nulle-part.jpg", with_position=True)
    assert not trade.read(photos.of_site, site)[0].has_position


def test_each_file_that_is_no_picture_says_why(
    trade: Trade, site: UUID, draw: Draw, tmp_path: Path
) -> None:
    text = tmp_path / "notes.jpg"
    text.write_text("bonjour", encoding="utf-8")
    empty = tmp_path / "vide"
    empty.mkdir()
    report = add(trade, site, text, draw("a.jpg"), tmp_path / "absente.jpg", empty)
    told = {one.path.name: one.error for one in report.declined}
    assert [one.name for one in report.added] == ["a.jpg"]
    assert all(isinstance(error, FileTrouble) for error in told.values())
    assert {name: error.why for name, error in told.items() if isinstance(error, FileTrouble)} == {
        "notes.jpg": "not_a_picture", "absente.jpg": "missing", "vide": "no_pictures",
    }  # fmt: skip


def test_a_folder_gives_all_its_pictures_and_stopping_enters_none(
    trade: Trade, site: UUID, draw: Draw, folder: Path
) -> None:
    for view in range(3):
        draw(f"{view}.jpg", view)

    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        photos.gather(trade.read(photos.folder), [folder], step=stop)
    assert names(trade, site) == []
    assert len(add(trade, site, folder).added) == 3


def test_a_picture_moves_anywhere_and_nothing_else_does(
    trade: Trade, site: UUID, draw: Draw
) -> None:
    add(trade, site, *(draw(f"{name}.jpg", view) for view, name in enumerate("abcd")))
    by_name = {row.name[0]: row.id for row in trade.read(photos.of_site, site)}
    for moved, before, order in (
        ("d", "b", "adbc"), ("a", None, "dbca"), ("a", "d", "adbc"), ("c", "c", "adbc"),
    ):  # fmt: skip
        trade.write(photos.move, by_name[moved], by_name[before] if before else None)
        assert "".join(name[0] for name in names(trade, site)) == order


def test_two_pictures_at_one_place_are_numbered_anew_by_the_next_move(
    trade: Trade, site: UUID, draw: Draw
) -> None:
    add(trade, site, *(draw(f"{name}.jpg", view) for view, name in enumerate("abc")))
    rows = trade.read(photos.of_site, site)

    def clash(session: object) -> None:
        for photo in session.query(Photo).all():  # type: ignore[attr-defined]  # a session
            photo.rank = "V"

    trade.write(clash)
    trade.write(photos.move, rows[0].id, None)
    assert names(trade, site)[-1] == "a.jpg"


def test_the_cover_goes_to_the_next_and_undo_brings_the_picture_back(
    trade: Trade, site: UUID, draw: Draw
) -> None:
    add(trade, site, draw("a.jpg"), draw("b.jpg", 1))
    first, second = trade.read(photos.of_site, site)
    trade.write(photos.delete, [first.id])
    [left] = trade.read(photos.of_site, site)
    assert (left.id, left.is_cover) == (second.id, True)
    assert first.original.is_file()
    last = trade.read(history.next_undo)
    assert last is not None
    trade.write(history.undo, last.id)
    assert [row.is_cover for row in trade.read(photos.of_site, site)] == [True, False]


def test_a_series_has_a_before_and_an_after_of_one_site(
    trade: Trade, site: UUID, draw: Draw
) -> None:
    add(trade, site, draw("a.jpg"), draw("b.jpg", 1))
    elsewhere = trade.site("Ailleurs")
    add(trade, elsewhere, draw("c.jpg", 2))
    one, other = (row.id for row in trade.read(photos.of_site, site))
    trade.write(photos.pair, one, other, "Façade")
    assert [(row.series, row.series_side) for row in trade.read(photos.of_site, site)] == [
        ("Façade", "before"), ("Façade", "after"),
    ]  # fmt: skip
    [far] = trade.read(photos.of_site, elsewhere)
    with pytest.raises(Refused):
        trade.write(photos.pair, one, far.id, "Façade")
    with pytest.raises(Refused):
        trade.write(photos.pair, one, other, " ")


def test_a_site_that_is_not_there_takes_no_picture(trade: Trade, draw: Draw) -> None:
    gathered = photos.gather(trade.read(photos.folder), [draw("a.jpg")])
    with pytest.raises(Unknown):
        trade.write(photos.add, UUID(int=1), gathered)

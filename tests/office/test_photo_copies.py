"""Copies of pictures for outside carry pixels alone, under the site's reference."""

from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from PIL import Image

from scout_app.errors import Cancelled, FileTrouble
from scout_app.office import photo_copies, photos
from tests.office.conftest import Trade


@pytest.fixture
def telling(tmp_path: Path) -> Path:
    """Make a picture that tells its place, its camera and its owner, and lies on its side."""
    image = Image.new("RGB", (160, 120), (200, 30, 30))
    exif = image.getexif()
    exif[0x0112] = 6
    exif[0x013B] = "Jeanne Secret"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 20.0, 0.0), 3: "E", 4: (5.0, 3.0, 0.0)})
    exif.get_ifd(0x8769).update({0xA430: "Owner Secret", 0xA431: "SN-Secret-99"})
    path = tmp_path / "IMG_secret.jpg"
    image.save(path, exif=exif)
    return path


def shot(trade: Trade, telling: Path, reference: str = "13 / A") -> UUID:
    site = trade.site("Hangar", reference=reference)
    gathered = photos.gather(trade.read(photos.folder), [telling])
    trade.write(photos.add, site, gathered)
    return site


def test_a_copy_is_upright_bears_the_reference_and_tells_nothing(
    trade: Trade, telling: Path, tmp_path: Path
) -> None:
    site = shot(trade, telling)
    assert b"SN-Secret-99" in telling.read_bytes()
    written = photo_copies.write(trade.read(photo_copies.wanted, site), tmp_path / "out")
    assert (written.names, written.left) == (("13-A-01.jpg",), ())
    copy = tmp_path / "out" / "13-A-01.jpg"
    assert b"ecret" not in copy.read_bytes()
    with Image.open(copy) as image:
        assert image.size == (120, 160)
        assert not image.getexif()


def test_a_zip_file_holds_the_copies_of_every_site(
    trade: Trade, telling: Path, tmp_path: Path
) -> None:
    shot(trade, telling, "a b")
    shot(trade, telling, "A-B")
    to = tmp_path / "images.zip"
    written = photo_copies.write(trade.read(photo_copies.wanted), to)
    with ZipFile(to) as archive:
        assert tuple(archive.namelist()) == written.names
        assert archive.testzip() is None
    assert len({name.casefold() for name in written.names}) == 2
    assert [path.name for path in tmp_path.glob("photos-*")] == []


def test_a_missing_original_is_told_and_the_others_are_written(
    trade: Trade, telling: Path, tmp_path: Path
) -> None:
    site = shot(trade, telling)
    [wanted] = trade.read(photo_copies.wanted, site)
    lost = photo_copies.Wanted(tmp_path / "lost.jpg", "lost-01.jpg")
    written = photo_copies.write([lost, wanted], tmp_path / "out")
    assert [(one.name, one.fact.why) for one in written.left] == [
        ("lost-01.jpg", "original_missing")
    ]
    assert written.names == (wanted.name,)


def test_a_cancelled_zip_leaves_what_was_there(trade: Trade, telling: Path, tmp_path: Path) -> None:
    site = shot(trade, telling)
    to = tmp_path / "images.zip"
    to.write_bytes(b"before")

    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        photo_copies.write(trade.read(photo_copies.wanted, site), to, step=stop)
    assert to.read_bytes() == b"before"


def test_a_folder_that_is_a_file_is_refused(trade: Trade, telling: Path, tmp_path: Path) -> None:
    site = shot(trade, telling)
    to = tmp_path / "out"
    to.touch()
    with pytest.raises(FileTrouble):
        photo_copies.write(trade.read(photo_copies.wanted, site), to)

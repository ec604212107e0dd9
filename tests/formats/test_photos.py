"""Pictures from outside: facts, upright renditions, and refusals instead of crashes."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from scout_app.errors import FileTrouble
from scout_app.formats import photos
from scout_app.wording.errors import explain


def _scene(size: tuple[int, int] = (640, 400)) -> Image.Image:
    """Return a picture with a dark corner, so that every turn of it looks different."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    width, height = size
    image.paste((200, 30, 30), (0, 0, width // 3, height // 4))
    image.paste((20, 90, 20), (width // 2, height // 3, width * 3 // 4, height * 2 // 3))
    image.paste((240, 240, 250), (width * 3 // 5, 0, width, height // 5))
    image.paste((10, 10, 60), (width // 8, height * 2 // 3, width // 3, height))
    return image


def _why(path: Path) -> str:
    with pytest.raises(FileTrouble) as refused:
        photos.facts(path)
    said = explain(refused.value, "en")
    assert path.name in said
    assert said.endswith(".")
    return refused.value.why


def _difference(one: Path, other: Path) -> float:
    """Return by how much two pictures differ, from 0 to 255."""
    with Image.open(one) as a, Image.open(other) as b:
        assert a.size == b.size
        return max(ImageStat.Stat(ImageChops.difference(a.convert("RGB"), b.convert("RGB"))).mean)


@pytest.mark.parametrize("view", ["Landscape", "Portrait"])
def test_pictures_taken_with_the_camera_turned_all_come_out_upright(
    view: str, fixtures: Path, tmp_path: Path
) -> None:
    made = []
    for source in sorted((fixtures / "04-photos/recurser-orientation").glob(f"{view}_*.jpg")):
        made.append(tmp_path / source.name)
        photos.render(source, {320: made[-1]})
    assert len(made) >= 2
    assert [_difference(made[0], other) for other in made[1:]] == pytest.approx(
        [0] * (len(made) - 1), abs=4
    )
    with Image.open(made[0]) as first:
        assert (first.width > first.height) == (view == "Landscape")


def test_every_exif_orientation_shows_the_same_view(tmp_path: Path) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    _scene().save(tmp_path / "1.png")
    photos.render(tmp_path / "1.png", {320: tmp_path / "out-1.jpg"})
    for orientation, turn in turns.items():
        exif = Image.Exif()
        exif[274] = orientation
        source = tmp_path / f"{orientation}.jpg"
        _scene().transpose(turn).save(source, exif=exif, quality=95)
        found = photos.facts(source)
        assert (found.width, found.height) == (640, 400)
        photos.render(source, {320: tmp_path / f"out-{orientation}.jpg"})
        assert _difference(tmp_path / "out-1.jpg", tmp_path / f"out-{orientation}.jpg") < 3


@pytest.mark.parametrize(
    ("name", "whys"),
    [
        ("pillow/truncated_jpeg.jpg", {"picture_damaged"}),
        ("pillow/truncated_image.png", {"picture_damaged"}),
        ("pillow/broken_data_stream.png", {"picture_damaged"}),
        ("pillow/png_decompression_dos.png", {"picture_damaged", "picture_too_large"}),
        ("pillow/decompression_bomb.gif", {"not_a_picture"}),
        ("pillow/decompression_bomb.ico", {"not_a_picture"}),
        ("pillow/decompression_bomb_extents.gif", {"not_a_picture"}),
        ("pillow_heif/heif_corrupted/corrupted.heic", {"picture_damaged", "not_a_picture"}),
        ("pillow_heif/heif_corrupted/empty.heic", {"picture_damaged", "not_a_picture"}),
        ("pillow_heif/heif_truncated/truncated.heic", {"picture_damaged", "not_a_picture"}),
    ],
)
def test_bombs_and_broken_files_are_refused_in_a_sentence(
    name: str, whys: set[str], fixtures: Path
) -> None:
    assert _why(fixtures / "04-photos" / name) in whys


def test_a_png_that_claims_billions_of_pixels_is_refused(tmp_path: Path) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    assert _why(tmp_path / "bomb.png") == "picture_too_large"


def test_a_text_an_empty_file_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.jpg").write_text("Dear office")
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "folder.jpg").mkdir()
    names = ("letter", "empty", "folder", "nothing")
    whys = [_why(tmp_path / f"{name}.jpg") for name in names]
    assert whys == ["not_a_picture", "not_a_picture", "folder", "missing"]


def test_a_picture_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    _scene().save(tmp_path / "slow.jpg")
    with pytest.raises(FileTrouble) as refused:
        photos.facts(tmp_path / "slow.jpg", timeout_s=0.001)
    assert refused.value.why == "picture_too_slow"


def test_heic_is_read_and_rendered(fixtures: Path, tmp_path: Path) -> None:
    source = fixtures / "04-photos/pillow_heif/heif/zPug_3.heic"
    found = photos.facts(source)
    assert found.suffix == ".heic"
    photos.render(source, {320: tmp_path / "pug.jpg"})
    with Image.open(tmp_path / "pug.jpg") as made:
        assert max(made.size) == min(320, max(found.width, found.height))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "jpg"), ("L", "tif"), ("P", "png"), ("I;16", "png"), ("RGB", "webp")],
)
def test_every_kind_of_pixels_becomes_the_same_rgb_view(
    mode: str, kind: str, tmp_path: Path
) -> None:
    scene = _scene().convert("L")
    if mode == "I;16":
        image = scene.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = scene.convert("RGB").convert(mode)
    image.save(tmp_path / f"in.{kind}")
    scene.save(tmp_path / "plain.png")
    photos.render(tmp_path / f"in.{kind}", {320: tmp_path / "out.jpg"})
    photos.render(tmp_path / "plain.png", {320: tmp_path / "wanted.jpg"})
    with Image.open(tmp_path / "out.jpg") as made:
        assert made.mode == "RGB"
    assert _difference(tmp_path / "out.jpg", tmp_path / "wanted.jpg") < 6


def test_the_colours_of_a_profile_become_srgb(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    _scene().save(tmp_path / "with.jpg", icc_profile=lab.tobytes(), quality=95)
    _scene().save(tmp_path / "broken.jpg", icc_profile=b"no profile at all", quality=95)
    for name in ("with", "broken"):
        photos.render(tmp_path / f"{name}.jpg", {320: tmp_path / f"{name}-out.jpg"})
    assert _difference(tmp_path / "with-out.jpg", tmp_path / "broken-out.jpg") < 3
    with Image.open(tmp_path / "with-out.jpg") as made:
        assert "icc_profile" not in made.info


def _located(path: Path, north: object, east: object) -> Path:
    exif = Image.Exif()
    exif[315] = "Ines Roche"
    exif[306] = "2026:05:04 17:03:02"
    exif[0x8825] = {1: "N", 2: north, 3: "W", 4: east}
    exif[0x8769] = {36867: "2026:05:04 16:02:01", 0xA431: "SERIAL-1234"}
    _scene().save(path, exif=exif)
    return path


def test_date_author_and_position_are_read(tmp_path: Path) -> None:
    found = photos.facts(_located(tmp_path / "a.jpg", (43.0, 30.0, 0.0), (5.0, 15.0, 36.0)))
    assert (found.author, found.taken_at) == ("Ines Roche", "2026-05-04 16:02")
    assert found.lat == pytest.approx(43.5)
    assert found.lon == pytest.approx(-5.26)


@pytest.mark.parametrize(
    ("north", "east"),
    [((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), ((91.0, 0.0, 0.0), (5.0, 0.0, 0.0))],
)
def test_what_is_no_position_is_not_kept(north: object, east: object, tmp_path: Path) -> None:
    found = photos.facts(_located(tmp_path / "a.jpg", north, east))
    assert (found.lat, found.lon) == (None, None)


def test_a_copy_for_outside_holds_every_pixel_and_nothing_else(tmp_path: Path) -> None:
    source = _located(tmp_path / "a.jpg", (43.0, 30.0, 0.0), (5.0, 15.0, 0.0))
    assert b"SERIAL-1234" in source.read_bytes()
    photos.outside_copy(source, tmp_path / "out.jpg")
    data = (tmp_path / "out.jpg").read_bytes()
    assert not any(word in data for word in (b"SERIAL", b"Roche", b"Exif", b"2026"))
    with Image.open(tmp_path / "out.jpg") as made:
        assert made.size == (640, 400)
        assert not made.getexif()
    assert _difference(source, tmp_path / "out.jpg") < 3


def test_the_same_view_saved_smaller_is_alike_and_another_is_not(tmp_path: Path) -> None:
    _scene().save(tmp_path / "large.jpg")
    _scene().resize((320, 200)).save(tmp_path / "small.jpg", quality=60)
    _scene().transpose(Image.Transpose.ROTATE_180).save(tmp_path / "other.jpg")
    large, small, other = (
        photos.facts(tmp_path / f"{name}.jpg").dhash for name in ("large", "small", "other")
    )
    assert photos.distance(large, small) <= 6
    assert photos.distance(large, other) > 6


def test_one_decoding_makes_every_rendition_and_enlarges_none(tmp_path: Path) -> None:
    _scene((1800, 900)).save(tmp_path / "a.jpg")
    made = {size: tmp_path / f"{size}.jpg" for size in (320, 1000, 1600, 2000)}
    photos.render(tmp_path / "a.jpg", made)
    sizes = []
    for path in made.values():
        with Image.open(path) as image:
            sizes.append(image.size)
    assert sizes == [(320, 160), (1000, 500), (1600, 800), (1800, 900)]

"""Pictures in and out by the command line."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a picture near 43.3333, 5.05, one without a place and a damaged one."""
    made = tmp_path / "images"
    made.mkdir()
    image = Image.linear_gradient("L").resize((160, 120)).convert("RGB")
    exif = image.getexif()
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 20.0, 0.0), 3: "E", 4: (5.0, 3.0, 0.0)})
    image.save(made / "a.jpg", exif=exif)
    image.rotate(90).save(made / "b.jpg")
    (made / "c.jpg").write_bytes(b"no picture")
    return made


@pytest.fixture
def site(scout: Any) -> str:
    values = ("name=Hangar", "kind=stage", "lat=43.3333333", "lon=5.05")
    return str(scout("add", "site", *values).document["row"])


def counts(document: Any) -> tuple[int, int, int, int]:
    names = ("read", "created", "duplicates", "rejected")
    read, created, duplicates, rejected = (document[name] for name in names)
    return read, created, duplicates, rejected


def test_pictures_are_entered_on_the_site_named_and_known_again(
    scout: Any, site: str, folder: Path
) -> None:
    words = ("import", folder, "--as", "photos", "--site", site)
    assert counts(scout(*words, "--dry-run").document) == (3, 2, 0, 1)
    first = scout(*words).document
    assert counts(first) == (3, 2, 0, 1)
    assert [one["row"] for one in first["rejects"]] == ["c.jpg"]
    assert counts(scout(*words).document) == (3, 0, 2, 1)


def test_pictures_find_the_site_they_were_taken_near(scout: Any, site: str, folder: Path) -> None:
    said = scout("import", folder, "--as", "photos").document
    assert counts(said) == (3, 1, 0, 2)
    assert "b.jpg" in next(one["reason"] for one in said["rejects"] if one["row"] == "b.jpg")
    out = folder.parent / "sortie"
    exported = scout("export", "--as", "photos", "--site", site, "--to", out).document
    assert (exported["written"], exported["left_out"]) == (1, [])
    assert len(list(out.iterdir())) == 1

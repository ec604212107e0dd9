"""Tile files are read, or refused in a sentence: never trusted."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from scout_app.errors import FileTrouble
from scout_app.store.tile_files import TileFile
from scout_app.wording.errors import explain

PNG = b"\x89PNG\r\n\x1a\n"
MBTILES = Path(__file__).parents[3] / "shared/fixtures/05-geo/mbtiles"


def made_mbtiles(path: Path, tiles: dict[tuple[int, int, int], bytes], **said: str) -> Path:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE metadata (name, value)")
        file.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
        file.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
        rows = [(*place, data) for place, data in tiles.items()]
        file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path


def made_pmtiles(path: Path, kind: TileType) -> Path:
    with path.open("wb") as out:
        writer: Any = Writer(out)  # type: ignore[no-untyped-call]
        writer.write_tile(zxy_to_tileid(1, 0, 1), b"south west")
        writer.finalize(
            {
                "tile_type": kind, "tile_compression": Compression.NONE, "min_zoom": 1,
                "max_zoom": 1, "min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 1,
                "max_lat_e7": 1, "center_zoom": 1, "center_lon_e7": 0, "center_lat_e7": 0,
            },
            {"name": "Mine", "attribution": "© Moi"},
        )  # fmt: skip
    return path


def refused(path: Path) -> str:
    with pytest.raises(FileTrouble) as told:
        TileFile(path)
    return told.value.why


def test_rows_are_counted_from_the_south_in_an_mbtiles_file(tmp_path: Path) -> None:
    path = made_mbtiles(tmp_path / "a.mbtiles", {(2, 1, 0): b"south"}, attribution="© Moi")
    file = TileFile(path)
    assert file.tile(2, 1, 3) == b"south"
    assert file.tile(2, 1, 0) is None
    assert (file.about.attribution, file.about.min_zoom, file.about.max_zoom) == ("© Moi", 2, 2)
    file.close()


def test_a_real_file_has_all_the_world_at_zoom_one() -> None:
    if not (MBTILES / "plain_1.mbtiles").exists():
        pytest.skip("the shared files are not here")
    file = TileFile(MBTILES / "plain_1.mbtiles")
    pictures = [file.tile(1, column, row) for column in (0, 1) for row in (0, 1)]
    assert all(data is not None and data.startswith(PNG) for data in pictures)
    assert (file.about.name, file.about.min_zoom, file.about.max_zoom) == ("plain_1", 0, 4)
    file.close()


def test_a_damaged_file_is_refused_in_a_sentence() -> None:
    path = MBTILES / "corrupt.mbtiles"
    if not path.exists():
        pytest.skip("the shared files are not here")
    with pytest.raises(FileTrouble) as told:
        TileFile(path)
    assert told.value.why == "damaged_tiles"
    assert "corrupt.mbtiles is a damaged map" in explain(told.value, "en")


def test_a_pmtiles_file_of_pictures_is_read_and_one_of_vectors_refused(tmp_path: Path) -> None:
    file = TileFile(made_pmtiles(tmp_path / "a.pmtiles", TileType.PNG))
    assert file.tile(1, 0, 1) == b"south west"
    assert file.tile(1, 1, 1) is None
    assert (file.about.name, file.about.attribution) == ("Mine", "© Moi")
    file.close()
    assert refused(made_pmtiles(tmp_path / "b.pmtiles", TileType.MVT)) == "not_tiles"


def test_what_is_no_map_is_told_from_what_is_damaged(tmp_path: Path) -> None:
    text, other = tmp_path / "text.mbtiles", tmp_path / "other.mbtiles"
    text.write_text("no database at all, and rather longer than a header would be" * 20)
    with closing(sqlite3.connect(other)) as file, file:
        file.execute("CREATE TABLE x (y)")
    cut = tmp_path / "cut.pmtiles"
    cut.write_bytes(b"PMTiles\x03" + b"\xff" * 20)
    fake = tmp_path / "fake.pmtiles"
    fake.write_bytes(b"nothing of the kind")
    vectors = made_mbtiles(tmp_path / "v.mbtiles", {(0, 0, 0): b"x"}, format="pbf")
    assert refused(tmp_path / "none.mbtiles") == "missing"
    assert [refused(path) for path in (text, other, fake, vectors)] == ["not_tiles"] * 4
    assert refused(cut) == "damaged_tiles"

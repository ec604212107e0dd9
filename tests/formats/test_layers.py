"""Map files: the same parcels whatever the format, nothing hostile reaches the reader."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio import raw

from scout_app.errors import FileTrouble, Unknown
from scout_app.formats import layers, layers_out
from scout_app.formats.records import Record, Sheet

PARCELS = "05-geo/cadastre-converted"


@pytest.mark.parametrize(
    "name", ["parcelles_13029A_wgs84.geojson", "parcelles_13029A.kml",
             "parcelles_13029A_lambert93_shp.zip"],
)  # fmt: skip
def test_the_389_parcels_are_read_with_their_declared_surface(fixtures: Path, name: str) -> None:
    sheet = layers.read(fixtures / PARCELS / name)
    at = sheet.columns.index("SUPF")
    assert len(sheet.records) == 389
    assert sum(float(str(record.cells[at] or 0)) for record in sheet.records) == 1_757_341
    assert all(record.geometry for record in sheet.records)
    assert [record.number for record in sheet.records[:2]] == [1, 2]


def test_the_system_is_the_file_s(fixtures: Path) -> None:
    folder = fixtures / PARCELS
    shape = layers.read(folder / "parcelles_13029A_lambert93_shp.zip")
    assert shape.crs is not None
    assert "2154" in shape.crs or "Lambert" in shape.crs
    assert layers.read(folder / "parcelles_13029A.kml").crs == "EPSG:4326"


def test_a_gpx_gives_its_waypoints_and_offers_its_tracks(fixtures: Path) -> None:
    sheet = layers.read(fixtures / "05-geo/gpx/gpx1.1_with_all_fields.gpx")
    assert sheet.name == "waypoints"
    assert "tracks" in sheet.others
    assert {"name", "desc"} <= set(sheet.columns)
    tracks = layers.read(fixtures / "05-geo/gpx/gpx1.1_with_all_fields.gpx", "tracks")
    assert "waypoints" in tracks.others


def test_every_gpx_is_read(fixtures: Path) -> None:
    for path in sorted((fixtures / "05-geo/gpx").glob("*.gpx")):
        assert layers.read(path).records, path.name


def test_xml_with_a_document_type_is_refused(fixtures: Path, tmp_path: Path) -> None:
    hostile = [*(fixtures / "06-hostile/xml").glob("*.xml")]
    hostile += [*(fixtures / "06-hostile/made-here").glob("*.kml")]
    assert len(hostile) > 9
    for source in hostile:
        for ending in ("kml", "gpx"):
            copied = tmp_path / f"{source.stem}.{ending}"
            copied.write_bytes(source.read_bytes())
            with pytest.raises(FileTrouble) as refused:
                layers.read(copied)
            assert refused.value.why in {"map_entities", "map_foreign", "map_damaged"}


def test_entities_are_refused_in_utf_16_and_in_a_kmz(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE kml [<!ENTITY x "y">]><kml>&x;</kml>'
    plain = tmp_path / "a.kml"
    plain.write_bytes(text.encode("utf-16"))
    packed = tmp_path / "a.kmz"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain, "doc.kml")
    for path in (plain, packed):
        with pytest.raises(FileTrouble) as refused:
            layers.read(path)
        assert refused.value.why == "map_entities"


def test_a_file_that_names_other_files_is_refused(tmp_path: Path) -> None:
    virtual = "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc</SrcDataSource>"
    virtual += "</OGRVRTLayer></OGRVRTDataSource>"
    for ending in ("geojson", "kml", "gpkg", "fgb"):
        path = tmp_path / f"v.{ending}"
        path.write_text(virtual)
        with pytest.raises(FileTrouble) as refused:
            layers.read(path)
        assert refused.value.why == "map_foreign"


@pytest.mark.parametrize("name", ["../out.shp", "/etc/out.shp", "C:\\out.shp"])
def test_an_archive_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"\0\0\x27\x0a")
    with pytest.raises(FileTrouble) as refused:
        layers.read(path)
    assert refused.value.why == "map_archive"


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b" " * 5_000_000)
    with pytest.raises(FileTrouble) as refused:
        layers.read(path)
    assert refused.value.why == "map_archive"


@pytest.mark.parametrize("ending", ["geojson", "kml", "kmz", "gpx", "zip", "gpkg", "fgb"])
def test_a_damaged_or_empty_file_is_one_refusal(tmp_path: Path, ending: str) -> None:
    for content in (b"", b"{", b"<kml>", b"SQLite format 3\0junk", b"PK\3\4junk", b"fgb\3fgb\0"):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(content)
        with pytest.raises(FileTrouble) as refused:
            layers.read(path)
        assert refused.value.why in {"map_damaged", "map_empty", "map_foreign"}


def test_geopackages_of_others_are_read_or_refused(fixtures: Path) -> None:
    sheet = layers.read(fixtures / "05-geo/gpkg-nga/rte.gpkg")
    assert sheet.name == "cats_feature"
    assert sheet.others == ("cats_media", "cats_mapping")
    with pytest.raises(FileTrouble):
        layers.read(fixtures / "05-geo/gpkg-nga/test.gpkg")
    with pytest.raises(FileTrouble) as refused:
        layers.read(fixtures / "05-geo/gpkg-nga/gdal_sample.gpkg")
    assert refused.value.why == "map_shapes"


def test_kml_folders_are_layers(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    mark = "<Placemark><name>{0}</name><description>d{0}</description><ExtendedData>"
    mark += '<Data name="Étage"><value>3</value></Data></ExtendedData>'
    mark += "<Point><coordinates>5.1,43.5,12</coordinates></Point></Placemark>"
    folder = "<Folder><name>{0}</name>" + mark + "</Folder>"
    body = folder.format("Nord") + folder.format("Sud")
    path.write_text(
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>', "utf-8"
    )
    south = layers.read(path, "Sud")
    assert south.others == ("Nord",)
    row = dict(zip(south.columns, south.records[0].cells, strict=True))
    assert row["Name"] == "Sud"
    assert row["description"] == "dSud"
    assert row["Étage"] == "3"
    assert not {"tessellate", "visibility"} & set(south.columns)
    with pytest.raises(Unknown):
        layers.read(path, "Est")


POINT = shapely.to_wkb(shapely.Point(5.05, 43.4), byte_order=1)
SITES = Sheet(
    "Sites",
    ("reference", "name", "surface", "open"),
    (
        Record(1, ("S-1", "Étang de Berre", 12, True), POINT),
        Record(2, ("S-2", "œuvre", None, False), POINT),
    ),
    crs="EPSG:4326",
)


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "kml", "zip"])
def test_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sites.{ending}"
    layers_out.write(path, SITES, title="name")
    back = layers.read(path)
    name = "Name" if ending == "kml" else "name"
    at, surface = back.columns.index(name), back.columns.index("surface")
    assert [record.cells[at] for record in back.records] == ["Étang de Berre", "œuvre"]
    assert float(str(back.records[0].cells[surface])) == 12
    assert shapely.from_wkb(back.records[0].geometry).equals(shapely.Point(5.05, 43.4))
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [path.name]


def test_a_shapefile_without_charset_is_read_as_windows_wrote_it(tmp_path: Path) -> None:
    layers_out.write(tmp_path / "a.zip", SITES)
    old = tmp_path / "old.zip"
    with zipfile.ZipFile(tmp_path / "a.zip") as source, zipfile.ZipFile(old, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part.endswith(".dbf"):
                for text in ("Étang de Berre", "œuvre"):
                    utf8, windows = text.encode(), text.encode("cp1252")
                    content = content.replace(utf8, windows + b" " * (len(utf8) - len(windows)))
                content = content[:29] + b"\0" + content[30:]
            if not part.endswith(".cpg"):
                target.writestr(part, content)
    back = layers.read(old)
    at = back.columns.index("name")
    assert [record.cells[at] for record in back.records] == ["Étang de Berre", "œuvre"]


def test_an_existing_file_stays_when_the_ending_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    path.write_text("kept")
    with pytest.raises(FileTrouble) as refused:
        layers_out.write(path, SITES)
    assert refused.value.why == "map_ending"
    assert path.read_text() == "kept"


def test_geojson_numbers_stay_whole_beside_empty_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    features = [{"type": "Feature", "properties": {"n": n}, "geometry": None} for n in (3, None, 5)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert [record.cells for record in layers.read(path).records] == [(3,), (None,), (5,)]


def test_a_kmz_and_a_flatgeobuf_are_read(tmp_path: Path) -> None:
    layers_out.write(tmp_path / "a.kml", SITES, title="name")
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.write(tmp_path / "a.kml", "doc.kml")
    flat = tmp_path / "a.fgb"
    shapes, names = np.array([POINT], dtype=object), np.array(["Étang"], dtype=object)
    raw.write(flat, shapes, [names], ["name"], geometry_type="Point", crs="EPSG:4326",
              driver="FlatGeobuf")  # fmt: skip
    assert len(layers.read(tmp_path / "a.kmz").records) == 2
    assert layers.read(flat).records[0] == Record(1, ("Étang",), POINT)

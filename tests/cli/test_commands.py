"""The verbs as acceptance uses them: one JSON document, exit codes, sentences."""

from pathlib import Path
from typing import Any

import pytest

from scout_app.cli import run


def held(scout: Any, site: str, first: str, last: str, production: str) -> Any:
    return scout("hold", site, "--from", first, "--to", last, "--production", production)


@pytest.fixture
def works(scout: Any) -> Any:
    """A whole with two parts, and three productions."""
    scout("add", "site", "name=Studios", "kind=studio", "area=1500")
    for name in ("Plateau A", "Plateau B"):
        scout("add", "site", f"name={name}", "kind=stage", "whole=Studios", "clear_height=9.5")
    for title in ("Film un", "Film deux", "Film trois"):
        scout("add", "production", f"title={title}")
    return scout


def test_options_are_ranked_confirmed_and_refused_by_name(works: Any) -> None:
    first = held(works, "Plateau A", "2027-05-03", "2027-05-07", "Film un").document
    second = held(works, "Plateau A", "2027-05-05", "2027-05-09", "Film deux").document
    assert (first["rank"], second["rank"]) == (1, 2)
    confirmed = works("confirm", first["booking"]).document
    [fate] = confirmed["changed"]
    assert (fate["booking"], fate["state"]) == (second["booking"], "relegated")
    refused = held(works, "Plateau A", "2027-05-06", "2027-05-06", "Film trois")
    assert refused.code == 1
    assert refused.document["error"]["kind"] == "clash"
    assert "Film un" in refused.err
    assert works("check").document == {"ok": True, "problems": []}


def test_sisters_do_not_exclude_each_other_but_a_whole_and_its_part_do(works: Any) -> None:
    part = held(works, "Plateau A", "2027-05-03", "2027-05-07", "Film un").document
    assert works("confirm", part["booking"]).code == 0
    sister = held(works, "Plateau B", "2027-05-03", "2027-05-07", "Film deux")
    assert works("confirm", sister.document["booking"]).code == 0
    whole = held(works, "Studios", "2027-05-07", "2027-05-08", "Film trois")
    assert whole.document["error"]["kind"] == "clash"
    states = {
        site["name"]: site["state"]
        for site in works("available", "--from", "2027-05-07", "--to", "2027-05-08").document[
            "sites"
        ]
    }
    assert states == {"Studios": "taken", "Plateau A": "taken", "Plateau B": "taken"}


def test_available_gives_windows_and_who_stands_in_the_way(works: Any) -> None:
    option = held(works, "Plateau A", "2027-05-10", "2027-05-12", "Film un").document
    works("confirm", option["booking"])
    [site] = works(
        "available", "--from", "2027-05-03", "--to", "2027-05-20", "--days", 8,
        "--site", "Plateau A",
    ).document["sites"]  # fmt: skip
    assert site["windows"] == [{"first": "2027-05-13", "last": "2027-05-20", "state": "free"}]
    [block] = site["blocking"]
    assert (block["what"], block["production"]) == ("taken", "Film un")


def test_a_booking_mixes_days(works: Any) -> None:
    made = works(
        "hold", "Plateau A", "--production", "Film un",
        "--span", "2027-05-03..2027-05-03:option:prep",
        "--span", "2027-05-04..2027-05-06:confirmed:shoot",
    ).document  # fmt: skip
    shown = works("show", made["booking"]).document
    assert [(span["state"], span["day_type"]) for span in shown["spans"]] == [
        ("option", "prep"),
        ("confirmed", "shoot"),
    ]


def test_a_closed_day_is_refused_with_its_reason(works: Any) -> None:
    assert (
        works(
            "close",
            "Plateau A",
            "--from",
            "2027-05-03",
            "--to",
            "2027-05-04",
            "--reason",
            "travaux",
        ).document["first"]
        == "2027-05-03"
    )
    refused = held(works, "Plateau A", "2027-05-04", "2027-05-06", "Film un")
    assert refused.document["error"]["kind"] == "shut"
    assert "travaux" in refused.err


def test_a_match_says_why(works: Any) -> None:
    works("add", "need", "production=Film un", "label=Hangar", "days_shoot=3")
    works(
        "add", "criterion", "need=Hangar", "field=clear_height", "operator=at_least",
        "wanted=9", "hard=true", "weight=3",
    )  # fmt: skip
    works(
        "add", "criterion", "need=Hangar", "field=area", "operator=at_least", "wanted=2000",
        "hard=true",
    )  # fmt: skip
    [need] = works("match", "Film un").document["needs"]
    by_name = {match["name"]: match for match in need["matches"]}
    assert need["matches"][-1]["name"] == "Studios"
    assert by_name["Studios"]["score"] is None
    assert by_name["Studios"]["blocked"]
    assert by_name["Studios"]["near_misses"]
    height = by_name["Plateau A"]["reasons"][0]
    assert (height["wanted"], height["found"], height["verdict"]) == (9.0, 9.5, "yes")
    assert by_name["Plateau A"]["to_check"]


def test_search_filters_in_the_fields_units(works: Any) -> None:
    assert works("search", "--min-area", "1000").document["total"] == 1
    assert works("search", "--min-height", "9,5").document["total"] == 2
    assert works("search", "plateau").document["sites"][0]["whole"]
    assert works("search", "rien de tel").document == {"total": 0, "more": False, "sites": []}


def test_history_says_who_and_undo_takes_back(works: Any) -> None:
    site = works("search", "Studios").document["sites"][0]["id"]
    works("edit", "Studios", "area=1600")
    [txn] = works("history", site).document["transactions"][:1]
    change = next(c for c in txn["changes"] if c["field"] == "area")
    assert (change["old"], change["new"]) == (1500, 1600)
    works("undo")
    assert works("show", "Studios").document["values"]["area"]["value"] == 1500
    works("undo", txn["id"])


def test_fields_are_listed_with_type_unit_and_label(scout: Any) -> None:
    fields = {field["name"]: field for field in scout("fields", "site").document["fields"]}
    assert fields["clear_height"] == {
        "name": "clear_height",
        "type": "number",
        "unit": "m",
        "label": "Clear height",
        "required": False,
        "confidentiality": "public",
    }
    assert "point" not in fields


def test_a_backup_is_a_catalogue_of_its_own(scout: Any, command: Any, tmp_path: Path) -> None:
    scout("add", "site", "name=Quai", "kind=land")
    copy = tmp_path / "copie.gpkg"
    assert scout("backup", "--to", copy).document["file"] == str(copy)
    assert command("--catalogue", copy, "--json", "check").document["ok"]
    assert command("--catalogue", copy, "--json", "search", "quai").document["total"] == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["show", "nulle part"], "unknown"),
        (["add", "château", "name=x"], "unknown"),
        (["add", "site", "name=x"], "bad_value"),
        (["available", "--from", "2027-05-04", "--to", "2027-05-03"], "bad_period"),
        (["undo"], "nothing_to_undo"),
        (["undo", "ffff"], "unknown"),
        (["hold", "x", "--production", "y"], "unknown"),
        (["release", "ffffffff", "--reason", "x"], "unknown"),
    ],
)
def test_a_refusal_is_one_sentence_and_one_document(scout: Any, words: Any, kind: str) -> None:
    refused = scout(*words)
    assert refused.code == 1
    assert refused.document["error"]["kind"] == kind
    assert refused.err.strip() == refused.document["error"]["message"]
    assert refused.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["fly"], ["hold"], ["available", "--from", "hier", "--to", "demain"], ["new"]]
)
def test_wrong_usage_ends_with_two(command: Any, words: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        command(*words)
    assert ended.value.code == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_file_that_is_no_catalogue_is_left_as_it_is(
    command: Any, tmp_path: Path, lang: str
) -> None:
    for name, content in {
        "vide.gpkg": b"",
        "texte.gpkg": b"bonjour",
        "faux.gpkg": b"SQLite format 3\0" + b"\xff" * 5000,
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        refused = command("--catalogue", path, "--json", "--lang", lang, "search", "x")
        assert refused.code == 1, name
        assert refused.document["error"]["kind"] == "file_trouble"
        assert path.read_bytes() == content
    assert command("--catalogue", tmp_path / "absent.gpkg", "search").code == 1
    assert not (tmp_path / "absent.gpkg").exists()


def test_a_catalogue_of_a_newer_scout_is_left_as_it_is(command: Any, blank: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(blank)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = blank.read_bytes()
    refused = command("--catalogue", blank, "--json", "search", "x")
    assert refused.document["error"]["kind"] == "too_new"
    assert blank.read_bytes() == before


def test_a_damaged_catalogue_is_refused(command: Any, blank: Path) -> None:
    whole = blank.read_bytes()
    blank.write_bytes(whole[: len(whole) // 2])
    refused = command("--catalogue", blank, "--json", "search", "x")
    assert refused.document["error"]["details"]["why"] == "damaged"


def test_a_backup_never_replaces_the_catalogue_itself(scout: Any, blank: Path) -> None:
    before = blank.read_bytes()
    refused = scout("backup", "--to", blank)
    assert refused.document["error"]["kind"] == "refused"
    assert blank.read_bytes() == before


HOSTILE = [
    '"', "a AND", "NEAR(", "*", "l'île", "-x", "col:x", "\0", "'; DROP TABLE site; --",
    "<b>gras", "%s %d {0}", "\u202eevil", "=1+1", "e\u0301tang", "🎬", "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_kept_found_and_shown_literally(store: Any, officer: Any, text: str) -> None:
    from scout_app.office import rows, sites
    from scout_app.office.sites import SiteQuery

    with store.transaction(officer) as session:
        made = rows.add(session, "site", {"name": f"Site {text}", "kind": "land"})
        rows.edit(session, made, {"description": text})
    with store.reading() as session:
        found = sites.search(session, SiteQuery(text=f"site {text}"))
        card = sites.card(session, made)
        sites.search(session, SiteQuery(text=text))
    assert [site.id for site in found.sites] == [made]
    assert card.row.name == f"Site {text}".strip()
    kept = next(v.value for v in card.card.values if v.field.name == "description")
    assert kept == (text if text.strip() else None)


def test_a_dossier_is_printed_with_the_period_after_its_file(works: Any, tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    made = works(
        "dossier", "Plateau A", "Plateau B", "--to", path, "--lang", "fr",
        "--from", "2027-05-03", "--to", "2027-05-09",
    ).document  # fmt: skip
    assert (made["file"], made["pages"] >= 3) == (str(path), True)
    assert "Puissance" in made["unknowns"]
    refused = works("dossier", "Plateau A", "--to", tmp_path / "dossier.doc")
    assert refused.document["error"]["kind"] == "file_trouble"


def test_terms_and_allocations_of_a_site_are_added_and_shown(scout: Any) -> None:
    scout("add", "site", "name=Carrière", "kind=land")
    scout("add", "rate", "site=Carrière", "day_type=shoot", "amount=2500")
    scout("add", "tier", "site=Carrière", "days_before=15", "percent=50")
    added = scout("add", "allocation", "site=Carrière", "stage=reserved", "last_day=2028-06-30")
    shown = scout("show", "Carrière").document
    assert [rate["amount"] for rate in shown["terms"]["rates"]] == [250_000]
    assert shown["terms"]["gap"] == {"first": 0, "last": 14}
    assert [row["id"] for row in shown["allocations"]] == [added.document["row"]]
    assert shown["allocations"][0]["last_day"] == "2028-06-30"
    assert "zoning" in shown["completeness"]["missing"]


def test_a_bug_is_a_sentence_and_a_report_never_a_traceback(
    scout: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: object) -> None:
        raise ZeroDivisionError("06 12 34 56 78")

    monkeypatch.setitem(run.VERBS, "check", broken)
    said = scout("check")
    assert said.code == 1
    assert "Something went wrong in Scout; nothing was written." in said.err
    assert said.document["error"]["kind"] == "bug"
    report = Path(said.document["error"]["details"]["report"]).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report
    assert "06 12" not in said.out + said.err + report


def test_dated_copies_are_made_listed_and_put_back(scout: Any) -> None:
    scout("add", "site", "name=Quai", "kind=land")
    made = scout("backup").document["file"]
    scout("add", "site", "name=Hangar", "kind=land")
    (copy,) = scout("backups").document["backups"]
    assert (copy["file"], copy["why"], copy["sites"], copy["bookings"]) == (made, "asked", 1, 0)
    assert scout("restore", made).code == 0
    assert scout("search").document["total"] == 1
    assert [one["why"] for one in scout("backups").document["backups"]] == [
        "before-restore", "asked",
    ]  # fmt: skip

"""Offices exchange by commands: new from a file, send, receive, decide, take back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command, Said

Office = Callable[..., Said]


@pytest.fixture
def offices(command: Command, blank: Path, tmp_path: Path) -> tuple[Office, Office]:
    """Two offices with a file each."""

    def of(name: str) -> Office:
        path = Path(shutil.copy(blank, tmp_path / f"{name}.gpkg"))

        def run(*words: object) -> Said:
            return command(
                "--catalogue", path, "--json", "--lang", "en", "--office", name, "--officer", "O",
                *words,
            )  # fmt: skip

        return run

    return of("Arles"), of("Martigues")


def done(said: Said) -> Any:
    assert said.code == 0, said.err
    return said.document


def test_two_offices_exchange_decide_and_take_back(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    arles, martigues = offices
    site = done(arles("add", "site", "name=Quai", "kind=stage", "area=400"))["row"]
    sent = done(arles("send", "--to", tmp_path / "one.scoutsync"))
    assert (sent["kind"], sent["transactions"], sent["photos"]) == ("full", 1, 0)
    looked = done(martigues("receive", tmp_path / "one.scoutsync", "--dry-run"))
    assert (looked["applied"], looked["counts"]["site"]["added"]) == (1, 1)
    assert done(martigues("search"))["total"] == 0
    got = done(martigues("receive", tmp_path / "one.scoutsync"))
    assert (got["applied"], got["already_known"], got["conflicts"], got["gaps"]) == (1, 0, 0, [])
    assert done(martigues("search"))["total"] == 1
    done(arles("edit", site, "area=500"))
    done(martigues("edit", site, "area=600"))
    back = done(martigues("send", "--to", tmp_path / "two.scoutsync", "--for", "Arles"))
    assert (back["kind"], back["transactions"]) == ("incremental", 1)
    assert done(arles("receive", tmp_path / "two.scoutsync"))["conflicts"] == 1
    [waiting] = done(arles("conflicts"))["conflicts"]
    assert (waiting["kind"], waiting["row"], waiting["field"]) == ("field", site, "area")
    assert [waiting[side] for side in ("base", "here", "there")] == [400, 500, 600]
    assert waiting["by"] == "O, Martigues"
    done(arles("settle", waiting["id"], "--keep", "there", "--reason", "mesuré"))
    assert done(arles("conflicts"))["conflicts"] == []
    listed = done(arles("offices"))
    [peer] = listed["offices"]
    assert (peer["office"], peer["confirmed"]) == ("Martigues", False)
    done(arles("offices", "--confirm", peer["replica"]))
    assert done(arles("offices"))["offices"][0]["confirmed"] is True
    assert done(arles("check"))["ok"] is True
    number = done(martigues("offices"))["receptions"][0]["number"]
    refused = martigues("undo", "--reception", number)
    assert refused.document["error"]["kind"] == "edited_since"


def test_a_reception_is_taken_back(offices: tuple[Office, Office], tmp_path: Path) -> None:
    arles, martigues = offices
    done(arles("add", "site", "name=Quai", "kind=stage"))
    done(arles("send", "--to", tmp_path / "one.scoutsync"))
    number = done(martigues("receive", tmp_path / "one.scoutsync"))["reception"]
    done(martigues("undo", "--reception", number))
    assert done(martigues("search"))["total"] == 0
    assert done(martigues("check"))["ok"] is True


def test_a_new_office_begins_from_a_full_file(
    offices: tuple[Office, Office], command: Command, tmp_path: Path
) -> None:
    arles, _martigues = offices
    done(arles("add", "site", "name=Quai", "kind=stage"))
    done(arles("send", "--to", tmp_path / "one.scoutsync", "--full"))
    path = tmp_path / "istres.gpkg"
    made = done(command("--json", "new", path, "--from", tmp_path / "one.scoutsync"))
    assert (made["sites"], made["applied"]) == (1, 1)
    again = command("--json", "new", path, "--from", tmp_path / "one.scoutsync")
    assert (again.code, again.document["error"]["details"]["why"]) == (1, "exists")


def test_a_partial_file_begins_no_office(
    offices: tuple[Office, Office], command: Command, tmp_path: Path
) -> None:
    arles, martigues = offices
    done(martigues("send", "--to", tmp_path / "one.scoutsync"))
    done(arles("receive", tmp_path / "one.scoutsync"))
    done(arles("send", "--to", tmp_path / "two.scoutsync"))
    refused = command("--json", "new", tmp_path / "n.gpkg", "--from", tmp_path / "two.scoutsync")
    assert refused.document["error"]["details"]["why"] == "bundle_not_full"
    assert not (tmp_path / "n.gpkg").exists()


def test_what_cannot_be_done_is_one_sentence(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    arles, _martigues = offices
    for words in (
        ("receive", tmp_path / "none.scoutsync"),
        ("send", "--to", tmp_path / "a.zip"),
        ("send", "--to", tmp_path, "--for", "Nobody"),
        ("settle", "abc", "--keep", "here"),
        ("settle", "--keep", "base"),
        ("offices", "--confirm", "x"),
        ("undo", "--reception", "3"),
    ):
        said = arles(*words)
        assert said.code == 1
        assert len(said.err.splitlines()) == 1


def test_a_backup_is_put_back(offices: tuple[Office, Office], tmp_path: Path) -> None:
    arles, _martigues = offices
    done(arles("backup", "--to", tmp_path / "b.gpkg"))
    done(arles("add", "site", "name=Quai", "kind=stage"))
    kept = done(arles("restore", tmp_path / "b.gpkg"))["kept"]
    assert Path(kept).is_file()
    assert done(arles("search"))["total"] == 0
    assert arles("restore", tmp_path / "none.gpkg").code == 1


def test_people_read_lines(command: Command, blank: Path, tmp_path: Path) -> None:
    def run(*words: object) -> str:
        said = command("--catalogue", blank, "--lang", "en", *words)
        assert said.code == 0
        return said.out

    run("add", "site", "name=Quai", "kind=stage")
    assert "1 changes" in run("send", "--to", tmp_path / "one.scoutsync")
    assert "1 known already" in run("receive", tmp_path / "one.scoutsync")
    assert run("conflicts") == "Nothing to decide.\n"
    assert "fingerprint" in run("offices")


def test_a_confirmation_by_another_office_waits_for_the_home_office(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    arles, martigues = offices
    site = done(arles("add", "site", "name=Quai", "kind=stage"))["row"]
    done(arles("add", "production", "title=Film"))
    assert done(arles("home", site, "Martigues"))["home"] == "Martigues"
    days = ("--from", "2027-05-03", "--to", "2027-05-07")
    booking = done(arles("hold", site, *days, "--production", "Film"))["booking"]
    said = done(arles("confirm", booking))
    assert (said["state"], said["awaits"]) == ("awaiting_home", "Martigues")
    assert arles("confirm", booking).code == 1
    done(arles("send", "--to", tmp_path / "one.scoutsync"))
    done(martigues("receive", tmp_path / "one.scoutsync"))
    said = done(martigues("decline", booking, "--reason", "travaux"))
    assert said["state"] == "released"


def test_an_office_that_is_not_ours_gets_nothing_internal(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    arles, martigues = offices
    done(arles("add", "person", "name=Mme Roux"))
    assert done(arles("send", "--to", tmp_path / "a.scoutsync", "--partner"))["partner"] is True
    done(martigues("receive", tmp_path / "a.scoutsync"))
    done(martigues("send", "--to", tmp_path / "b.scoutsync"))
    done(arles("receive", tmp_path / "b.scoutsync"))
    assert done(arles("offices"))["offices"][0]["partner"] is True
    for name in ("Arles", "Martigues"):
        done(arles("offices", "--own", name))
    assert done(arles("offices"))["offices"][0]["partner"] is False
    sent = done(arles("send", "--to", tmp_path / "c.scoutsync", "--for", "Martigues"))
    assert (sent["partner"], sent["transactions"]) == (False, 3)
    assert done(martigues("receive", tmp_path / "c.scoutsync"))["applied"] == 2
    assert done(martigues("person", "Mme Roux"))["rows"] == 1


def test_what_is_held_on_a_person_is_written_out_then_erased(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    arles, martigues = offices
    done(arles("add", "person", "name=Aimée Roux", "phone=06 12 34 56 78"))
    done(arles("add", "site", "name=Quai", "kind=stage", "keys=chez Aimee Roux"))
    done(arles("send", "--to", tmp_path / "a.scoutsync"))
    done(martigues("receive", tmp_path / "a.scoutsync"))
    done(martigues("send", "--to", tmp_path / "b.scoutsync"))
    done(arles("receive", tmp_path / "b.scoutsync"))
    out = tmp_path / "roux.json"
    assert done(arles("person", "Aimée Roux", "--export", out))["rows"] == 1
    assert "chez Aimee Roux" in out.read_text(encoding="utf-8")
    assert "06 12 34 56 78" in out.with_suffix(".txt").read_text(encoding="utf-8")
    assert arles("person", "Aimée Roux", "--export", out).code == 1
    said = done(arles("person", "0612345678", "--erase"))
    assert (said["rows"], said["values"], said["backups"]) == (1, 2, [])
    assert arles("person", "Aimée Roux").code == 1
    [erasure] = done(arles("offices"))["erasures"]
    assert erasure["waiting"] == ["Martigues"]
    assert done(arles("person", "--purge"))["removed"] == []
    assert done(arles("check"))["problems"] == []

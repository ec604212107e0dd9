"""The options' life as a script runs it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest


def hold(scout: Any, production: str, **more: str) -> str:
    words = [word for pair in more.items() for word in (f"--{pair[0]}", pair[1])]
    said = scout("hold", "Quai", "--from", "2030-05-06", "--to", "2030-05-08", "--production",
                 production, *words)  # fmt: skip
    return str(said.document["booking"])


@pytest.fixture
def works(scout: Any) -> Any:
    scout("add", "site", "name=Quai", "kind=location")
    for title in ("Film un", "Film deux", "Film trois"):
        scout("add", "production", f"title={title}")
    return scout


def test_a_challenge_is_made_listed_and_answered(works: Any) -> None:
    first, second = hold(works, "Film un"), hold(works, "Film deux")
    made = works("challenge", first, "--by", second).document
    assert made["others_above"] == []
    assert [c["id"] for c in works("waiting").document["challenges"]] == [made["challenge"]]
    again = works("challenge", first, "--by", second)
    assert (again.code, again.document["error"]["kind"]) == (1, "refused")
    assert "already runs" in again.err
    answered = works("answer", made["challenge"], "--release", "repli").document
    assert [fate["booking"] for fate in answered["changed"]] == [second]
    assert works("waiting").document["challenges"] == []


def test_a_booking_is_moved_ranked_cancelled_and_taken_up_again(works: Any) -> None:
    first, second = hold(works, "Film un"), hold(works, "Film deux")
    assert works("rank", second, 1, "--reason", "accord").document["rank"] == 1
    moved = works("move", second, "--from", "2030-05-13", "--to", "2030-05-16").document
    assert moved["spans"] == [{"first": "2030-05-13", "last": "2030-05-16"}]
    works("add", "tier", "site=Quai", "days_before=0", "percent=30")
    works("confirm", first)
    cancelled = works("cancel", first, "--reason", "pluie").document
    assert (cancelled["state"], cancelled["due_percent"]) == ("cancelled", 30)
    assert works("reopen", first).document["rank"] == 1
    assert works("check").document == {"ok": True, "problems": []}


def test_a_quote_names_what_is_known_and_what_nobody_stated(works: Any) -> None:
    works("add", "rate", "site=Quai", "day_type=shoot", "amount=2500")
    works("add", "tier", "site=Quai", "days_before=0", "percent=40")
    runs = ("2030-05-06..2030-05-08:option:shoot", "2030-05-09..2030-05-09:option:strike")
    days = [word for run in runs for word in ("--span", run)]
    held = works("hold", "Quai", "--production", "Film un", *days)
    said = works("quote", held.document["booking"])
    assert said.document["lines"] == [
        {"day_type": "shoot", "days": 3, "rate": 250_000, "amount": 750_000},
        {"day_type": "strike", "days": 1, "rate": None, "amount": None},
    ]
    assert (said.document["total"], said.document["unknown"]) == (750_000, ["strike"])
    assert said.document["ladder"] == [{"from": 0, "to": None, "percent": 40}]
    assert (said.document["gap"], said.document["percent"], said.document["due"]) == (
        None,
        40,
        None,
    )


def test_a_promotion_may_wait_for_an_officer(works: Any) -> None:
    first, second = hold(works, "Film un"), hold(works, "Film deux")
    works("release", first, "--reason", "repli")
    said = works("promote", second)
    assert "No promotion" in said.err


def test_a_closure_repeats(works: Any) -> None:
    monday = date(2030, 5, 6)
    works("close", "Quai", "--from", monday, "--to", monday, "--reason", "marché",
          "--rrule", "FREQ=WEEKLY")  # fmt: skip
    week = monday + timedelta(days=7)
    [site] = works("available", "--from", week, "--to", week + timedelta(days=1)).document["sites"]
    assert [(b["first"], b["what"]) for b in site["blocking"]] == [("2030-05-13", "closed")]


def test_risks_of_days_say_what_is_to_be_filed_and_what_is_not_published(works: Any) -> None:
    works("add", "restriction", "title=Parc", "scope=site", "site=Quai", "lead_days=30")
    said = works("risks", "Quai", "--from", "2030-05-06", "--to", "2030-05-09").document
    assert said["notices"][0]["file_by"] == "2030-04-06"
    assert [one["day"] for one in said["public_holidays"]] == ["2030-05-08"]
    assert said["school_holidays_unpublished"] in ([], [{"first": "2030-05-06",
                                                         "last": "2030-05-09"}])  # fmt: skip
    assert bool(said["school_holidays_unpublished"]) is not bool(said["school_holidays"])


def test_bookings_become_a_calendar(works: Any, tmp_path: Path) -> None:
    hold(works, "Film un")
    hold(works, "Film deux")
    out = tmp_path / "film.ics"
    said = works("export", "--as", "calendar", "--to", out, "--production", "Film un").document
    assert said["written"] == 1
    assert "DTEND;VALUE=DATE:20300509" in out.read_text()


def test_free_windows_and_what_holds_the_others(works: Any) -> None:
    works("add", "site", "name=Hangar", "kind=location")
    booking = hold(works, "Film un")
    said = works("free", "--from", "2030-05-06", "--to", "2030-05-08", "--days", 3).document
    assert [(one["name"], one["window"]["first"]) for one in said["free"]] == [
        ("Hangar", "2030-05-06")
    ]
    [held] = said["held"]
    assert (held["name"], held["state"], held["nearest"]["last"]) == (
        "Quai", "optioned", "2030-05-05",
    )  # fmt: skip
    assert [(way["booking"], way["rank"]) for way in held["in_the_way"]] == [(booking, 1)]


def test_a_calendar_is_printed_when_its_file_is_a_pdf(works: Any, tmp_path: Path) -> None:
    hold(works, "Film un")
    out = tmp_path / "mai.pdf"
    days = ("--from", "2030-05-01", "--until", "2030-05-31", "--internal", "--held")
    said = works("export", "--as", "calendar", "--to", out, *days).document
    assert (said["pages"], said["sites"]) == (1, 1)
    assert out.read_bytes().startswith(b"%PDF")
    wrong = works("export", "--as", "calendar", "--to", out, "--from", "2030-05-02",
                  "--until", "2030-05-01")  # fmt: skip
    assert wrong.code == 1

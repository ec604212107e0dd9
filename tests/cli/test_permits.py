"""Authorisations as a script records them."""

from datetime import UTC, datetime, timedelta
from typing import Any


def test_a_permit_is_planned_asked_and_granted(scout: Any) -> None:
    today = datetime.now(UTC).date()
    first = today + timedelta(40)
    scout("add", "site", "name=Sormiou", "kind=location")
    scout("add", "production", "title=Film")
    given = ("title=Parc", "scope=site", "site=Sormiou", "authority=Parc national", "lead_days=30")
    rule = scout("add", "restriction", *given).document["row"]
    held = scout("hold", "Sormiou", "--from", first, "--to", first, "--production", "Film",
                 "--expires", first).document["booking"]  # fmt: skip
    [due] = scout("waiting").document["deadlines"]
    assert (due["booking"], due["restriction"], due["state"]) == (held, rule, "to_ask")
    assert due["file_by"] == (first - timedelta(30)).isoformat()
    permit = scout(
        "add", "permit", "production=Film", "site=Sormiou", "restriction=Parc", "state=asked",
        "authority=Parc national", f"asked_on={today}",
    ).document["row"]  # fmt: skip
    assert scout("waiting").document["deadlines"] == []
    scout("edit", permit, "state=refused", "conditions=nidification")
    assert [one["state"] for one in scout("waiting").document["deadlines"]] == ["refused"]
    shown = scout("show", permit).document
    assert shown["values"]["conditions"]["value"] == "nidification"
    assert {"authority", "state", "deadline", "restriction_id"} <= {
        one["name"] for one in scout("fields", "permit").document["fields"]
    }
    scout("delete", permit, "--reason", "erreur")
    assert [one["state"] for one in scout("waiting").document["deadlines"]] == ["to_ask"]
    assert scout("check").document == {"ok": True, "problems": []}

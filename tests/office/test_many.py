"""Several sites at once: all of them are changed in one step, or none is."""

from uuid import UUID

import pytest

from scout_app.errors import BadValue, EditedSince, ForSome, Refused
from scout_app.office import history, many, rows
from scout_app.wording import errors
from scout_app.wording.history import title as words
from tests.office.conftest import Trade


@pytest.fixture
def three(trade: Trade) -> list[UUID]:
    return [
        trade.write(
            rows.add, "site", {"name": name, "kind": "stage", "area": area, "noise": "quiet"}
        )
        for name, area in (("A", "100"), ("B", "200"), ("C", "200"))
    ]


def value(trade: Trade, row: UUID, name: str) -> object:
    card = trade.read(rows.card, row)
    return next(v.value for v in card.values if v.field.name == name)


def test_what_is_shared_is_shown_and_what_differs_is_said(trade: Trade, three: list[UUID]) -> None:
    said = {one.field.name: one for one in trade.read(many.together, three).values}
    assert (said["noise"].value, said["noise"].differs) == ("quiet", False)
    assert (said["area"].value, said["area"].differs) == (None, True)
    assert (said["power_kw"].value, said["power_kw"].differs) == (None, False)
    assert not {"name", "reference", "lat", "whole_id"} & said.keys()


def test_only_the_fields_given_are_written_and_one_undo_takes_all_back(
    trade: Trade, three: list[UUID]
) -> None:
    seen = trade.read(many.together, three).seen
    trade.write(many.edit, three, {"noise": "noisy", "looks": "brut"}, seen)
    assert [value(trade, one, "noise") for one in three] == ["noisy"] * 3
    assert [value(trade, one, "area") for one in three] == [100, 200, 200]
    last = trade.read(history.next_undo)
    assert last is not None
    assert words(last, {}, "en") == "edit Noise around: 3 × site"
    trade.write(history.undo)
    assert [value(trade, one, "noise") for one in three] == ["quiet"] * 3
    assert [value(trade, one, "looks") for one in three] == [None] * 3


def test_a_refused_value_names_the_sites_and_changes_nothing(
    trade: Trade, three: list[UUID]
) -> None:
    with pytest.raises(ForSome) as refused:
        trade.write(many.edit, three, {"noise": "noisy", "area": "large"})
    assert [name for name, cause in refused.value.refusals if isinstance(cause, BadValue)] == [
        "A", "B", "C",
    ]  # fmt: skip
    assert errors.explain(refused.value, "en").startswith("A, B, C: “large” does not fit “Area”")
    assert [value(trade, one, "noise") for one in three] == ["quiet"] * 3


def test_a_site_that_somebody_changed_since_stops_the_change_of_all(
    trade: Trade, three: list[UUID]
) -> None:
    seen = trade.read(many.together, three).seen
    trade.write(rows.edit, three[1], {"noise": "moderate"})
    with pytest.raises(ForSome) as refused:
        trade.write(many.edit, three, {"noise": "noisy"}, seen)
    [(name, cause)] = refused.value.refusals
    assert name == "B"
    assert isinstance(cause, EditedSince)
    assert [value(trade, one, "noise") for one in three] == ["quiet", "moderate", "quiet"]


def test_names_are_not_given_to_several_sites_at_once(trade: Trade, three: list[UUID]) -> None:
    with pytest.raises(Refused, match="edit_each"):
        trade.write(many.edit, three, {"name": "Plateau"})

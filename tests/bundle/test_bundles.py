"""A bundle says what was put in it, or is refused with a sentence, whatever was done to it."""

import hashlib
import json
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from scout_app.bundle import keys, lines, reading, writing
from scout_app.bundle.manifest import Entry, Manifest, Sender
from scout_app.errors import FileTrouble
from scout_app.model.transactions import Op, Transaction
from scout_app.store.log import txn_id, value_hash
from scout_app.store.values import canonical
from scout_app.wording import errors

MUTATIONS = int(os.environ.get("SCOUT_MUTATIONS", "20000"))
SEED = bytes(range(32))
PICTURE = b"\xff\xd8\xff" + bytes(range(200))
REPLICA = str(UUID(int=7))


def transaction(number: int, parent: str | None = None, value: str = '"Quai é"') -> Transaction:
    salt = bytes([number]) * 16
    cell = Op(
        "site", str(UUID(int=1)), "name", value_hash(salt, value), ("a" * 64,), (), salt, value
    )
    erased = replace(cell, field="phone", salt=None, value=None, seen=("b" * 64,))
    made = Transaction(
        "", REPLICA, number, parent, "Camille", "Arles", 5, True, "1.0", (cell, erased)
    )
    return replace(made, id=txn_id(made.head, [op.line for op in made.ops]))


FIRST = transaction(1)
SECOND = transaction(2, FIRST.id)


def said(**changed: object) -> Manifest:
    known = Manifest(
        UUID(int=3),
        "full",
        Sender(UUID(REPLICA), "Arles", keys.public(SEED)),
        {REPLICA: [(1, [(2, SECOND.id), (1, FIRST.id)])]},
        {REPLICA: [(1, 2)]},
        "1.0",
        "0.1.0",
        1000,
        ("c" * 64,),
    )
    return replace(known, **changed)  # type: ignore[arg-type]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A small bundle of two transactions and a picture."""
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(PICTURE)
    path = tmp_path / "arles.scoutsync"
    blobs = {hashlib.sha256(PICTURE).hexdigest(): picture}
    writing.write(path, said(), [FIRST, SECOND], blobs, SEED)
    return path


def refused(path: Path) -> str:
    with pytest.raises(FileTrouble) as found:
        reading.read(path)
    assert str(path) in errors.explain(found.value, "fr")
    return found.value.why


def test_what_was_written_is_read_back(made: Path) -> None:
    bundle = reading.read(made)
    assert bundle.transactions == (FIRST, SECOND)
    assert replace(bundle.manifest, entries=()) == said()
    [blob] = bundle.blobs
    with bundle.blob(blob) as found:
        assert found.read() == PICTURE
    assert not list(made.parent.glob(".*.part"))


def test_a_file_that_is_there_is_never_replaced(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(FileTrouble) as found:
        writing.write(made, said(), [FIRST], {}, SEED)
    assert found.value.why == "exists"
    assert made.read_bytes() == before


def test_a_failure_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "a.scoutsync"
    spoilt = tmp_path / "spoilt.jpg"
    spoilt.write_bytes(b"other bytes")
    with pytest.raises(FileTrouble):
        writing.write(path, said(), [FIRST], {"d" * 64: spoilt}, SEED)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["spoilt.jpg"]


def test_many_transactions_are_cut_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_TXNS", 3 * len(lines.written(FIRST)))
    chain = [transaction(number) for number in range(1, 9)]
    path = tmp_path / "a.scoutsync"
    writing.write(path, said(), chain, {}, SEED)
    assert reading.read(path).transactions == tuple(chain)
    assert len(reading.read(path).manifest.entries) > 2


def test_a_transaction_larger_than_a_part_has_one_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = 2 * len(lines.written(FIRST))
    for module in (writing, reading):
        monkeypatch.setattr(module, "MOST_TXNS", small)
    large = transaction(2, value=json.dumps("y" * small))
    chain = [transaction(1), large, transaction(3), transaction(4)]
    path = tmp_path / "a.scoutsync"
    writing.write(path, said(), chain, {}, SEED)
    found = reading.read(path)
    assert found.transactions == tuple(chain)
    assert sorted(entry.size > small for entry in found.manifest.entries) == [False, False, True]
    monkeypatch.setattr(writing, "MOST_TXN", small)
    with pytest.raises(FileTrouble, match="bundle_txn_too_big"):
        writing.write(tmp_path / "b.scoutsync", said(), chain, {}, SEED)


def test_a_part_too_large_for_its_many_transactions_is_refused(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_TXNS", 2 * len(lines.written(FIRST)) - 1)
    with pytest.raises(FileTrouble, match="bundle_damaged"):
        reading.read(made)


def test_texts_that_pack_too_well_still_arrive(tmp_path: Path) -> None:
    path = tmp_path / "a.scoutsync"
    long = transaction(1, value=json.dumps("x" * 200_000))
    writing.write(path, said(), [long], {}, SEED)
    assert reading.read(path).transactions == (long,)


def test_every_truncation_is_refused(made: Path) -> None:
    whole = made.read_bytes()
    for length in range(len(whole)):
        made.write_bytes(whole[:length])
        assert refused(made) in ("bundle_damaged", "bundle_foreign")


def test_a_spoilt_byte_is_refused_or_harmless(made: Path) -> None:
    whole = made.read_bytes()
    before = reading.read(made)
    dice, harmless = random.Random(1), 0
    for _time in range(MUTATIONS):
        spoilt = bytearray(whole)
        for _byte in range(dice.choice((1, 1, 1, 2, 8))):
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        if dice.random() < 0.1:
            at = dice.randrange(len(spoilt))
            spoilt[at:at] = dice.randbytes(dice.randrange(1, 40))
        made.write_bytes(spoilt)
        try:
            found = reading.read(made)
        except FileTrouble:
            continue
        harmless += 1
        assert found.transactions == before.transactions
        assert found.manifest == before.manifest
        assert found.blobs == before.blobs
    assert harmless < MUTATIONS // 3


def remade(
    path: Path,
    change: Callable[[dict[str, bytes]], None] = lambda _entries: None,
    seed: bytes | None = SEED,
) -> Path:
    """Pack a bundle anew with other entries; signed anew unless `seed` is None."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    if seed is not None:
        entries["manifest.sig"] = keys.sign(seed, entries["manifest.json"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def claiming(packed: dict[str, bytes], **claims: object) -> None:
    document = json.loads(packed["manifest.json"]) | claims
    packed["manifest.json"] = canonical(document)


def listing(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        listed = json.loads(entries["manifest.json"])["entries"]
        listed[name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        claiming(entries, entries=listed)
        entries[name] = data

    return change


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "blobs/../../evil", "C:\\evil", "blobs/" + "g" * 64, "x"]
)
def test_a_name_that_no_scout_writes_is_refused(made: Path, name: str) -> None:
    assert refused(remade(made, listing(name, b"evil"))) == "bundle_unsafe"


def test_a_bomb_is_refused_before_it_is_unpacked(made: Path) -> None:
    assert refused(remade(made, listing("txns-1.jsonl", bytes(40 << 20)))) == "bundle_unsafe"


def test_an_entry_twice_is_refused(made: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("txns.jsonl", b"")
    assert refused(made) == "bundle_unsafe"


def test_other_archives_are_no_bundles(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.scoutsync"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(other) == "bundle_foreign"
    other.write_bytes(b"SQLite format 3\x00" + bytes(500))
    assert refused(other) == "bundle_foreign"


def test_another_key_does_not_sign_for_the_office(made: Path) -> None:
    assert refused(remade(made, seed=bytes(32))) == "bundle_signature"
    assert refused(remade(made, lambda e: claiming(e, app="9"), seed=None)) == "bundle_signature"


@pytest.mark.parametrize("claims", [{"version": [2, 0]}, {"schema": "2.0"}])
def test_a_newer_scout_is_said_to_be_newer(made: Path, claims: dict[str, object]) -> None:
    assert refused(remade(made, lambda entries: claiming(entries, **claims))) == "bundle_newer"


def test_a_newer_minor_version_is_read(made: Path) -> None:
    remade(made, lambda entries: claiming(entries, version=[1, 9], schema="1.9"))
    assert reading.read(made).transactions == (FIRST, SECOND)


def spoilt_line(**changed: object) -> bytes:
    document = json.loads(lines.written(FIRST)) | changed
    return canonical(document) + b"\n"


@pytest.mark.parametrize(
    "line",
    [
        spoilt_line(author="Mallory"),
        spoilt_line(seq=-1),
        spoilt_line(seq=2**63),
        spoilt_line(values=[None]),
        spoilt_line(values=[["00", '"other"'], None]),
        spoilt_line(values=[[1], None]),
        spoilt_line(values=[[1, 2], None]),
        spoilt_line(ops=[{}, {}]),
        spoilt_line(ops=7),
        spoilt_line(parent="short"),
        spoilt_line(replica="nobody"),
        spoilt_line(more=1),
        b'{"a":1.5}\n',
        b'{"a": 1}\n',
        b"[]\n",
        b"\xff\n",
        b'"\\ud800"\n',
        b"[" * 3_000 + b"\n",
        b"{}",
        lines.written(FIRST)[:-1],
        lines.written(replace(FIRST, ops=(replace(FIRST.ops[0], prev=("x",)),))),
    ],
)
def test_a_line_that_no_scout_writes_is_refused(made: Path, line: bytes) -> None:
    assert refused(remade(made, listing("txns.jsonl", line))) == "bundle_damaged"


@pytest.mark.parametrize(
    "claims",
    [
        {"format": "other"},
        {"kind": "some"},
        {"sender": None},
        {"vector": {"a": [[1, [[1, "x"]]]]}},
        {"covers": [1]},
        {"entries": {}},
        {"made_ms": True},
        {"wants": [3]},
    ],
)
def test_a_manifest_that_no_scout_writes_is_refused(made: Path, claims: dict[str, object]) -> None:
    assert refused(remade(made, lambda e: claiming(e, **claims))) == "bundle_damaged"


def test_a_blob_that_is_not_its_name_is_refused(made: Path) -> None:
    assert refused(remade(made, listing("blobs/" + "e" * 64, b"other"))) == "bundle_damaged"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.scoutsync") == "missing"
    assert refused(tmp_path) == "folder"


def test_the_key_is_made_once_and_its_print_can_be_read_aloud() -> None:
    assert keys.own() == keys.own()
    assert len(keys.own()) == 32
    words = keys.fingerprint(keys.public(keys.own())).split()
    assert [len(word) for word in words] == [4] * 5


def test_a_spoilt_key_is_said() -> None:
    from scout_app import paths

    (paths.state_folder() / "office.key").write_bytes(b"short")
    with pytest.raises(FileTrouble) as found:
        keys.own()
    assert found.value.why == "key_damaged"


def test_entries_are_compared_by_size_and_name(made: Path) -> None:
    def shorter(entries: dict[str, bytes]) -> None:
        entries["txns.jsonl"] = entries["txns.jsonl"][: len(lines.written(FIRST))]

    assert refused(remade(made, shorter)) == "bundle_damaged"
    assert Entry("a", 1, "b") == Entry("a", 1, "b")

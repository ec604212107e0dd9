"""Reports of our own mistakes: where they were made, and nothing that a catalogue holds."""

import logging
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from scout_app import crashes
from scout_app.model.values import Officer
from scout_app.store.database import Store

SECRETS = ("06 12 34 56 78", "Madame Untel", "clef sous le pot", "/home/camille")


def raised() -> Exception:
    """Raise as the database does, quoting a row, and then again as a careless caller would."""
    try:
        try:
            values = {"name": SECRETS[1], "phone": SECRETS[0]}
            raise IntegrityError("INSERT INTO person", values, ValueError(SECRETS[2]))
        except IntegrityError as error:
            raise RuntimeError(f"{error} in {SECRETS[3]}") from error
    except RuntimeError as error:
        return error


def test_a_report_tells_where_and_no_value() -> None:
    said = crashes.describe(raised())
    assert "builtins.RuntimeError" in said
    assert "sqlalchemy.exc.IntegrityError" in said
    assert "test_crashes.py" in said
    assert " raised" in said
    assert not [secret for secret in SECRETS if secret in said]
    assert str(Path.home()) not in said
    assert "Python 3." in said
    assert "SQLite 3." in said
    assert "\npage calendar\n" in crashes.describe(raised(), "calendar")


def test_errors_that_come_from_each_other_are_told_once() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert crashes.describe(one).count("builtins.ValueError") == 1


def test_the_log_is_as_discreet() -> None:
    error = raised()
    about = (type(error), error, error.__traceback__)
    record = logging.LogRecord("scout", logging.ERROR, __file__, 1, "a bug", None, about)
    said = crashes.LogFormat("%(message)s").format(record)
    assert said.startswith("a bug\n")
    assert "IntegrityError" in said
    assert not [secret for secret in SECRETS if secret in said]


def test_a_mistake_in_a_transaction_is_told_without_the_row(store: Store, officer: Officer) -> None:
    wrong = text("INSERT INTO site (name) VALUES (:name)")
    with store.transaction(officer) as session, pytest.raises(IntegrityError) as met:
        session.execute(wrong, {"name": SECRETS[2]})
    assert SECRETS[2] in str(met.value)
    assert not [secret for secret in SECRETS if secret in crashes.describe(met.value)]


def test_only_the_last_reports_are_kept() -> None:
    made = [crashes.keep(ValueError()) for _ in range(crashes.KEPT + 3)]
    assert sorted(crashes.folder().glob("scout-*.txt")) == made[3:]


STRUCK = "from scout_app import crashes; import os; print(crashes.watch(), flush=True); os.abort()"


def test_a_session_struck_dead_is_told_once_at_the_next(tmp_path: Path) -> None:
    first, second = (_session(STRUCK) for _ in range(2))
    assert first.returncode == second.returncode == -signal.SIGABRT
    assert first.stdout == b"None\n"
    report = Path(second.stdout.decode().strip())
    said = report.read_text(encoding="utf-8")
    assert "Fatal Python error: Aborted" in said
    assert str(tmp_path) not in said
    quiet = "from scout_app import crashes; print(crashes.watch())"
    assert _session(quiet).stdout != b"None\n"
    assert _session(quiet).stdout == b"None\n"


def _session(code: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

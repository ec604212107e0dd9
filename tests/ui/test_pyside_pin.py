"""Why PySide6 is pinned: a release that loses references to None kills a long session."""

import subprocess
import sys

# Each call that returns nothing lost one reference in PySide6 6.12.0 on Python 3.11; the process
# died of it long before the last call. Run apart, so that its death is a failure, not the end.
CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for _ in range(200_000):
    label.setText("quai")
print(sys.getrefcount(None) - before)
"""


def test_qt_calls_give_back_every_reference_to_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALLS, "-platform", "offscreen"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 1_000

"""Process start → window painted → first rows, beside its peer: a bare QMainWindow.

Run: .venv/bin/python tests/bench/start.py [ROUNDS]   (QT_QPA_PLATFORM decides the screen)
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
window.repaint()
print(time.time())
"""

OURS = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from scout_app.settings import Settings
from scout_app.ui import texts, theme
from scout_app.ui.window import Window
app = QApplication([])
texts.set_language("fr")
theme.apply(app, "light")
window = Window(Settings("a", "b"))
window.show()
window.open(Path(sys.argv[1]))
window.repaint()
painted = time.time()
end = painted + 20
while window.sites.list.rows.rowCount() < 50 and time.time() < end:
    app.processEvents()
print(painted, time.time())
window.close()
"""


def taken(script: str, *words: str) -> list[float]:
    """Return the milliseconds from the start of a process to each moment it prints."""
    start = time.time()
    said = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return [(float(moment) - start) * 1000 for moment in said.stdout.split()]


def main(rounds: int) -> None:
    """Measure in turn, and print medians."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SCOUT_HOME"] = folder
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        path = str(Path(folder) / "starter.gpkg")
        subprocess.run(
            [sys.executable, "-m", "scout_app", "new", path, "--starter"],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
        bare, painted, rows = [], [], []
        for _ in range(rounds):
            bare.append(taken(BARE)[0])
            ours = taken(OURS, path)
            painted.append(ours[0])
            rows.append(ours[1])
    base = statistics.median(bare)
    for name, found in (("bare window", bare), ("window painted", painted), ("50 rows", rows)):
        median = statistics.median(found)
        print(f"  {name:16} {median:7.0f} ms   {median / base:5.2f} × the bare window")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)

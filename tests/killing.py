"""A child that works until it is killed: what a power cut or a task manager does to Scout."""

import os
import signal
import time
import warnings
from collections.abc import Callable

Say = Callable[[str], object]


def killed(work: Callable[[Say], None], after: float | None) -> tuple[list[str], bool]:
    """Let a child work and kill it after so many seconds, never when None.

    Returns the lines that it said, and whether it died before it was done.
    """
    heard, told = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        try:
            os.close(heard)
            work(lambda said: os.write(told, f"{said}\n".encode()))
        finally:
            os._exit(0)
    os.close(told)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    with os.fdopen(heard, "rb") as lines:
        return lines.read().decode().splitlines(), os.WIFSIGNALED(status)

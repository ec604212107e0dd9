"""python -m scout_app: the window, or with a verb the same work without one."""

import os
import sys


def main() -> int:
    """Start what the command line asks for; return the exit code."""
    from scout_app import app

    try:
        return app.main(sys.argv[1:])
    except BrokenPipeError:
        # Whoever read our output has read enough (`… | head`); nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())

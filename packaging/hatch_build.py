"""The wheel's build step: the translations are compiled before the files are collected."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTexts(BuildHookInterface):
    """Compiles every .po; the .mo files travel with `resources`, as pyproject.toml says."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files of the wheel are listed."""
        root = Path(self.root)
        texts = runpy.run_path(str(root / "packaging" / "texts.py"))
        texts["compile_texts"](root)

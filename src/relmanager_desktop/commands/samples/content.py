"""Reading the invented content that we ship."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from relmanager_desktop.paths import RESOURCES

Told = Mapping[str, Any]
Content = Mapping[str, list[Told]]


def read_content(folder: Path = RESOURCES / "sample") -> Content:
    """Return the tables of all files of a folder by name, in the order of the files."""
    content: dict[str, list[Told]] = {}
    for file in sorted(folder.glob("*.toml")):
        for name, tables in tomllib.loads(file.read_text(encoding="utf-8")).items():
            content.setdefault(name, []).extend(tables)
    return content

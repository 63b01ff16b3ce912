"""The same commands and queries from a terminal."""

from __future__ import annotations

from relmanager_desktop.cli.main import main

__all__ = ["main"]

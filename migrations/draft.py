"""Draft the migration for what the catalogue has and the newest schema has not: make migration."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from relmanager_desktop.store import upgrade
from relmanager_desktop.store.database import make_engine, url_of


def main(message: str) -> int:
    """Write migrations/versions/NNNN_message.py with the next number, to be read and mended."""
    number = max((int(revision) for revision in upgrade.known_revisions()), default=0) + 1
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(url_of(Path(folder) / "newest.relm"))
        upgrade.upgrade(engine)
        upgrade.draft_migration(engine, message, f"{number:04d}")
        engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:]) or "change"))

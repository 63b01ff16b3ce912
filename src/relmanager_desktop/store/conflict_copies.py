"""Copies that a sync program laid beside a portfolio because it was changed in two places."""

from __future__ import annotations

import platform
import re
from contextlib import suppress
from pathlib import Path

# What follows the name: Dropbox, Nextcloud and iCloud say it in words, Syncthing with a stamp.
_IN_WORDS = re.compile(r"[\W_].*(conflict|konflikt|conflit|conflito)", re.IGNORECASE)


def conflict_copies(portfolio: Path) -> list[Path]:
    """Return the conflict copies beside a portfolio, by name; which is newer, no date can tell."""
    with suppress(OSError):
        beside = portfolio.parent.glob(f"*{portfolio.suffix}")
        return sorted(path for path in beside if _is_copy(path.stem, portfolio.stem))
    return []


def _is_copy(stem: str, of: str) -> bool:
    if not stem.startswith(of) or stem == of:
        return False
    rest = stem.removeprefix(of)
    machine = platform.node().partition(".")[0]  # OneDrive adds the name of the computer
    return bool(_IN_WORDS.match(rest)) or bool(machine and rest == f"-{machine}")

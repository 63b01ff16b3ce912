"""Saved mappings as files: read within bounds, written as text."""

from __future__ import annotations

from pathlib import Path

from relmanager_desktop.domain.imports.profile_files import (
    MOST_BYTES,
    profile_from_text,
    profile_text,
    too_large,
)
from relmanager_desktop.domain.imports.profiles import Profile
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.texts import tr


def read_mapping(path: Path) -> Profile:
    """Return the mapping that a file holds.

    Raises:
        InvalidError: If it cannot be read, or is no mapping that is known here.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        message = tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        raise InvalidError([Problem("", message)]) from error
    if len(data) > MOST_BYTES:
        raise too_large(path.name)
    return profile_from_text(data.decode("utf-8", "replace"), path.name)


def write_mapping(path: Path, profile: Profile) -> None:
    """Write a mapping as text that people can read."""
    path.write_text(profile_text(profile), encoding="utf-8", newline="\n")

"""A mapping as a file that colleagues share: readable JSON with a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from relmanager_desktop.domain.imports.memories import Memory, memory_as_json, memory_from_json
from relmanager_desktop.domain.imports.profiles import Profile
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.texts import Text, tr

ENDING = ".relmap"
MARK, VERSION = "relmanager mapping", 1
MOST_BYTES = 2_000_000
LONGEST_NAME = 120


def profile_text(profile: Profile) -> str:
    """Return a profile as the text of a file."""
    kept = memory_as_json(Memory(profile))
    kept.pop("match")
    return json.dumps({MARK: VERSION, **kept}, ensure_ascii=False, indent=1) + "\n"


def profile_from_text(text: str, file_name: str) -> Profile:
    """Return the profile that a file holds.

    Raises:
        InvalidError: If it is no mapping, one of a newer version, or speaks of what there is not.
    """
    stored = _parsed(text, file_name)
    version = stored.get(MARK)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _refusal(tr("{file} is no saved mapping of RelManager.", file=file_name))
    if version > VERSION:
        raise _refusal(
            tr(
                "{file} was saved by a newer RelManager: bring this one up to date, or save the "
                "mapping anew.",
                file=file_name,
            )
        )
    memory = memory_from_json({**stored, "match": []})
    # What happens where values differ is left out where its word is not known.
    words = stored.get("collisions")
    is_whole = (
        memory is not None
        and isinstance(words, dict)
        and len(words) == len(memory.profile.collisions)
    )
    if memory is None or not memory.profile.mapping or not is_whole:
        raise _refusal(
            tr(
                "{file} holds a mapping with fields that are not known here, or it was changed by "
                "hand: save it anew where it came from.",
                file=file_name,
            )
        )
    return _named(memory.profile, file_name)


def too_large(file_name: str) -> InvalidError:
    """Return the refusal of a file that is larger than any mapping."""
    return _refusal(tr("{file} is too large for a saved mapping.", file=file_name))


def _parsed(text: str, file_name: str) -> Mapping[str, Any]:
    try:
        stored = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        stored = None
    if not isinstance(stored, dict):
        raise _refusal(tr("{file} is no saved mapping of RelManager.", file=file_name))
    return stored


def _named(profile: Profile, file_name: str) -> Profile:
    name = " ".join("".join(c if c.isprintable() else " " for c in profile.name).split())
    name = name[:LONGEST_NAME].strip() or file_name.rpartition(".")[0] or file_name
    return Profile(
        name, profile.header_fingerprint, profile.mapping, profile.readings, profile.collisions
    )


def _refusal(message: Text) -> InvalidError:
    return InvalidError([Problem("", message)])

"""How likely a list of each kind tells how people are reached."""

from __future__ import annotations

from relmanager_desktop.domain.mapping.word_lists import KNOWN_BY_MAIL
from relmanager_desktop.domain.records import KINDS

_FACTORS = {"account": 0.9, "contact": 1.0, "contact_point": 0.0, "member": 0.0}
_BY_MAIL, _BESIDE_ACCOUNTS = 0.93, 0.7


def point_factor(main: str, field: str) -> float:
    """Return what a way to reach people, such as 'email', counts in a list about ``main``."""
    if main in KNOWN_BY_MAIL and field == "email":
        return _BY_MAIL
    return _FACTORS.get(main, _BESIDE_ACCOUNTS if "account" in KINDS[main].by_name else 0.0)

"""The order of kinds in which every link points at what is already there."""

from __future__ import annotations

from functools import cache

from relmanager_desktop.domain.records import KINDS

# Not links, but a contact is told from a namesake by the account of its row, and a rule is for
# whom it names.
_ALSO_AFTER = {"contact": ("account",), "cadence_rule": ("tier", "tag", "account", "contact")}


@cache
def order_of_kinds() -> tuple[str, ...]:
    """Return all kinds, each behind the kinds that it points to; links to itself left aside."""
    ordered: dict[str, None] = {}
    open_: set[str] = set()

    def visit(name: str) -> None:
        if name in ordered or name in open_:
            return
        open_.add(name)
        for target in (*(f.target for f in KINDS[name].links), *_ALSO_AFTER.get(name, ())):
            visit(target)
        ordered[name] = None

    for name in KINDS:
        visit(name)
    return tuple(ordered)

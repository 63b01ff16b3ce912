"""Rows of cadence rules are for a tier, tag, role, account or contact that there is, or comes."""

from __future__ import annotations

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.links import NameBook
from relmanager_desktop.domain.imports.matching import AmbiguousError, UnknownNameError
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import lowered, tr

# A segment is a word that grows with use, so a rule may come before its first account.
NAMED = frozenset({"tier", "tag", "account", "contact"})
_ROLES = frozenset(fold(choice.code) for choice in KINDS["account"].field("roles").choices)


def refuse_targets(found: SheetRows, part: Part, names: NameBook) -> None:
    """Refuse the rules of a part that would fit nobody."""
    kinds, values = part.column("target_kind"), part.column("target_value")
    if kinds is None or values is None:
        return
    source = part.sources[part.fields.index("target_value")]
    label = KINDS["cadence_rule"].field("target_kind").label_of
    for n, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        is_asked = part.present[n] and n not in found.problems and bool(value)
        if not is_asked or _is_there(kind, str(value).strip(), names):
            continue
        message = tr(
            "There is no {kind} “{value}”, so the rule fits nobody: import or add it first.",
            kind=lowered(label(kind)),
            value=value,
        )
        found.refuse(n, message, source)


def _is_there(kind: str, value: str, names: NameBook) -> bool:
    if kind == "role":
        return fold(value) in _ROLES
    if kind not in NAMED:
        return True
    try:
        names.of(kind).find(value)
    except AmbiguousError:
        return True
    except UnknownNameError:
        return False
    return True

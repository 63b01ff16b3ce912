"""Kinds and fields as people name them on a command line, or the nearest of them."""

from __future__ import annotations

from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.domain.records import KINDS, Field, Kind
from relmanager_desktop.domain.suggestions import nearest
from relmanager_desktop.domain.texts import tr


def kind_named(name: str) -> Kind:
    """Return the kind that a person names: 'account', 'accounts', 'Accounts', 'contact point'.

    Raises:
        UsageError: With the nearest kinds.
    """
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for kind in KINDS.values():
        plural = str(kind.plural).lower().replace(" ", "_")
        if wanted in {kind.name, f"{kind.name}s", plural}:
            return kind
    names = ", ".join(nearest(wanted, [kind.name for kind in KINDS.values() if kind.is_seen]))
    message = tr(
        "There is no kind of record called “{name}”. Near are: {names}.", name=name, names=names
    )
    raise UsageError(str(message))


def field_named(kind: Kind, name: str) -> Field:
    """Return the field that a person names by its name or label.

    Raises:
        UsageError: With the nearest fields.
    """
    wanted = name.strip().removeprefix(f"{kind.name}.").lower()
    if wanted in kind.by_name:  # before any label: that of every key is “Key”
        return kind.by_name[wanted]
    for field in kind.fields:
        if wanted == str(field.label).lower():
            return field
    names = ", ".join(nearest(wanted, [field.name for field in kind.shown_fields]))
    message = tr(
        "{kind} has no field “{name}”. Near are: {names}.", kind=kind.label, name=name, names=names
    )
    raise UsageError(str(message))

"""add, set, archive, delete, history, undo and redo: writing, and taking it back."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.cli.commands import (
    DONE,
    INSIDE,
    PORTFOLIO,
    Command,
    Request,
    arg,
    count,
    key_of,
)
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.lists import WHERE, conditions_of
from relmanager_desktop.cli.naming import kind_named
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.cli.values import assignments, named_fields, record_json
from relmanager_desktop.commands import records as deeds
from relmanager_desktop.domain.records import Kind
from relmanager_desktop.domain.texts import lowered, tr
from relmanager_desktop.queries.history import change_sets, record_history
from relmanager_desktop.queries.own_fields import whole_kind
from relmanager_desktop.queries.records import ListRequest, find_record, one_record, record_ids
from relmanager_desktop.queries.titles import title_of

KIND = arg("kind", metavar="KIND")
KEY = arg("key", metavar="KEY", help="the 13 letters, a reference or the exact name")
VALUES = arg("values", nargs="+", metavar="field=value")


def add(request: Request) -> int:
    """Add one record and answer it."""
    kind = kind_named(request.given.kind)
    with request.portfolio() as database:
        with database.read() as session:
            kind = whole_kind(session, kind.name)
            values = assignments(session, kind, request.given.values)
        title = values.get(kind.title[0])
        name = title if isinstance(title, str) else ""
        label = str(tr("Add {kind} {title}", kind=lowered(kind.label), title=name)).strip()
        with database.write(label) as session:
            id_ = deeds.add_record(session, kind.name, values, request.today, is_whole=True)
        return _answer(request, database, kind.name, id_)


def change(request: Request) -> int:
    """Set fields of one record and answer it, or of all that meet ``--where``."""
    kind = kind_named(request.given.kind)
    if request.given.where:
        return _change_all(request, kind)
    if not request.given.values:
        raise UsageError(str(tr("Say what to set: relmanager set KIND KEY field=value.")))
    with request.portfolio() as database:
        with database.read() as session:
            kind = whole_kind(session, kind.name)
            id_ = find_record(session, kind.name, request.given.key)
            values = assignments(session, kind, request.given.values, id_)
            title = title_of(session, kind.name, id_)
        fields = ", ".join(named_fields(kind, request.given.values))
        label = tr("Change {fields} of {title}", fields=fields, title=title)
        with database.write(label) as session:
            deeds.change_record(session, kind.name, id_, values, request.today)
        return _answer(request, database, kind.name, id_)


def _change_all(request: Request, kind: Kind) -> int:
    """Set fields of many records as one step; there is no key, so its place holds a value."""
    given = request.given
    with request.portfolio() as database:
        with database.read() as session:
            kind = whole_kind(session, kind.name)
            words = [given.key, *given.values]
            fields = ", ".join(named_fields(kind, words))
            wanted = ListRequest(kind.name, conditions_of(session, kind, given.where))
            ids = record_ids(session, wanted)
            values = [assignments(session, kind, words, id_) for id_ in ids]
        label = tr("Change {fields} of {kinds}", fields=fields, kinds=lowered(kind.plural))
        with database.write(label) as session:
            changed = sum(
                deeds.change_record(session, kind.name, id_, own, request.today)
                for id_, own in zip(ids, values, strict=True)
            )
    data = {"kind": kind.name, "matched": len(ids), "changed": changed}
    line = tr("Changed {n} record.", plural="Changed {n} records.", n=changed)
    request.answer(data, [line])
    return DONE


def archive(request: Request) -> int:
    """Archive one record, or bring it back."""
    kind = kind_named(request.given.kind)
    with request.portfolio() as database:
        with database.read() as session:
            id_ = find_record(session, kind.name, request.given.key)
            title = title_of(session, kind.name, id_)
        back = request.given.back
        label = tr("Bring back {t}", t=title) if back else tr("Archive {t}", t=title)
        with database.write(label) as session:
            deed = deeds.bring_back if request.given.back else deeds.archive_record
            deed(session, kind.name, id_)
        return _answer(request, database, kind.name, id_)


def delete(request: Request) -> int:
    """Delete one record with what hangs on it; undo brings all of it back."""
    kind = kind_named(request.given.kind)
    with request.portfolio() as database:
        with database.read() as session:
            id_ = find_record(session, kind.name, request.given.key)
            title = title_of(session, kind.name, id_)
        with database.write(tr("Delete {title}", title=title)) as session:
            gone = deeds.delete_record(session, kind.name, id_)
    data = {"id": key_of(id_), "kind": kind.name, "deleted": gone}
    said = tr("Deleted {title}.", title=title)
    if gone > 1:
        said = tr(
            "Deleted {title} and {n} record that belongs to it.",
            plural="Deleted {title} and {n} records that belong to it.",
            n=gone - 1,
            title=title,
        )
    request.answer(data, [said])
    return DONE


def history(request: Request) -> int:
    """Answer the change sets, the newest first, or what happened to one record."""
    given = request.given
    with request.portfolio() as database, database.read() as session:
        if given.kind and given.key:
            kind = kind_named(given.kind)
            id_ = find_record(session, kind.name, given.key)
            entries = record_history(session, kind.name, id_)
            rows = [[e.at, e.label, e.field or "", e.before, e.after] for e in entries]
            request.answer(
                list(map(_entry_json, entries)),
                table_lines(["When", "What", "Field", "Before", "After"], rows),
            )
            return DONE
        sets = change_sets(session, given.limit)
    rows = [[s.number, s.at, s.label, s.source, s.records, s.state] for s in sets]
    request.answer(
        list(map(_set_json, sets)),
        table_lines(["No", "When", "What", "From", "Records", "State"], rows),
    )
    return DONE


def _answer(request: Request, database: Any, kind: str, id_: int) -> int:
    with database.read() as session:
        view = one_record(session, kind, id_)
        data = record_json(session, view)
    request.answer(data, [f"{view.title}  {key_of(id_)}"])
    return DONE


def _set_json(item: Any) -> dict[str, Any]:
    return {
        "change_set": item.number,
        "label": item.label,
        "at": item.at.isoformat(),
        "author": item.author,
        "source": item.source,
        "records": item.records,
        "kinds": dict(item.kinds),
        "undoes": item.undoes,
        "state": item.state,
    }


def _entry_json(entry: Any) -> dict[str, Any]:
    return {
        "change_set": entry.number,
        "at": entry.at.isoformat(),
        "label": entry.label,
        "author": entry.author,
        "what": entry.what,
        "field": entry.field,
        "before": entry.before,
        "after": entry.after,
    }


COMMANDS = (
    Command("add", "add a record", add, (PORTFOLIO, KIND, VALUES)),
    Command(
        "set",
        "set fields of a record, or of all that meet --where",
        change,
        (PORTFOLIO, KIND, KEY, arg("values", nargs="*", metavar="field=value"), WHERE),
    ),
    Command(
        "archive",
        "take a record out of the lists without losing it, or bring it --back",
        archive,
        (PORTFOLIO, KIND, KEY, arg("--back", action="store_true", help="bring it back")),
    ),
    Command("delete", "delete a record with what hangs on it", delete, (PORTFOLIO, KIND, KEY)),
    Command(
        "history",
        "what was written, when and by whom",
        history,
        (
            PORTFOLIO,
            INSIDE,
            arg("kind", nargs="?", metavar="KIND"),
            arg("key", nargs="?", metavar="KEY"),
            arg("--limit", type=count, default=50),
        ),
    ),
)

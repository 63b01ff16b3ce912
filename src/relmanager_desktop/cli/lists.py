"""list and search: what the portfolio holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.cli.commands import (
    DONE,
    INSIDE,
    PORTFOLIO,
    Command,
    Request,
    arg,
    count,
    key_of,
    local_today,
)
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.naming import field_named, kind_named
from relmanager_desktop.cli.tables import table_lines, told
from relmanager_desktop.cli.values import (
    HIDDEN_TYPES,
    refuse_two_readings,
    shown,
)
from relmanager_desktop.domain.records import KINDS, Kind
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.conditions import Condition, parse_condition
from relmanager_desktop.queries.drafts import typed_condition
from relmanager_desktop.queries.own_fields import whole_kind
from relmanager_desktop.queries.record_rows import currencies_of
from relmanager_desktop.queries.records import ListRequest, record_ids, rows_of
from relmanager_desktop.queries.searching import find_hits

TABLE_COLUMNS = 6
WHERE = arg("--where", action="append", metavar="field=value", help="also != >= <= > < ~")


def list_records(request: Request) -> int:
    """Answer the records of a kind that meet all conditions."""
    given = request.given
    kind = kind_named(given.kind)
    with request.portfolio() as database, database.read() as session:
        kind = whole_kind(session, kind.name)
        columns = _columns(kind, given.columns)
        wanted = ListRequest(
            kind.name,
            conditions=conditions_of(session, kind, given.where),
            archived=None if given.all else given.archived,
            text=given.text or "",
        )
        ids = record_ids(session, wanted)
        records = _records(session, kind, list(ids), columns)
    names = columns if given.columns else _short(kind)
    lines = table_lines(
        names, [[told(kind.field(name), record.get(name)) for name in names] for record in records]
    )
    total = tr("{n} record", plural="{n} records", n=len(records))
    request.answer(records, [*lines, total])
    return DONE


def search_records(request: Request) -> int:
    """Answer the records whose texts hold all words."""
    _refuse_wordless(request.given.text)
    kinds = tuple(kind_named(name).name for name in request.given.kinds or ())
    with request.portfolio() as database, database.read() as session:
        hits = find_hits(session, request.given.text, kinds, request.given.limit)
    data = [
        {"kind": hit.kind, "id": key_of(hit.id), "title": hit.title, "place": hit.place}
        for hit in hits
    ]
    rows = [[str(KINDS[hit.kind].label), hit.title, hit.place, key_of(hit.id)] for hit in hits]
    request.answer(data, table_lines(["Kind", "Name", "Where", "Key"], rows))
    return DONE


def _refuse_wordless(text: str) -> None:
    """Let a text pass that has something to search for."""
    if not any(map(str.isalnum, text)):
        message = tr(
            "There is nothing to search for in “{text}”. Give a word or a number.", text=text
        )
        raise UsageError(str(message))


def conditions_of(session: Session, kind: Kind, words: list[str] | None) -> tuple[Condition, ...]:
    """Return the typed conditions of ``--where`` words."""
    conditions = []
    for word in words or ():
        name, operator, text = parse_condition(word)
        field = field_named(kind, name)
        if operator != "~":
            refuse_two_readings(field, text)
        conditions.append(typed_condition(session, field, operator, text, today=local_today()))
    return tuple(conditions)


def _columns(kind: Kind, given: list[str] | None) -> list[str]:
    if given:
        names = [name for word in given for name in word.split(",") if name.strip()]
        return [field_named(kind, name).name for name in names]
    return [field.name for field in kind.fields if field.type not in HIDDEN_TYPES]


def _short(kind: Kind) -> list[str]:
    titles = [field.name for field in kind.shown_fields if field.name in kind.title]
    required = [field.name for field in kind.shown_fields if field.required]
    rest = [field.name for field in kind.shown_fields]
    return list(dict.fromkeys([*titles, *required, *rest]))[:TABLE_COLUMNS]


def _records(
    session: Session, kind: Kind, ids: list[int], columns: list[str]
) -> list[dict[str, Any]]:
    fetched = [name for name in dict.fromkeys(columns) if name != "id"]
    currencies = currencies_of(session, kind.name, ids)
    records = []
    for row in rows_of(session, kind.name, ids, fetched):
        values = dict(zip(["id", *fetched], row, strict=True))
        names = {link.name: str(values.get(link.name)) for link in kind.links}
        records.append(
            {
                name: shown(kind.field(name), values[name], names, currencies[values["id"]])
                for name in columns
            }
        )
    return records


COMMANDS = (
    Command(
        "list",
        "list the records of a kind",
        list_records,
        (
            PORTFOLIO,
            INSIDE,
            arg("kind", metavar="KIND", help="account, contact, interaction …"),
            WHERE,
            arg("--columns", action="append", metavar="field,…", help="the fields to show"),
            arg("--text", help="words that the record holds"),
            arg("--archived", action="store_true", help="the archived ones instead"),
            arg("--all", action="store_true", help="the archived ones too"),
        ),
    ),
    Command(
        "search",
        "find records by words, e-mails or phone digits",
        search_records,
        (
            PORTFOLIO,
            INSIDE,
            arg("text", metavar="TEXT"),
            arg("--kinds", action="append", metavar="KIND"),
            arg("--limit", type=count, default=50),
        ),
    ),
)

"""One table a kind, one column a field, and what a database adds: keys, indexes, constraints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, MetaData, Table, Text, text
from sqlalchemy.orm import registry

from relmanager_desktop.domain.records import KINDS, Field, FieldType, Kind
from relmanager_desktop.store.ids import new_id
from relmanager_desktop.store.tables.types import Id, column_type

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Beyond one index a link: what pages filter and sort by.
INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("account", ("sort_key", "id")),
    ("account", ("reference",)),
    ("account", ("tier", "annual_value")),
    ("contact", ("sort_key", "id")),
    ("contact", ("reference",)),
    ("contact_point", ("value",)),
    ("contact_point", ("sort_key",)),
    ("interaction", ("at",)),
    ("interaction", ("sort_key",)),
    ("action", ("state", "due", "id", "archived_at")),
    ("action", ("due",)),
    ("action", ("sort_key",)),
    ("issue", ("status", "opened_at")),
    ("issue", ("severity", "opened_at")),
    ("issue", ("opened_at",)),
    ("issue", ("sort_key",)),
    ("issue", ("number",)),
    ("issue", ("external_reference",)),
    ("opportunity", ("reference",)),
    ("order_line", ("account", "ordered_on")),
    ("order_line", ("order_number",)),
    ("order_line", ("sort_key",)),
    ("order_line", ("ordered_on",)),
    ("revenue_entry", ("account", "month")),
    ("kpi_value", ("kpi", "period", "account")),
    ("product", ("sort_key",)),
    ("member", ("sort_key",)),
    ("kpi", ("sort_key",)),
    ("tag", ("sort_key",)),
    ("contract", ("end", "archived_at", "currency", "value", "account")),
    ("change", ("change_set", "order")),
    ("change", ("kind", "row")),
)
# Columns that are mostly blank, indexed where they are not.
FILLED: tuple[tuple[str, str], ...] = (
    ("contact", "country"),
    ("contact", "preferred_channel"),
    ("contact", "language"),
    ("contact_point", "label"),
    ("contact_role", "title"),
    ("contact_role", "department"),
    ("contact_role", "buying_role"),
    ("contact_role", "ended_on"),
    ("interaction", "external_id"),
    ("order_line", "line"),
    ("order_line", "requested_on"),
    ("kpi_value", "value"),
)
# Columns of few words, indexed to sort by and for nothing else. SQLite keeps no count of words here
# and would take "held" for as rare as a name; so the index is offered only to those who ask for it
# by a condition that holds for every row. It costs next to nothing: its rows lie side by side.
SORTED: tuple[tuple[str, str], ...] = (
    ("contact_point", "kind"),
    ("contact_point", "primary"),
    ("contact_role", "primary"),
    ("interaction", "channel"),
    ("interaction", "purpose"),
    ("interaction", "state"),
    ("issue", "kind"),
    ("issue", "owed_by"),
    ("issue", "severity"),
    ("issue", "status"),
    ("kpi_value", "period"),
    ("order_line", "side"),
)
BY_ORDER = "version > 0"
# Kinds with so many records that the living are counted as all of them less the archived.
GREAT = (
    "account",
    "account_tag",
    "action",
    "contact",
    "contact_point",
    "contact_role",
    "contract",
    "interaction",
    "interaction_contact",
    "issue",
    "issue_event",
    "kpi_value",
    "opportunity",
    "order_line",
    "product",
    "revenue_entry",
)
# Of some rows only: queries repeat the condition, word for word but for the table's name.
ISSUE_OPEN = (
    "archived_at IS NULL AND status NOT IN ('resolved', 'closed', 'cancelled', 'duplicate')"
)
# By name, with the condition of the rows that they hold, '' for all.
NAMED: dict[str, tuple[str, tuple[str, ...], str]] = {
    # All that a cadence follows from, so that it is read off the index alone.
    "ix_interaction_touch": (
        "interaction",
        ("account", "at", "channel", "purpose", "direction", "state", "archived_at"),
        "",
    ),
    # Offered only to who asks for it: else new accounts would be read by it, in its order.
    "ix_account_heading": (
        "account",
        ("roles", "tier", "currency", "status", "annual_value", "archived_at", "version"),
        f"archived_at IS NULL AND {BY_ORDER}",
    ),
    "ix_issue_open": (
        "issue",
        ("severity", "opened_at", "owner", "status", "archived_at"),
        ISSUE_OPEN,
    ),
    **{f"ix_{kind}_by_{column}": (kind, (column,), BY_ORDER) for kind, column in SORTED},
}
UNIQUE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("change_set", ("number",)),
    ("setting", ("key",)),
)
_LEADING = {(table, columns[0]) for table, columns in INDEXES} | {
    (table, columns[0]) for table, columns, where in NAMED.values() if not where
}


def now() -> datetime:
    """Return the moment, in UTC: only for the columns that the program keeps."""
    return datetime.now(UTC)


def has_sort_key(kind: Kind) -> bool:
    """Whether records of this kind sort by a name of their own."""
    return kind.is_seen and kind.field(kind.title[0]).type in {FieldType.TEXT, FieldType.LONG_TEXT}


def _column(field: Field) -> Column[Any]:
    if field.name == "id":
        return Column("id", Id, primary_key=True, autoincrement=False, default=new_id)
    given: dict[str, Any] = {"nullable": _is_nullable(field)}
    if field.name in {"created_at", "updated_at"}:
        given["default"] = now
    if field.name == "version":
        given["default"] = 1
    # NO ACTION and not RESTRICT: SQLite checks RESTRICT at once even when checks are deferred,
    # and undo puts parents back after their children.
    keys = [ForeignKey(f"{field.target}.id", deferrable=True)] if field.target else []
    return Column(field.name, column_type(field.type), *keys, **given)


def _is_nullable(field: Field) -> bool:
    if field.name in {"created_at", "updated_at", "version"}:
        return False
    return not field.required and not (field.type is FieldType.YES_NO and field.default is not None)


def _table(kind: Kind) -> Table:
    table = Table(kind.name, METADATA, *(_column(field) for field in kind.fields))
    if has_sort_key(kind):
        table.append_column(Column("sort_key", Text, nullable=True))
    for link in kind.links:
        if (kind.name, link.name) not in _LEADING:
            _index_link(table, link)
    return table


def _index_link(table: Table, link: Field) -> None:
    column = table.c[link.name]
    if link.required:
        Index(None, column)
    else:
        _index_filled(column)


def _index_filled(column: Column[Any]) -> None:
    where = column.is_not(None)
    Index(None, column, sqlite_where=where, postgresql_where=where)


TABLES: dict[str, Table] = {kind.name: _table(kind) for kind in KINDS.values()}
for _name, _columns in INDEXES:
    Index(None, *(TABLES[_name].c[column] for column in _columns))
for _name, _column_name in (*FILLED, *((kind, "archived_at") for kind in GREAT)):
    _index_filled(TABLES[_name].c[_column_name])
for _name, (_kind, _columns, _where) in NAMED.items():
    _condition = text(_where) if _where else None
    Index(
        _name,
        *(TABLES[_kind].c[column] for column in _columns),
        sqlite_where=_condition,
        postgresql_where=_condition,
    )
for _name, _columns in UNIQUE:
    Index(None, *(TABLES[_name].c[column] for column in _columns), unique=True)


def table_of(kind: str) -> Table:
    """Return the table of a kind.

    Raises:
        KeyError: If there is no such kind.
    """
    return TABLES[kind]


def map_records() -> None:
    """Map the catalogue's dataclasses onto their tables; no twin class, no relationships."""
    mapper = registry(metadata=METADATA)
    for kind in KINDS.values():
        table = TABLES[kind.name]
        renamed = {f.attribute: table.c[f.name] for f in kind.fields if f.attribute != f.name}
        # The journal sets the version: the number of the change set that wrote the row, so that
        # an undone and newly edited row never shows a version that somebody read before.
        mapper.map_imperatively(
            kind.record,
            table,
            properties=renamed,
            version_id_col=table.c.version,
            version_id_generator=False,
        )

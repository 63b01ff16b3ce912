"""There is one door for every sort of write, and nobody climbs through a window."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import relmanager_desktop
from relmanager_desktop.domain.records import KINDS

PACKAGE = Path(relmanager_desktop.__file__).parent
MODULES = {
    str(path.relative_to(PACKAGE)): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
# Who may speak the writing half of SQL: each notes it in the journal, or writes what is derived.
WRITERS = {
    "store/account_totals.py": "derived",
    "store/blocks.py": "moves rows into the journal and back",
    "store/bulk.py": "notes what it does",
    "store/checks.py": "asks the search index to prove itself, in the words of an insert",
    "store/engines.py": "lists the words of the search index by a temporary table",
    "store/effects.py": "notes where accounts stand in a temporary table",
    "store/fact_totals.py": "derived",
    "store/facts.py": "derived",
    "store/journal.py": "the journal itself",
    "store/kind_totals.py": "derived",
    "store/salvage/writing.py": "copies rows together with the journal that speaks of them",
    "store/search.py": "derived",
    "store/statements.py": "used by bulk, journal and undo",
    "store/undo.py": "notes what it does",
    "store/upgrade.py": "clears tables that a failed upgrade left",
}
USERS_OF_STATEMENTS = {
    "store/account_totals.py", "store/arrears.py", "store/bulk.py", "store/comparisons.py",
    "store/fact_totals.py", "store/facts.py", "store/finding.py", "store/glance.py",
    "store/journal.py", "store/kind_totals.py", "store/search.py",
}  # fmt: skip
STATEMENT = re.compile(
    r"\b(INSERT INTO|INSERT OR|UPDATE \S+ SET|DELETE FROM|REPLACE INTO|DROP TABLE|ALTER TABLE"
    r"|CREATE (TABLE|INDEX|UNIQUE|VIRTUAL|TRIGGER|VIEW))\b"
)
CONSTRUCTS = {"insert", "update", "delete"}
LEGACY = {"bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"}


def texts_of(tree: ast.Module) -> Iterator[str]:
    """Every string of a module that is no docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield str(node.value)


def imported_from(tree: ast.Module, package: str) -> set[str]:
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package)
        for alias in node.names
    }


def called_methods(tree: ast.Module) -> Iterator[ast.Attribute]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func


def test_only_the_doors_speak_the_writing_half_of_sql() -> None:
    speaking = {
        name
        for name, tree in MODULES.items()
        if CONSTRUCTS & imported_from(tree, "sqlalchemy")
        or any(STATEMENT.search(text) for text in texts_of(tree))
    }
    assert speaking <= WRITERS.keys()


def test_nobody_writes_by_the_methods_of_a_table() -> None:
    writing = {
        f"{name}:{call.lineno}"
        for name, tree in MODULES.items()
        for call in called_methods(tree)
        if call.attr in CONSTRUCTS
        and isinstance(call.value, ast.Subscript)
        and ast.unparse(call.value).startswith("TABLES[")
    }
    assert writing == set()


def test_only_the_doors_use_the_bare_statements() -> None:
    using = {
        name
        for name, tree in MODULES.items()
        if imported_from(tree, "relmanager_desktop.store.statements")
    }
    assert using <= USERS_OF_STATEMENTS


def test_only_the_database_commits() -> None:
    committing = {
        name
        for name, tree in MODULES.items()
        for call in called_methods(tree)
        if call.attr == "commit"
    }
    assert committing == {"store/database.py"}


@pytest.mark.parametrize("method", sorted(LEGACY))
def test_nobody_uses_the_old_ways_past_the_flush(method: str) -> None:
    using = {
        name
        for name, tree in MODULES.items()
        for call in called_methods(tree)
        if call.attr == method
    }
    assert using == set()


def test_deeds_and_questions_hold_a_session_and_no_connection() -> None:
    holding = {
        f"{name}:{call.lineno}"
        for name, tree in MODULES.items()
        if name.startswith(("commands/", "queries/", "cli/", "ui/"))
        for call in called_methods(tree)
        if call.attr in {"connection", "exec_driver_sql", "raw_connection"}
        and "session" in ast.unparse(call.value)
    }
    assert holding == set()


def test_links_are_rows_of_their_own() -> None:
    """A `secondary` table would change without a row that the journal could keep."""
    using = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in {"secondary", "cascade", "passive_deletes"}
    }
    assert using == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_reference_deletes_by_itself(kind: str) -> None:
    from relmanager_desktop.store.tables import TABLES

    assert {key.ondelete for key in TABLES[kind].foreign_keys} <= {None}

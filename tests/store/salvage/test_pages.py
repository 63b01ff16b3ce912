"""Pages, logs and records read as SQLite wrote them, and as nobody should have."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.store.salvage.logs import committed_pages
from relmanager_desktop.store.salvage.pages import LEAF, Pages, varint
from relmanager_desktop.store.salvage.records import Column, decode, fits

values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False).map(lambda number: number + 0.5),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300),
    st.binary(max_size=9_000),
)


def made(place: Path, rows: list[tuple[Any, ...]], *, page_size: int = 4096) -> Path:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)")
        connection.executemany("INSERT INTO t (a, b) VALUES (?, ?)", rows)
        connection.commit()
    return place


def read(place: Path) -> list[list[Any]]:
    """Every record of every leaf but the first page's."""
    with closing(Pages(place)) as pages:
        leaves = [n for n in range(2, pages.count + 1) if pages.kind(n) == LEAF]
        cells = sorted(cell for number in leaves for cell in pages.cells(number))
        return [decode(cell.payload)[1:] for cell in cells]


@given(rows=st.lists(st.tuples(values, values), min_size=1, max_size=20))
def test_records_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    place = made(tmp_path_factory.mktemp("pages") / "t.db", rows)
    assert read(place) == [list(row) for row in rows]


@pytest.mark.parametrize("page_size", [512, 1024, 65_536])
def test_the_size_of_a_page_is_as_the_file_says(tmp_path: Path, page_size: int) -> None:
    rows = [(number, "text" * 90) for number in range(300)]
    place = made(tmp_path / "t.db", rows, page_size=page_size)
    assert read(place) == [list(row) for row in rows]


@given(data=st.binary(min_size=1, max_size=200))
def test_any_bytes_are_a_record_or_refused(data: bytes) -> None:
    try:
        decode(data)
    except (ValueError, IndexError):
        return


@given(data=st.binary(max_size=20_000))
def test_any_bytes_are_pages(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    place = tmp_path_factory.mktemp("pages") / "t.db"
    place.write_bytes(data)
    with closing(Pages(place)) as pages:
        pages.free()
        for number in range(1, pages.count + 1):
            list(pages.cells(number))
            pages.children(number)


@pytest.mark.parametrize("number", [0, 127, 128, 16_384, 2**56, 2**64 - 1])
def test_integers_of_one_to_nine_bytes(number: int) -> None:
    from_sqlite = {0: "00", 127: "7f", 128: "8100", 16_384: "818000"}
    large = {2**56: "80c0808080808080" + "00", 2**64 - 1: "ff" * 9}
    written = bytes.fromhex({**from_sqlite, **large}[number])
    assert varint(written, 0) == (number, len(written))


def test_only_what_was_committed_is_taken_from_a_log(tmp_path: Path) -> None:
    place, crashed = tmp_path / "t.db", tmp_path / "crashed.db"
    made(place, [(1, "one")])
    with closing(sqlite3.connect(place, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO t (a, b) VALUES (2, 'two')")
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN")
        writer.executemany("INSERT INTO t (a, b) VALUES (?, ?)", [(3, "x" * 3_000)] * 50)
        for suffix in ("", "-wal"):
            shutil.copy(f"{place}{suffix}", f"{crashed}{suffix}")
    assert read(crashed) == [[1, "one"], [2, "two"]]


def test_a_spoilt_log_is_read_as_far_as_it_is_good(tmp_path: Path) -> None:
    place, crashed = tmp_path / "t.db", tmp_path / "crashed.db"
    made(place, [(1, "one")])
    with closing(sqlite3.connect(place, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        for number in (2, 3):
            writer.execute("INSERT INTO t (a, b) VALUES (?, 'more')", (number,))
        for suffix in ("", "-wal"):
            shutil.copy(f"{place}{suffix}", f"{crashed}{suffix}")
    log = Path(f"{crashed}-wal")
    data = bytearray(log.read_bytes())
    data[-1] ^= 1
    log.write_bytes(data)
    assert [row[0] for row in read(crashed)] == [1, 2]


def test_where_there_is_no_log_nothing_is_newer(tmp_path: Path) -> None:
    assert committed_pages(tmp_path / "none-wal", 4096) == {}


KEY = Column("id", "INTEGER", is_required=False, is_key=True)
DAY = Column("due", "DATE", is_required=False)
NAME = Column("name", "TEXT", is_required=True)


@pytest.mark.parametrize(
    ("record", "is_one"),
    [
        ([None, "Acme", "2026-11-24"], True),
        ([None, "Acme", None], True),
        ([None, "Acme"], True),  # the last column was added later
        ([None, None, "2026-11-24"], False),
        ([None, "Acme", "soon"], False),
        ([None, b"Acme", None], False),
        ([7, "Acme", None], False),
        ([None, "Acme", None, 1], False),
        ([None], False),
    ],
)
def test_a_record_is_told_by_its_looks(record: list[Any], is_one: bool) -> None:
    assert fits(record, (KEY, NAME, DAY)) is is_one

"""Workbooks as programs may write them, made at random: every cell comes as it was meant."""

from __future__ import annotations

import re
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import Cell, ErrorCell, cell_name
from relmanager_desktop.exchange.cell_texts import fit
from tests.exchange.raw_books import book, read, sheet

ERRORS = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
FIRST_DAY = datetime.fromisoformat("1899-12-30")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
numbers = st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e15, 1e15, allow_subnormal=False))
moments = st.datetimes(
    datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("9999-12-30")
).map(lambda moment: moment.replace(microsecond=0))
days = st.dates(date(1901, 1, 1), date(9999, 12, 30))
errors = st.sampled_from(ERRORS).map(ErrorCell)
cells = st.one_of(st.none(), texts, numbers, st.booleans(), days, moments, errors)
tables = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=8)


def written(value: Cell, place: str, quote: str) -> str:
    """Return a cell as XML; its attributes stand in quotes of this kind."""
    name = f"r={quote}{place}{quote}"
    if isinstance(value, str):
        spelled = _ESCAPE.sub("_x005F_", value)
        spelled = _UNWRITABLE.sub(lambda sign: f"_x{ord(sign.group()):04X}_", spelled)
        spelled = escape(spelled, {"\r": "&#13;"})
        kind = f"t={quote}inlineStr{quote}"
        return f'<c {name} {kind}><is><t xml:space="preserve">{spelled}</t></is></c>'
    if isinstance(value, bool):
        return f"<c {name} t={quote}b{quote}><v>{int(value)}</v></c>"
    if isinstance(value, ErrorCell):
        return f"<c t={quote}e{quote} {name}><f>1/0</f><v>{value}</v></c>"
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        serial = (moment - FIRST_DAY) / timedelta(days=1)
        return f"<c {name} s={quote}1{quote}><v>{serial!r}</v></c>"
    return f"<c {name}/>" if value is None else f"<c {name}><v>{value!r}</v></c>"


def meant(value: Cell) -> Cell:
    if isinstance(value, str):
        return fit(value)[0] or None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    is_whole = isinstance(value, float) and value.is_integer()
    return int(value) if is_whole and isinstance(value, float) else value


def same(ours: Cell, theirs: Cell) -> bool:
    if isinstance(ours, datetime) and isinstance(theirs, datetime):
        return abs(ours - theirs) < timedelta(seconds=1)
    return type(ours) is type(theirs) and ours == theirs


@given(tables, st.sampled_from("\"'"))
def test_every_cell_comes_as_it_was_meant(table: list[list[Cell]], quote: str) -> None:
    rows = "".join(
        f'<row r="{row + 1}">'
        + "".join(written(cell, cell_name(row, column), quote) for column, cell in enumerate(line))
        + "</row>"
        for row, line in enumerate(table)
    )
    with tempfile.TemporaryDirectory() as folder:
        (ours,) = read(book(Path(folder), sheet(rows))).sheets
    for row, line in enumerate(table):
        wanted = [meant(cell) for cell in line]
        found = ours[row] if row < len(ours) else []
        found = [*found, *[None] * (len(wanted) - len(found))]
        assert all(map(same, found, wanted)), (found, wanted)

"""Exporting 100,000 × 15 accounts as the portfolio workbook against XlsxWriter's ordinary way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.portfolios import create_portfolio
from tests.benchmarks.ratios import Ratio, measure

ROWS = 100_000
FIELDS = (
    *("name", "reference", "city", "country", "status", "email", "phone", "turnover"),
    *("employees", "since", "industry", "postcode", "notes", "website", "margin_percent"),
)
OURS = (
    "import sys\n"
    "from pathlib import Path\n"
    "from relmanager_desktop.queries.exports import export_workbook\n"
    "from relmanager_desktop.store.database import Database\n"
    "with Database(sys.argv[1]).read() as session:\n"
    "    export_workbook(session, Path(sys.argv[2]), kinds=['account'])"
)
# The same cells and features, as XlsxWriter's manual tells: table, drop-downs, notes, frozen panes,
# a hidden column and a hidden sheet; but without key, names for links, or checksums.
YARDSTICK = (
    "import sys, xlsxwriter\n"
    "from sqlalchemy import select\n"
    "from relmanager_desktop.store.database import Database\n"
    "from relmanager_desktop.store.tables import TABLES\n"
    "from tests.benchmarks.exports import FIELDS\n"
    "book = xlsxwriter.Workbook(sys.argv[2], {'strings_to_formulas': False})\n"
    "sheet = book.add_worksheet('Accounts')\n"
    "day = book.add_format({'num_format': 'yyyy-mm-dd'})\n"
    "columns = [TABLES['account'].c[name] for name in ('id', *FIELDS)]\n"
    "with Database(sys.argv[1]).read() as session:\n"
    "    for row, cells in enumerate(session.execute(select(*columns)), start=1):\n"
    "        for column, cell in enumerate(cells):\n"
    "            if isinstance(cell, str):\n"
    "                sheet.write_string(row, column, cell)\n"
    "            elif isinstance(cell, (int, float)):\n"
    "                sheet.write_number(row, column, cell)\n"
    "            elif cell is not None:\n"
    "                sheet.write_datetime(row, column, cell, day)\n"
    "headers = [{'header': column.name} for column in columns]\n"
    "sheet.add_table(0, 0, row, len(FIELDS), {'name': 'tblAccounts', 'columns': headers})\n"
    "sheet.set_column(0, 0, 14, None, {'hidden': 1})\n"
    "sheet.freeze_panes(1, 0)\n"
    "for column, name in enumerate(FIELDS, start=1):\n"
    "    sheet.write_comment(0, column, f'What {name} is for')\n"
    "    words = {'validate': 'list', 'source': '=Lists!$A$1:$A$9', 'error_type': 'warning'}\n"
    "    sheet.data_validation(1, column, row, column, words)\n"
    "lists = book.add_worksheet('Lists')\n"
    "lists.hide()\n"
    "lists.write_column(0, 0, ['active', 'ended'])\n"
    "book.close()"
)


def figures(folder: Path, rows: int = ROWS) -> list[Ratio]:
    """Return the ratio, each side as a whole process, portfolio to finished file."""
    place = folder / "export.relm"
    database = create_portfolio(place)
    with database.write("Fill") as session:
        insert_rows(session, "account", FIELDS, map(_account, range(rows)), rows)
    database.close()

    def run(program: str) -> float:
        return _seconds(["-c", program, str(place), str(folder / "export.xlsx")])

    name = "export of 100,000 x 15 / XlsxWriter, same features"
    return [measure(name, lambda: run(OURS), lambda: run(YARDSTICK), 0.30, 3)]


def _account(number: int) -> tuple[object, ...]:
    return (
        f"{to_letters(number * 7919)} Works",
        f"C-{number}",
        "Hamburg",
        "DE",
        "active",
        f"office@works{number}.example",
        f"+49 40 {number:07d}",
        number * 100,
        number % 500,
        date(2020, 1, 1 + number % 28),
        "Freight",
        f"{number % 100_000:05d}",
        f"Met at the fair, wants offer {number}",
        f"https://works{number}.example",
        number % 40 / 2,
    )


def _seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return time.perf_counter() - start

"""What importing a public file would do, as lines to compare: headers, fields, counts and sums.

``python -m tests.queries.snapshots [FOLDER/FILE …]`` writes them anew, to be looked at line by line
before they are committed. No cell of a list is in them.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.plans import ImportPlan, counts_by_kind
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.exchange.readings import RefusedFile
from relmanager_desktop.queries.import_plans import Preview, preview_import
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from tests.domain.mapping.labelled_lists import names_of

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOTS = ROOT / "tests" / "data" / "snapshots"
SHARED_DATA = ROOT.parent / "shared" / "data"
SUFFIXES = frozenset({".csv", ".txt", ".xls", ".xlsx", ".zip", ".vcf"})
LARGE = 2_000_000  # bytes: looked at by night
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def public_files() -> list[str]:
    """Return the names of the lists among the public files, relative to their folder."""
    paths = (p for p in SHARED_DATA.rglob("*") if p.suffix.lower() in SUFFIXES)
    return sorted(p.relative_to(SHARED_DATA).as_posix() for p in paths if "license" not in p.name)


def snapshot_place(name: str) -> Path:
    """Return where the snapshot of a file is kept."""
    return SNAPSHOTS / f"{name}.txt"


def snapshot_of(database: Database, path: Path) -> list[str]:
    """Return what importing a file into this portfolio would do."""
    with database.read() as session:
        try:
            found = preview_import(session, path, Wishes(), now=NOW)
        except RefusedFile as refusal:
            return [f"refused: {str(refusal).replace(str(path), path.name)}"]
    return list(_lines(found))


def _lines(found: Preview) -> Iterator[str]:
    for mapped in found.maps:
        yield from _of_map(mapped)
    yield from _of_plan(found.plan)


def _of_map(mapped: SheetMap) -> Iterator[str]:
    rows = f"header in row {mapped.header_row}, last row {mapped.last_row or 'open'}"
    yield f"{mapped.sheet}: {' + '.join(mapped.kinds) or 'asked'}, {rows}"
    for path, value in sorted(mapped.constants.items()):
        yield f"  every row: {path} = {value}"
    for column in mapped.columns:
        names = names_of(mapped, column)
        header = " ".join(column.header.split()) or f"column {column.column + 1}"
        yield f"  {header} -> {names[0] if names else 'left out'}{_reading(column.reading)}"
    for about, times in sorted(Counter(q.about.split(":")[0] for q in mapped.questions).items()):
        yield f"  asked: {about} {times}"


def _reading(reading: object) -> str:
    shown = {name: getattr(reading, name) for name in ("dates", "currency", "separator")}
    told = [f"{name} {value!r}" for name, value in shown.items() if value]
    return f" ({', '.join(told)})" if told else ""


def _of_plan(plan: ImportPlan) -> Iterator[str]:
    for sheet in plan.sheets:
        fates = ", ".join(f"{f.value} {sheet.count(f)}" for f in Fate if sheet.count(f))
        told = f"{sheet.rows} rows: {fates or 'none'}, skipped {len(sheet.skipped)}"
        yield f"{sheet.map.sheet}: {told}"
        for total in sheet.sums:
            header = sheet.map.header[total.column] if total.column < len(sheet.map.header) else ""
            yield f"  sum of {header}: {total.in_file:.10g} in the file, {total.taken:.10g} taken"
    for kind, counts in counts_by_kind(plan).items():
        told = ", ".join(f"{fate.value} {counts[fate]}" for fate in Fate if counts[fate])
        yield f"{kind}: {told}"
    made = {kind: len(records.rows) for kind, records in plan.new.items() if records.rows}
    yield "made: " + (", ".join(f"{kind} {n}" for kind, n in sorted(made.items())) or "nothing")
    problems = Counter(problem.header for problem in plan.problems)
    for header, times in sorted(problems.items()):
        yield f"problems in {header or 'the row'}: {times}"
    if plan.remarks:
        yield f"remarks: {len(plan.remarks)}"


def main(names: list[str]) -> int:
    """Write the snapshots of the files named, or of all."""
    with tempfile.TemporaryDirectory(prefix="relmanager-snapshots-") as folder:
        for number, name in enumerate(names or public_files()):
            database = create_portfolio(Path(folder) / f"{number}.relm")
            place = snapshot_place(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            lines = snapshot_of(database, SHARED_DATA / name)
            place.write_text("\n".join(lines) + "\n", encoding="utf-8")
            database.close()
            print(name, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

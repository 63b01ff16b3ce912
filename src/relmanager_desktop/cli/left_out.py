"""What of a file is not taken although no row of it is refused: columns, and cells in conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.unlisted import columns_left_out
from relmanager_desktop.domain.mapping.maps import ColumnMap, SheetMap, Wishes
from relmanager_desktop.domain.texts import Text, tr


def left_out_columns(maps: Sequence[SheetMap], wishes: Wishes) -> Iterator[Text]:
    """Yield for each table the columns that go nowhere, unless that was wished or is asked."""
    wished = {header for header, path in wishes.fields.items() if not path}
    for found in maps:
        asked = {question.column for question in found.questions if question.about == "field"}
        names = [
            _called(column)
            for column in columns_left_out(found)
            if column.column not in asked
            and wished.isdisjoint({fold(column.header), column_letters(column.column).lower()})
        ]
        if found.kinds and names:
            yield tr(
                "{sheet}: left out: {columns}. Say where one goes with "
                '--map "Header=kind.field", keep it with --map "Header=own", tags or notes, or '
                'leave it out with --map "Header=".',
                sheet=found.sheet,
                columns=", ".join(names),
            )


def kept_cells(count: int) -> Text:
    """Return what is said of cells of our own workbook that both sides changed."""
    return tr(
        "{n} edited cell was not taken: it was changed here too since the workbook was written, "
        "and yours was kept.",
        plural="{n} edited cells were not taken: they were changed here too since the workbook "
        "was written, and yours were kept.",
        n=count,
    )


def _called(column: ColumnMap) -> str:
    name = " ".join(column.header.split())
    return f"“{name}”" if name else column_letters(column.column)

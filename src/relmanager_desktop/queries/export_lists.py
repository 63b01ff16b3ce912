"""The hidden sheet of words that the drop-downs of a workbook offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sqlalchemy import select

from relmanager_desktop.domain.cells import Cell, column_letters
from relmanager_desktop.domain.folding import sort_key
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.workbooks import LISTS_SHEET, WorkbookColumn
from relmanager_desktop.domain.workbooks.values import field_words
from relmanager_desktop.exchange.cells_out import text_cell
from relmanager_desktop.exchange.layouts import Column, SheetSpec, Visibility, width_of
from relmanager_desktop.queries.export_rows import Source
from relmanager_desktop.queries.records import words_of_list
from relmanager_desktop.store.tables import TABLES

MOST_NAMES = 5_000  # more is no list that a person scrolls through


class Lists:
    """The words for the drop-downs of these sheets, and where each list stands."""

    def __init__(
        self, source: Source, sheets: Sequence[tuple[str, Sequence[WorkbookColumn]]]
    ) -> None:
        self._source = source
        self._words: dict[str, list[str]] = {}
        self._too_long: set[str] = set()
        for kind, layout in sheets:
            for column in layout:
                self._enter(_full_name(kind, column), column)
        self._places = {name: place for place, name in enumerate(self._words)}

    @property
    def notes(self) -> list[Text]:
        """Sentences on the lists that are too long to be offered."""
        return [
            tr(
                "There are too many {kinds} for a drop-down: their names are typed.",
                kinds=KINDS[kind].plural,
            )
            for kind in sorted(self._too_long)
        ]

    def range_of(self, kind: str, column: WorkbookColumn) -> str:
        """Return where the words for a column stand, '' where none are offered."""
        name = _full_name(kind, column)
        if name not in self._places:
            return ""
        letters = column_letters(self._places[name])
        return f"{LISTS_SHEET}!${letters}$2:${letters}${1 + len(self._words[name])}"

    def is_strict(self, column: WorkbookColumn) -> bool:
        """Whether a word outside the list would be refused when it comes home."""
        return column.list_name.startswith(("choice:", "yes_no"))

    def spec(self) -> SheetSpec:
        """Return the sheet."""
        columns = tuple(Column("", width_of(words[:200])) for words in self._words.values())
        return SheetSpec(
            LISTS_SHEET, columns or (Column(""),), self._rows(), visibility=Visibility.HIDDEN
        )

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        yield tuple(self._words)
        yield from zip_longest(*self._words.values())

    def _enter(self, name: str, column: WorkbookColumn) -> None:
        if not name or name in self._words or name in self._too_long:
            return
        what, _, of = name.partition(":")
        if what == "link":
            self._enter_names(name, of)
            return
        words = list(_words_of(self._source, what, of, column))
        if words:
            self._words[name] = [word for word in map(_safe, words) if word]

    def _enter_names(self, name: str, kind: str) -> None:
        table = TABLES[kind]
        statement = select(table.c.id)
        if "archived_at" in table.c:
            statement = statement.where(table.c.archived_at.is_(None))
        ids = self._source.session.execute(statement.limit(MOST_NAMES + 1)).scalars().all()
        if len(ids) > MOST_NAMES:
            self._too_long.add(kind)
        elif ids:
            names = self._source.names.of(kind)
            safe = filter(None, (_safe(names[id_]) for id_ in ids))
            self._words[name] = sorted(safe, key=sort_key)


def _words_of(source: Source, what: str, of: str, column: WorkbookColumn) -> Sequence[str]:
    if what == "yes_no":
        return (str(tr("Yes")), str(tr("No")))
    if what == "listed":
        return words_of_list(source.session, of)
    return field_words(column.field)


def _full_name(kind: str, column: WorkbookColumn) -> str:
    name = column.list_name
    return f"choice:{kind}.{column.field.name}" if name.startswith("choice:") else name


def _safe(word: str) -> str | None:
    return text_cell(word)[0]

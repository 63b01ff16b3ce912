"""The names over the columns of a table, of one row or of two that stand over each other."""

from __future__ import annotations

from collections.abc import Container, Sequence

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.choice_words import YES_NO
from relmanager_desktop.domain.mapping.headers import read_header
from relmanager_desktop.domain.mapping.vocabulary import Vocabulary

_JOINT = " / "


def header_of(
    rows: Sequence[Sequence[Cell]], number: int, words: Vocabulary
) -> tuple[int, tuple[str, ...]]:
    """Return the last row of the header that row ``number`` is of, and the names it gives.

    Of two rows the lower one names what stands under the groups of the upper: 'Address' over
    Street and City gives 'Address / Street'. A column that only one of them names has that name.
    """
    if _has_second_row(rows, number, words):
        return number + 1, joined_names(rows, number + 1)
    names = names_in(rows[number])
    if number == 0:
        return number, names
    over = rows[number - 1]
    if _has_groups(over, names) or _completes(over, rows[number], words):
        return number, joined_names(rows, number)
    return number, names


def marked_header(rows: Sequence[Sequence[Cell]], number: int) -> tuple[str, ...]:
    """Return the names of a row that the workbook marks as header, joined with groups over it.

    Numbers that Excel put behind a name twice over, as in 'City2', go where groups tell both apart.
    """
    names = names_in(rows[number])
    if number == 0 or not _has_groups(rows[number - 1], names):
        return names
    over = [cell for cell in rows[number - 1] if cell is not None]
    if not all(isinstance(cell, str) and is_name(cell.strip()) for cell in over):
        return names
    known = {fold(name) for name in names}
    plain = [_without_number(name, known) for name in names]
    joined = joined_names([rows[number - 1], plain], 1)
    return joined if len(set(map(fold, joined))) == len(joined) else names


def _without_number(name: str, known: Container[str]) -> str:
    """Return 'City' for the 'City2' of a header that has a 'City', too."""
    bare = name.rstrip("0123456789")
    return bare if bare != name and fold(bare) in known else name


def names_in(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return the names of one row, '' for none, without blank ones at its end."""
    names = ["" if cell is None else str(cell).strip() for cell in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def words_of_name(name: str) -> frozenset[str]:
    """Return what may stand over a column in one row of its header, folded: whole or in part."""
    return frozenset(fold(part).strip() for part in (name, *name.split(_JOINT)))


def repeats(row: Sequence[Cell], header: Sequence[str]) -> bool:
    """Whether every cell of a row says what the header says over it, in either of its rows."""
    cells = [(n, cell) for n, cell in enumerate(row) if cell is not None]
    return len(cells) > 1 and all(
        n < len(header) and isinstance(cell, str) and fold(cell).strip() in words_of_name(header[n])
        for n, cell in cells
    )


def _has_second_row(rows: Sequence[Sequence[Cell]], number: int, words: Vocabulary) -> bool:
    """Whether the row below a header names what stands under its groups: Street, City, Country."""
    if number + 2 >= len(rows):
        return False
    over, below = rows[number], rows[number + 1]
    named = [(n, cell) for n, cell in enumerate(below) if cell is not None]
    gaps = [n for n, _cell in named if n >= len(over) or over[n] is None]
    width = max(len(over), len(below))
    if not gaps or len(named) >= width or not all(_is_subtitle(cell) for _n, cell in named):
        return False
    texts = [str(cell) for _n, cell in named]
    return sum(words.knows(read_header(text)) for text in texts) >= max(1, len(texts) // 2)


def _is_subtitle(cell: Cell) -> bool:
    if isinstance(cell, int):
        return 1990 <= cell <= 2100
    is_year = isinstance(cell, str) and cell.isdigit() and len(cell) == 4
    return is_year or (isinstance(cell, str) and is_name(cell))


def _completes(over: Sequence[Cell], below: Sequence[Cell], words: Vocabulary) -> bool:
    """Whether two rows name columns that the other leaves blank, the upper in words we know."""
    width = max(len(over), len(below))
    upper, lower = ([*row, *[None] * width][:width] for row in (over, below))
    pairs = [(a is None, b is None) for a, b in zip(upper, lower, strict=True)]
    if (True, False) not in pairs or (False, True) not in pairs:
        return False
    texts = [cell for cell in over if cell is not None]
    if len(texts) < 2 or not all(isinstance(t, str) and is_name(t.strip()) for t in texts):
        return False
    return 2 * sum(words.knows(read_header(str(text))) for text in texts) >= len(texts)


def joined_names(rows: Sequence[Sequence[Cell]], number: int) -> tuple[str, ...]:
    """Return the names of a row, joined with those of the groups in the row over it."""
    over, names = names_in(rows[number - 1]), names_in(rows[number])
    width = max(len(over), len(names))
    joined: list[str] = []
    group = ""
    for above, name in zip(
        [*over, *[""] * width][:width], [*names, *[""] * width][:width], strict=True
    ):
        group = (above if name else "") if above else group
        if not name:
            joined.append(above)
        else:
            joined.append(f"{group}{_JOINT}{name}" if group and fold(group) != fold(name) else name)
    return tuple(joined)


def _has_groups(row: Sequence[Cell], names: Sequence[str]) -> bool:
    """Whether the row over a header groups its columns: 'Address' over Street, City and Country."""
    over = [(n, cell) for n, cell in enumerate(row) if cell is not None]
    if len(over) < 2 or not all(isinstance(cell, str) for _n, cell in over):
        return False
    if len(over) >= len([name for name in names if name]) or over[-1][0] >= len(names):
        return False
    doubled = len({fold(name) for name in names if name}) < len([name for name in names if name])
    return doubled or any(n < len(names) and not names[n] for n, _cell in over) or len(over) >= 2


def is_name(text: str) -> bool:
    """Whether a text names something and is no value itself: no address, number or date."""
    return not (
        fold(text) in YES_NO
        or "@" in text
        or text[:1].isdigit()
        or text.count(".") > 2
        or sum(map(str.isdigit, text)) > len(text) / 3
    )

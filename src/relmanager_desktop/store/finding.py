"""Finding: the newest records that hold some words, without a look at all that hold them.

A word of more than three letters is a merger of the lists of all words that begin so, which takes
the longer the more rows hold them. But then the newest rows that hold its first three letters, for
which the index has a list ready, will do: so those are looked through first. For a single letter it
has no list; but for the two letters that words begin with there are, and of these there are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.store import arrears
from relmanager_desktop.store.arrears import Line
from relmanager_desktop.store.search_texts import MARKED, mark_of, number_of, words_of
from relmanager_desktop.store.statements import run_raw

Hit = tuple[str, int]
_NEXT_WORD = "SELECT term FROM search_word WHERE term >= ? LIMIT 1"
_FIRST, _LAST = chr(1), chr(0x10FFFF)  # before and behind every letter
NAME, TEXT, NUMBER, MARK = "title", "title body", "digits", "kind"  # the columns looked in
READY = 3  # letters that the index has lists for; with fewer than two it has none
MOST_BEGINNINGS = 64  # of words with one first letter; where there are more, it is asked for itself
LOOKED = 120  # newest rows that are looked through before all


Spell = Callable[[str], str]


def _beginning(word: str) -> str:
    return f'"{word}"*'


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, or one number, that begin words of some columns."""

    columns: str
    words: tuple[str, ...]

    def meets(self, line: Line) -> bool:
        """Whether a row holds it."""
        if self.columns == NUMBER:
            return line.begins_number(self.words[0])
        return (line.begins_title if self.columns == NAME else line.begins)(self.words)

    def family(self) -> Wanted:
        """Return what the index has lists for and every hit meets."""
        return Wanted(self.columns, tuple(word[:READY] for word in self.words if len(word) > 1))

    def query(self, kinds: Sequence[str], spell: Spell = _beginning) -> str:
        """Return it as FTS5 has it; '' for every row."""
        words = " AND ".join(map(spell, self.words))
        marks = " OR ".join(f'"{mark_of(kind)}"' for kind in kinds)
        parts = [f"{{{self.columns}}} : ({words})"] if words else []
        return " AND ".join([*parts, f"{{kind}} : ({marks})"] if kinds else parts)


class Index:
    """The search index of a session, with what it is behind by; ``kinds`` are all if none."""

    def __init__(self, session: Session, kinds: Sequence[str]) -> None:
        self._session = session
        self._kinds = tuple(kinds)
        late = arrears.rows(session)
        lines = arrears.lines(session, late)
        self._late = [line for line in lines if not kinds or line.kind in kinds]
        self._passed = {id_ for ids in late.values() for id_ in ids}

    def newest(self, wanted: Wanted, limit: int) -> list[Hit]:
        """Return the newest hits."""
        hits = self._looked(wanted, limit)
        return self._all(wanted, limit) if hits is None else hits[:limit]

    def names_first(self, words: tuple[str, ...], limit: int) -> list[Hit]:
        """Return the newest hits in names, and behind them the newest in texts.

        A single letter beside other words tells next to nothing: any hits will do. A number is
        looked for among phone numbers next: what the newest hold of it will do.
        """
        named, held = Wanted(NAME, words), Wanted(TEXT, words)
        is_typed_on = len(words) > 1 and any(len(word) == 1 for word in words)
        enough = 0 if all(word.isdigit() for word in words) else 1 if is_typed_on else limit
        hits = self._looked(held, limit, named, enough)
        if hits is None:
            hits = self._all(named, limit)
            if len(hits) < limit:  # a common word costs as much again
                hits += self._all(held, limit)
        return list(dict.fromkeys(hits))[:limit]

    def all_held(self, words: tuple[str, ...], limit: int) -> list[int]:
        """Return the ids of ``names_first`` for so many that none are looked through, in any order.

        Who is called so holds the words too: names are asked for where not all fit.
        """
        held = self._ids(Wanted(TEXT, words), limit)
        if len(held) < limit:
            return held
        return list(dict.fromkeys(self._ids(Wanted(NAME, words), limit) + held))[:limit]

    def _ids(self, wanted: Wanted, limit: int) -> list[int]:
        """Return the newest rows that meet it by their ids alone, without a look at any."""
        query = wanted.query(self._kinds, self._spelled)
        found = [row[0] for row in self._rows("rowid", query, limit + len(self._passed))]
        if not self._passed:
            return found
        late = [line.id for line in self._late if wanted.meets(line)]
        return sorted({*found} - self._passed | {*late}, reverse=True)

    def called(self, words: tuple[str, ...], limit: int) -> list[Hit]:
        """Return the newest parties of the one kind whose name holds the words.

        But for one, each is a later word of the name, and those are marked.
        """
        named = Wanted(NAME, words)
        if len(words) == 1:
            marked = Wanted(MARK, (self._marked(words[0]),))
            return self._all(marked, limit, named)[:limit]
        found = self._read(self._either(*words[:2]), LOOKED + len(self._passed))
        lines = self._with_late([line for line in found if named.meets(line)], named)
        if len(found) == LOOKED + len(self._passed) and len(lines) < limit:
            return self._all(named, limit)
        return list(map(_hit, lines))[:limit]

    def _either(self, one: str, other: str) -> str:
        """Return the query for names with one word behind the first, and the other anywhere."""
        pairs = ((one, other), (other, one))
        return " OR ".join(
            f'({{{MARK}}} : "{self._marked(later)}"*'
            + (f' AND {{{NAME}}} : "{word[:READY]}"*)' if len(word) > 1 else ")")
            for later, word in pairs
        )

    def _marked(self, word: str) -> str:
        return mark_of(self._kinds[0]) + word

    def _looked(
        self, wanted: Wanted, limit: int, better: Wanted | None = None, enough: int | None = None
    ) -> list[Hit] | None:
        """Return the hits among the newest of the family if they will do; ``better`` ones first.

        They will if there are no others, or ``enough`` of the better ones, else all wanted.
        """
        if limit > LOOKED:
            return None
        found = self._lines(wanted.family())
        lines = self._with_late([line for line in found if wanted.meets(line)], wanted)
        first = [line for line in lines if better is None or better.meets(line)]
        owed = limit if enough is None else enough
        if len(found) == LOOKED + len(self._passed) and len(first) < owed:
            return None
        return list(dict.fromkeys(map(_hit, (*first, *lines))))

    def _all(self, wanted: Wanted, limit: int, late: Wanted | None = None) -> list[Hit]:
        query = wanted.query(self._kinds if wanted.columns != MARK else (), self._spelled)
        rows = self._rows("rowid, kind", query, limit + len(self._passed))
        lines = [Line(id_, "", "", "", _kind_of(marks)) for id_, marks in rows]
        return list(map(_hit, self._with_late(lines, late or wanted)))

    def _spelled(self, word: str) -> str:
        """Return a word as FTS5 has it; a single letter as all beginnings of words with it."""
        if len(word) > 1:
            return _beginning(word)
        begun = [f'"{start}"*' for start in self._beginnings(word)]
        if not 0 < len(begun) <= MOST_BEGINNINGS:
            return _beginning(word)
        return f'("{word}" OR {" OR ".join(begun)})'

    def _beginnings(self, letter: str) -> list[str]:
        """Return the two letters that words begin with which begin with one, each by one step."""
        found: list[str] = []
        after = letter + _FIRST
        while len(found) <= MOST_BEGINNINGS:
            row = run_raw(self._session.connection(), _NEXT_WORD, (after,)).fetchone()
            if row is None or not row[0].startswith(letter):
                break
            found.append(row[0][:2])
            after = found[-1] + _LAST
        return found

    def _lines(self, wanted: Wanted) -> list[Line]:
        """Return the newest rows that meet it, with their texts."""
        return self._read(wanted.query(self._kinds), LOOKED + len(self._passed))

    def _read(self, query: str, most: int) -> list[Line]:
        rows = self._rows("rowid, title, body, digits, kind", query, most)
        return [Line(id_, name, text, number, _kind_of(m)) for id_, name, text, number, m in rows]

    def _with_late(self, lines: Iterable[Line], wanted: Wanted) -> list[Line]:
        known = [line for line in lines if line.id not in self._passed]
        late = [line for line in self._late if wanted.meets(line)]
        return sorted(known + late, key=lambda line: line.id, reverse=True) if late else known

    def _rows(self, columns: str, query: str, most: int) -> list[Any]:
        where = "WHERE search MATCH ? " if query else ""
        statement = f"SELECT {columns} FROM search {where}ORDER BY rowid DESC LIMIT ?"
        values = (query, most) if query else (most,)
        found: list[Any] = run_raw(self._session.connection(), statement, values).fetchall()
        return found


def find(session: Session, text: str, *, kinds: Sequence[str] = (), limit: int = 50) -> list[Hit]:
    """Return (kind, id) of the records that hold every word of ``text``, as prefixes.

    Accents and case do not matter; a run of three or more digits also finds phone numbers.
    Hits in a name stand before hits in a text; within each, the newest first.
    """
    words, number = tuple(words_of(text)), number_of(text)
    if not words:
        return []
    index = Index(session, kinds)
    found = index.names_first(words, limit)
    if number and len(found) < limit:
        found += index.newest(Wanted(NUMBER, (number,)), limit)
    return list(dict.fromkeys(found))[:limit]


def find_all(session: Session, text: str, *, kind: str, limit: int) -> list[int]:
    """Return the records of a kind that ``find`` returns for so many, in any order."""
    words, number = tuple(words_of(text)), number_of(text)
    if not words:
        return []
    index = Index(session, (kind,))
    found = index.all_held(words, limit)
    if number and len(found) < limit:
        found += [id_ for _, id_ in index.newest(Wanted(NUMBER, (number,)), limit)]
    return list(dict.fromkeys(found))[:limit]


def find_named(session: Session, text: str, kind: str, limit: int) -> list[int]:
    """Return the newest parties of a kind whose name holds every word of ``text``.

    Who is called so by the first word alone is not among them.
    """
    words = tuple(words_of(text))
    hits = Index(session, (kind,)).called(words, limit) if words else []
    return [id_ for _, id_ in hits]


def _hit(line: Line) -> Hit:
    return line.kind, line.id


def _kind_of(marks: str) -> str:
    return MARKED.get(marks[:1], "")

"""How a sheet is understood: its header row, its kinds, the field of each column, the questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from relmanager_desktop.domain.records import Field
from relmanager_desktop.domain.texts import Text

SURE = 0.6  # below this a guess is a question


@dataclass(frozen=True)
class Target:
    """Where a column goes.

    Attributes:
        kind, field: catalogue names; ``path`` is 'kind.field'.
        slot: tells apart several values of a child kind on one row, such as the second
            e-mail ('email:2') or a billing address ('billing'); '' for a plain field. Of the
            second person that a row names it ends in '@1', see ``person``.
        fixed: what else is known of that child record, as (field, value) pairs, such as
            (('kind', 'phone'), ('label', 'Mobile')).
        own: the user-defined field where it is one; ``field`` is then 'custom.NAME'.
        adds: whether each cell becomes a line of the field's text, 'Region code: N-14', beside
            what stands there.
    """

    kind: str
    field: str
    slot: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    own: Field | None = None
    adds: bool = False

    @property
    def path(self) -> str:
        """'kind.field', as in JSON and ``--map``."""
        return f"{self.kind}.{self.field}"

    @property
    def person(self) -> int:
        """Whose it is where a row names several people: 0 for the first."""
        return person_in(self.slot)

    @property
    def spoken(self) -> str:
        """The path as people say it: 'account.own:Region code', 'account.notes+' for lines.

        What is the second person's is 'contact#2.name'.
        """
        kind = f"{self.kind}#{self.person + 1}" if self.person else self.kind
        if self.own is not None:
            return f"{kind}.own:{self.own.label}"
        return f"{kind}.{self.field}+" if self.adds else f"{kind}.{self.field}"


def person_in(slot: str) -> int:
    """Return whose a slot is where a row names several people, 0 for the first: 'email:1@1'."""
    _slot, _mark, person = slot.partition("#")[0].rpartition("@")
    return int(person) if person.isdigit() and "@" in slot else 0


def of_person(target: Target, person: int) -> Target:
    """Return what a target is to the second, third … person that a row names, from 1."""
    return replace(target, slot=f"{target.slot}@{person}") if person else target


@dataclass(frozen=True)
class Reading:
    """How the cells of one column are read.

    Attributes:
        dates: 'dmy', 'mdy', 'ymd' or '' where no text date needs an order; '?' must be asked.
        decimal_mark: '.' or ','; '?' must be asked before doubtful figures are read.
        factor: what a plain number is multiplied by (1,000 under a header 'in T€').
        currency: ISO 4217 where header or values name one.
        values: theirs (folded) → ours, for choices and links.
        separator: what parts several values in one cell (' ::: ', ';', newline), '' for one value;
            'phones' where some cells name several phones in words ('office: … / mobile: …').
        clears: whether a blank cell empties the field.
        repairs: whether texts that were decoded wrongly are repaired before they are read.
    """

    dates: str = ""
    decimal_mark: str = "."
    factor: float = 1.0
    currency: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    clears: bool = False
    repairs: bool = False


@dataclass(frozen=True)
class Piece:
    """A part of each cell of a column, and where it goes; ``cut`` says how it is taken out."""

    cut: str
    target: Target


@dataclass(frozen=True)
class ColumnMap:
    """One column: its header, where it goes, how sure we are, and why.

    ``column`` counts from 0; ``target`` is None for a column that is left out, which is listed
    all the same. ``alternatives`` are the next best targets with their confidence. ``otherwise``
    is where it goes in the rows of the other sort, if the sheet has a ``Split``. ``pieces`` are
    what its cells are cut into where they hold several things; the first one is ``target``.
    """

    column: int
    header: str
    target: Target | None
    confidence: float
    reason: Text
    reading: Reading = Reading()
    alternatives: tuple[tuple[Target, float], ...] = ()
    otherwise: Target | None = None
    pieces: tuple[Piece, ...] = ()


def fed_kinds(main: str, columns: Sequence[ColumnMap]) -> tuple[str, ...]:
    """Return the kinds that a row feeds when its columns go there, the main one first."""
    goals = [target for c in columns for target in (c.target, c.otherwise)]
    goals += [piece.target for c in columns for piece in c.pieces]
    fed = [target.kind for target in goals if target]
    return tuple(dict.fromkeys([main, *fed]))


@dataclass(frozen=True)
class Question:
    """Something only the user can say; ``column`` is None for a question of the whole sheet."""

    column: int | None
    about: str
    text: Text
    answers: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Matrix:
    """Columns that are values of one thing and become a record each (RACI letters, KPIs by month).

    Each filled cell of ``columns`` makes one record of ``kind``: ``header_field`` takes the
    column's header, ``cell_field`` the cell.
    """

    kind: str
    columns: tuple[int, ...]
    header_field: str
    cell_field: str


@dataclass(frozen=True)
class Split:
    """A column that parts the rows into two sorts, such as 'Is a company'.

    In rows whose cell in ``column`` is one of ``values`` (as text, folded), every column goes
    to its ``otherwise`` instead of its ``target``; None leaves the cell out.
    """

    column: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class Clock:
    """A column of days and the column that has their times of day."""

    day: int
    time: int


@dataclass(frozen=True)
class SheetMap:
    """One table of one sheet, understood.

    Attributes:
        header_row: counts from 1 as a person sees it; the data begin in the row below. 0 for a
            list without a header.
        last_row: the last row of the table, 1-based; None for 'to the end'.
        kinds: the kinds that a row feeds, the main one first; empty if nothing fits.
        constants: 'kind.field' → value for every row, such as {'account.roles': 'supplier'}.
        confidence: how sure the main kind is.
        header: the header cells as text, one a column ('' for none).
        header_rows: 2 where the names are joined from two rows, the lower one ``header_row``.
        number, count: which table of its sheet it is, from 0, and of how many.
        keeps_totals: whether rows that add up others are records, too.
        is_unfolded: False where the cells of a matrix would be records, but are not to be.
    """

    sheet: str
    header_row: int
    kinds: tuple[str, ...]
    columns: tuple[ColumnMap, ...]
    confidence: float
    reason: Text
    last_row: int | None = None
    header: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    matrix: Matrix | None = None
    questions: tuple[Question, ...] = ()
    split: Split | None = None
    clock: Clock | None = None
    header_rows: int = 1
    number: int = 0
    count: int = 1
    keeps_totals: bool = False
    is_unfolded: bool = True

    @property
    def place(self) -> str:
        """What tells the table from others of the file: 'Customers', 'Customers#2'."""
        return f"{self.sheet}#{self.number + 1}" if self.number else self.sheet

    @property
    def main(self) -> str:
        """The main kind, or ''."""
        return self.kinds[0] if self.kinds else ""


@dataclass(frozen=True)
class Wishes:
    """What the user says beforehand, by ``import`` options or in the wizard.

    Attributes:
        kind: the main kind (``--as``).
        header_row: 1-based, 0 where no row names the columns, None to find it.
        fields: folded header → 'kind.field', or '' to leave the column out (``--map``).
        values: folded header → {theirs folded: ours} (``--value``).
        constants: 'kind.field' → value (``--set``).
        dates: 'dmy' or 'mdy' (``--dates``), '' to look for proof.
        decimals: '.' or ',' (``--decimals``), '' to look for proof.
        repair: 'yes' or 'no' to repairing what was decoded wrongly (``--repair``), '' to ask.
        collisions: 'fill', 'overwrite' or 'keep'.
        match: the fields to match by, '' for the catalogue's keys (``--match``).
        own: the user-defined fields of the portfolio, by kind.
        columns: folded header or 'kind.field' → 'fill', 'overwrite' or 'keep' in this column.
        table: which table of the sheet is meant, from 0; None for the sheet as a whole.
        header_rows: how many rows name the columns, 1 or 2; 0 to find out (``--header-rows``).
        last_row: the last row of the data, 1-based; 0 for the end of the sheet, None to find it
            (``--last-row``).
        keeps_totals: whether rows that add up others are taken (``--totals``).
        matrix: 'rows' where each row is one record, 'cells' where each cell of columns alike is
            one, '' to find out (``--matrix``).
        cells: (sheet, row from 1, column from 0) → what is read in place of the cell, as text
            (``--cell``).
        readings: folded header, or letter → what is said of how its cells are read: 'dates',
            'decimals', 'currency', 'blanks' (``--read``).
    """

    kind: str = ""
    header_row: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    decimals: str = ""
    repair: str = ""
    collisions: str = "fill"
    match: tuple[str, ...] = ()
    own: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    table: int | None = None
    header_rows: int = 0
    last_row: int | None = None
    keeps_totals: bool = False
    matrix: str = ""
    cells: Mapping[tuple[str, int, int], str] = field(default_factory=dict)
    readings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

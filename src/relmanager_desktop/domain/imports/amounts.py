"""Amounts of a sheet, in whole units, become minor units of the currency that is meant."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from decimal import Decimal
from typing import Any

from relmanager_desktop.domain.drafts import too_large_text
from relmanager_desktop.domain.figures import is_too_large, minor_digits
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.money import to_minor
from relmanager_desktop.domain.once import Once
from relmanager_desktop.domain.records import KINDS, FieldType


def settle_amounts(
    sheet: SheetRows,
    part: Part,
    accounts: Sequence[int],
    currency_of_account: Callable[[int], str | None],
    default: str,
) -> None:
    """Turn the amounts of a part into minor units, and refuse the rows of those too large.

    The currency is the row's own, else that beside the figure, else that of the column's header,
    else the row's account's, else ``default``, the portfolio's. ``accounts`` are the accounts of
    the rows, 0 for none.
    """
    count = len(part.present)
    amounts = [n for n in part.fields if _is_money(part.kind, n)]
    if not amounts:
        return
    stated = part.column("currency") or [None] * count
    of_account = Once(lambda account: currency_of_account(account) or default)
    for name in amounts:
        header = part.currencies.get(name, "")
        said = [spoken or header for spoken in part.spoken.get(name, [""] * count)]
        values = part.column(name) or []
        meant = [
            _text(row) or column or of_account[account]
            for row, column, account in zip(stated, said, accounts, strict=True)
        ]
        part.put(name, _minor_column(values, meant, sheet.problems))
        _refuse_too_large(sheet, part, name)
        if set(said) - {"", default}:
            _state_currency(part, values, said)


def _minor_column(
    values: Sequence[Any], currencies: Sequence[str], problems: Container[int]
) -> list[Any]:
    # Whole figures are most of what lists hold, and need no decimal arithmetic.
    units = Once(lambda currency: 10 ** minor_digits(currency))
    minors = Once(lambda amount: _minor(*amount))
    return [
        value * units[currency]
        if type(value) is int and n not in problems
        else value
        if value is None or n in problems
        else minors[value, currency]
        for n, (value, currency) in enumerate(zip(values, currencies, strict=True))
    ]


def _refuse_too_large(sheet: SheetRows, part: Part, name: str) -> None:
    source = part.sources[part.fields.index(name)]
    minors = part.column(name) or ()
    known = [m for n, m in enumerate(minors) if m is not None and n not in sheet.problems]
    if not known or not (is_too_large(min(known)) or is_too_large(max(known))):
        return
    for n, minor in enumerate(minors):
        if minor is not None and n not in sheet.problems and is_too_large(minor):
            sheet.refuse(n, too_large_text(KINDS[part.kind].field(name)), source)


def _minor(amount: int | float | Decimal, currency: str) -> int:
    if isinstance(amount, int) or (isinstance(amount, float) and amount.is_integer()):
        return int(amount * 10 ** minor_digits(currency))
    return to_minor(amount, currency)


def _state_currency(part: Part, amounts: Sequence[Any], said: Sequence[str]) -> None:
    """Let records in another currency than the portfolio's say so."""
    if "currency" not in KINDS[part.kind].by_name:
        return
    stated = part.column("currency") or [None] * len(amounts)
    part.put(
        "currency",
        [
            (currency or None) if known is None and amount is not None else known
            for known, amount, currency in zip(stated, amounts, said, strict=True)
        ],
    )


def _is_money(kind: str, name: str) -> bool:
    field = KINDS[kind].by_name.get(name)
    return field is not None and field.type is FieldType.MONEY


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

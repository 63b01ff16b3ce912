"""Amounts of a sheet, in whole units, become minor units of the currency that is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from relmanager_desktop.domain.drafts import too_large_text
from relmanager_desktop.domain.figures import is_too_large, minor_digits
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.money import to_minor
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
    for name in amounts:
        header = part.currencies.get(name, "")
        said = [spoken or header for spoken in part.spoken.get(name, [""] * count)]
        values = part.column(name) or []
        part.put(
            name,
            [
                value
                if value is None or n in sheet.problems
                else _minor(
                    value,
                    _text(stated[n]) or said[n] or currency_of_account(accounts[n]) or default,
                )
                for n, value in enumerate(values)
            ],
        )
        _refuse_too_large(sheet, part, name)
        if set(said) - {"", default}:
            _state_currency(part, values, said)


def _refuse_too_large(sheet: SheetRows, part: Part, name: str) -> None:
    source = part.sources[part.fields.index(name)]
    for n, minor in enumerate(part.column(name) or ()):
        if minor is not None and n not in sheet.problems and is_too_large(minor):
            sheet.refuse(n, too_large_text(KINDS[part.kind].field(name)), source)


def _minor(amount: int | float | Decimal, currency: str) -> int:
    # Whole figures are most of what lists hold, and need no decimal arithmetic.
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

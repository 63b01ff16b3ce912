"""Amounts as people type them: '€1.2m', '(1,200)', '12 500', in the currency that is kept."""

from __future__ import annotations

from relmanager_desktop.domain.figures import SYMBOLS
from relmanager_desktop.domain.mapping.numbers import Figure, figure_of
from relmanager_desktop.domain.mapping.unreadable import ValueProblem, shown
from relmanager_desktop.domain.texts import tr


def refuse_what_is_no_amount(text: str, currency: str) -> None:
    """Let pass an amount in ``currency`` alone, whose code or sign may stand beside it.

    Raises:
        ValueProblem: If the text is an amount in another currency, or a share.
    """
    found = _figure(text)
    if found is not None and found.is_percent:
        raise ValueProblem(
            tr("“{text}” is a share. Write the amount in {ours}.", text=shown(text), ours=currency)
        )
    if theirs := other_currency(text, currency):
        raise ValueProblem(
            tr(
                "“{text}” is in {theirs}, but the amount is kept in {ours}. Change the currency "
                "of the record first, or write the amount in {ours}.",
                text=shown(text),
                theirs=theirs,
                ours=currency,
            )
        )


def other_currency(text: str, currency: str) -> str:
    """Return the currency that an amount names unless it is ``currency``, '' if it names none.

    A sign that several currencies share means the one that is kept: '$5' is 5 CAD where that is.
    """
    found = _figure(text)
    if found is None or not currency or found.currency in {"", currency}:
        return ""
    theirs, ours = SYMBOLS.get(found.currency, ""), SYMBOLS.get(currency, "")
    before, sign, _ = text.partition(theirs or found.currency)
    is_bare = bool(theirs and sign) and not before[-1:].isalpha()
    return "" if is_bare and ours.endswith(theirs) else found.currency


def _figure(text: str) -> Figure | None:
    return figure_of(text.strip(), ".")

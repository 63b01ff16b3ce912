"""Which number fields are worth adding up."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.imports.summing import is_summed
from relmanager_desktop.domain.records import field_at


@pytest.mark.parametrize("path", ["tier.order", "contract.notice_days", "exchange_rate.rate"])
def test_ranks_spans_and_rates_are_not_added_up(path: str) -> None:
    assert not is_summed(field_at(path)[1])


@pytest.mark.parametrize("path", ["account.turnover", "order_line.quantity", "account.employees"])
def test_amounts_and_counts_are_added_up(path: str) -> None:
    assert is_summed(field_at(path)[1])

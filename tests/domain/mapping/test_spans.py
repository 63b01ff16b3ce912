"""Spans of time as contracts write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.mapping.headers import read_header
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.spans import factor_in, span_in
from relmanager_desktop.domain.mapping.unreadable import ValueProblem
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.records import KINDS
from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood


@pytest.mark.parametrize(
    ("text", "unit", "span"),
    [
        ("90 Tage", "days", 90),
        ("6 Wochen", "days", 42),
        ("3 Monate", "days", 92),
        ("2 years", "days", 732),
        ("12 mois", "months", 12),
        ("1 Jahr", "months", 12),
        ("6 weeks", "months", None),
        ("3 Monate zum Jahresende", "days", None),
        ("90", "days", None),
        ("5 apples", "days", None),
    ],
)
def test_a_span_is_read_in_the_unit_of_its_field(text: str, unit: str, span: int | None) -> None:
    assert span_in(text, unit) == span


@given(st.integers(1, 99))
def test_more_months_are_more_days_and_never_fewer_than_they_can_have(months: int) -> None:
    days = span_in(f"{months} months", "days")
    longer = span_in(f"{months + 1} months", "days")
    assert days is not None
    assert longer is not None
    assert months * 30.43 <= days < longer


def test_the_notice_of_contracts_is_understood_and_read() -> None:
    text = (
        "Vertragsnr.;Vertragspartner;Bezeichnung;Kündigungsfrist\nV-1;Acme GmbH;Miete;3 Monate\n"
        "V-2;Bolt AG;Wartung;6 Wochen\nV-3;Corax KG;Rahmen;90 Tage"
    )
    found = fields_of(understood(sheet_of(text, "Verträge")))
    assert found["Kündigungsfrist"] == "contract.notice_days"


def test_a_number_of_days_is_read_as_before_and_what_is_none_is_refused() -> None:
    read = reader_of(KINDS["contract"].field("notice_days"), Reading())
    assert read("90") == 90
    with pytest.raises(ValueProblem):
        read("3 Monate zum Jahresende")


@pytest.mark.parametrize(
    ("text", "days"),
    [("Net 30", 30), ("NET60", 60), ("N/45", 45), ("30 net", 30), ("14 Tage netto", 14)],
)
def test_a_term_of_payment_is_its_days(text: str, days: int) -> None:
    assert span_in(text, "days") == days


def test_a_term_of_payment_with_a_discount_is_none() -> None:
    assert span_in("14 Tage 2 %", "days") is None
    assert span_in("net 3 months", "days") is None


@pytest.mark.parametrize(
    ("header", "path", "cell", "value"),
    [
        ("Notice (months)", "contract.notice_days", 3, 92),
        ("Notice (months)", "contract.notice_days", "6", 184),
        ("Notice (weeks)", "contract.notice_days", 6, 42),
        ("Notice (days)", "contract.notice_days", 6, 6),
        ("Kündigungsfrist (Monate)", "contract.notice_days", 12, 366),
        ("Notice (months)", "contract.notice_days", "90 days", 90),
        ("Duration (h)", "interaction.minutes", 1.5, 90),
        ("Duration (min)", "interaction.minutes", 45, 45),
    ],
)
def test_a_unit_in_the_header_is_reckoned_into_that_of_the_field(
    header: str, path: str, cell: int | float | str, value: int
) -> None:
    kind, _, name = path.partition(".")
    field = KINDS[kind].field(name)
    factor = factor_in(read_header(header).units, field.unit)
    assert reader_of(field, Reading(factor=factor))(cell) == value


def test_a_list_says_the_months_of_its_notice_in_its_header() -> None:
    rows = sheet_of("Client;Contract;Start;Notice (months)\nAcme;MSA-1;2024-01-01;3")
    (column,) = [c for c in understood(rows).columns if c.header == "Notice (months)"]
    assert column.reading.factor == 31

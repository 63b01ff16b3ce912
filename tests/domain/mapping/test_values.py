"""Cells as values, by the type of their field and the reading of their column."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.numbers import figure_of
from relmanager_desktop.domain.mapping.values import ValueProblem, reader_of
from relmanager_desktop.domain.records import KINDS, field_at

CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from([ErrorCell("#REF!"), ErrorCell("#N/A")]),
)
FIELDS = [field for kind in KINDS.values() for field in kind.shown_fields]


def read(path: str, cell: Cell, **reading: Any) -> Any:
    return reader_of(field_at(path)[1], Reading(**reading))(cell)


def refusal(path: str, cell: Cell, **reading: Any) -> str:
    with pytest.raises(ValueProblem) as caught:
        read(path, cell, **reading)
    return str(caught.value)


@given(cell=CELLS, number=st.integers(0, len(FIELDS) - 1), order=st.sampled_from(["", "dmy", "?"]))
def test_any_cell_is_read_or_refused_in_words(cell: Cell, number: int, order: str) -> None:
    said = ""
    try:
        reader_of(FIELDS[number], Reading(dates=order))(cell)
    except ValueProblem as problem:
        said = str(problem)
    assert said == said.strip()


@pytest.mark.parametrize(
    "path", ["account.name", "account.since", "account.turnover", "account.roles"]
)
@pytest.mark.parametrize("cell", [None, "NULL", "n/a", "–", " ", "N/A"])
def test_words_for_a_blank_are_blank(path: str, cell: Cell) -> None:
    assert read(path, cell) is None


@pytest.mark.parametrize("mark", [",", ".", "?"])
@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("50,-", 50),
        ("€ 12.500,-", 12_500),
        ("CHF 1'250.–", 1_250),
        ("250.--", 250),
        ("50-", -50),
        ("€ -12", -12),
    ],
)
def test_a_dash_for_the_cents_is_no_minus(cell: str, number: int, mark: str) -> None:
    figure = figure_of(cell, mark)
    assert figure is not None
    assert figure.number == number


def test_an_error_cell_is_no_blank() -> None:
    assert refusal("account.name", ErrorCell("#REF!")) == (
        "#REF! is an error of the spreadsheet, not a value."
    )


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 3, 4), date(2026, 3, 4)),
        (datetime(2026, 3, 4, 9, 30), date(2026, 3, 4)),  # noqa: DTZ001 - cells know no zone
        ("04/03/2026", date(2026, 3, 4)),
        ("4-Aug-09", date(2009, 8, 4)),
        ("4. März 2026", date(2026, 3, 4)),
        ("1 de enero de 2024", date(2024, 1, 1)),
        ("March 3rd, 2021", date(2021, 3, 3)),
        ("1948-12-08 00:00:00.000", date(1948, 12, 8)),
        ("5 марта 2026", date(2026, 3, 5)),
        (44927, date(2023, 1, 1)),
        ("0/0/00", None),
    ],
)
def test_days(cell: Cell, day: date | None) -> None:
    assert read("account.since", cell) == day


def test_a_day_that_does_not_exist_is_refused_with_the_order_to_use() -> None:
    assert refusal("account.since", "31/02/2025", dates="dmy") == (
        "“31/02/2025” is not a date. Use day/month/year."
    )


def test_a_day_of_the_other_order_is_refused_and_never_swapped() -> None:
    assert "Use month/day/year" in refusal("account.since", "31/12/2025", dates="mdy")


def test_an_open_order_refuses_only_what_has_two_meanings() -> None:
    assert read("account.since", "13/04/2026", dates="?") == date(2026, 4, 13)
    assert "two ways" in refusal("account.since", "03/04/2026", dates="?")


def test_a_year_out_of_range_is_refused() -> None:
    assert "lies in the year 9999" in refusal("account.since", "9999-12-31")


def test_a_moment_without_a_zone_is_told_in_the_portfolios() -> None:
    field = field_at("interaction.at")[1]
    read_moment = reader_of(field, Reading(), zone=ZoneInfo("Europe/Berlin"))
    assert read_moment("2026-07-01 09:00") == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert read_moment("2026-07-01T09:00:00+00:00") == datetime(2026, 7, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "reading", "amount"),
    [
        ("€1.2m", {}, 1_200_000),
        ("(1,200)", {}, -1200),
        ("1,100.04", {}, 1100.04),
        ("$ 4,812,300", {}, 4_812_300),
        ("182.400,00", {"decimal_mark": ","}, 182_400),
        ("1.204,5", {"decimal_mark": ",", "factor": 1000.0}, 1_204_500),
        ("5 Mio. €", {"decimal_mark": ","}, 5_000_000),
        ("1 250", {"decimal_mark": ","}, 1250),
        ("1'250.50 CHF", {}, 1250.5),
        ("12-", {}, -12),
        (1.5, {}, 1.5),
    ],
)
def test_amounts(cell: Cell, reading: dict[str, Any], amount: float) -> None:
    assert read("account.turnover", cell, **reading) == amount


@pytest.mark.parametrize("cell", ["1,23,4.5", "1.2.3", "1..5"])
def test_a_mark_in_the_wrong_place_is_refused(cell: str) -> None:
    assert "is not a number" in refusal("account.turnover", cell)


@pytest.mark.parametrize(
    ("column", "mark", "example"),
    [
        ("account.turnover", ".", "1234.5"),
        ("account.turnover", ",", "1234,5"),
        ("account.employees", ".", "1234"),
        ("account.employees", ",", "1234"),
        ("account.employees", "?", "1234"),
    ],
)
def test_a_word_is_refused_with_a_number_that_the_column_takes(
    column: str, mark: str, example: str
) -> None:
    assert refusal(column, "two", decimal_mark=mark).endswith(f"Write it as {example}.")
    assert read(column, example, decimal_mark=mark) is not None


@pytest.mark.parametrize("mark", [".", ",", "?"])
@pytest.mark.parametrize(
    ("cell", "amount"),
    [("1.234,56", 1234.56), ("1,234.56", 1234.56), ("€1.2m", 1_200_000), ("1.234.567", 1_234_567),
     ("12,5", 12.5), ("0.125", 0.125), ("(1,200.5)", -1200.5), ("1234.567", 1234.567)],
)  # fmt: skip
def test_a_figure_that_proves_itself_is_read_so_in_any_column(
    cell: str, amount: float, mark: str
) -> None:
    assert read("account.turnover", cell, decimal_mark=mark) == amount


def test_a_figure_with_two_meanings_is_read_as_its_column() -> None:
    assert read("account.turnover", "(1,200)", decimal_mark=".") == -1200
    assert read("account.turnover", "(1,200)", decimal_mark=",") == -1.2
    assert refusal("account.turnover", "(1,200)", decimal_mark="?") == (
        "“(1,200)” can be read in two ways, as -1200 and as -1.2: say what parts decimals."
    )


def test_an_amount_in_another_currency_than_its_column_is_refused() -> None:
    assert "in USD, but the column is in EUR" in refusal(
        "account.turnover", "$ 500", currency="EUR"
    )


@pytest.mark.parametrize("mark", [".", ",", "?"])
@pytest.mark.parametrize(
    ("cell", "number"),
    [("1.500", 1500), ("1,500", 1500), ("12", 12), ("1.500,0", 1500), (" 3 ", 3)],
)
def test_where_there_are_no_decimals_a_mark_parts_thousands(
    cell: str, number: int, mark: str
) -> None:
    assert read("account.employees", cell, decimal_mark=mark) == number


@pytest.mark.parametrize(
    ("cell", "step"), [("4 – likely", 4), ("High (3)", 3), ("Hoch", 4), ("sehr hoch", 5), (2, 2)]
)
def test_steps_of_a_scale(cell: Cell, step: int) -> None:
    assert read("risk.likelihood", cell) == step


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("442079460000.0", "442079460000"),
        (442079460000.0, "442079460000"),
        ("+49 (0) 341 99", "+49 (0) 341 99"),
        ("030-0074321", "030-0074321"),
    ],
)
def test_phones_keep_their_zeros_and_signs(cell: Cell, phone: str) -> None:
    assert read("account.phone", cell) == phone


def test_text_keeps_leading_zeros_and_whole_numbers_lose_the_point() -> None:
    assert read("account.reference", "00417") == "00417"
    assert read("account.postcode", 4103.0) == "4103"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Philipines", "PH"), ("UK", "GB"), ("Deutschland", "DE"), ("DEU", "DE"), ("Ostereich", "AT")],
)
def test_countries_by_any_name(cell: str, code: str) -> None:
    assert read("account.country", cell) == code


def test_no_country_is_guessed_from_afar() -> None:
    assert "is not a country" in refusal("account.country", "Atlantis")


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Hoch", "high"), ("2 - Medium", "medium"), ("1 - Critical", "urgent"), ("Low (1)", "low")],
)
def test_choices_by_their_meaning(cell: str, code: str) -> None:
    assert read("issue.severity", cell) == code


def test_an_unknown_choice_is_refused_with_all_that_there_are() -> None:
    assert refusal("issue.severity", "Zesty") == "“Zesty” is not one of Low, Medium, High, Urgent."


def test_what_the_user_said_of_a_value_goes_first() -> None:
    assert read("issue.severity", "Zesty", values={"zesty": "low"}) == "low"


def test_several_choices_in_one_cell() -> None:
    assert read("account.roles", "Kunde und Lieferant") == ["customer", "supplier"]


@pytest.mark.parametrize(
    ("cell", "answer"), [("Ja", True), ("нет", False), ("x", True), (0, False)]
)
def test_yes_and_no_in_any_language(cell: Cell, answer: bool) -> None:
    assert read("contact.do_not_contact", cell) is answer


@pytest.mark.parametrize(
    ("cell", "period"),
    [("Q3 2026", "2026-Q3"), ("KW 31/2026", "2026-W31"), (2026, "2026"), ("Jul 2026", "2026-07")],
)
def test_periods(cell: Cell, period: str) -> None:
    assert read("kpi_value.period", cell) == period


def test_months() -> None:
    assert read("saving.month", "Juli 2026") == date(2026, 7, 1)


def test_an_address_in_brackets_is_taken_out() -> None:
    assert read("account.email", "Ada Brock <ada@lumen.example>") == "ada@lumen.example"
    assert "name@example.com" in refusal("account.email", "ada at lumen")


def test_a_database_hyperlink_is_its_address() -> None:
    assert read("account.website", "Shop#http://x.example#") == "http://x.example"
    assert read("account.website", "#CAJUN.HTM#") == "CAJUN.HTM"


def test_a_share_is_percent_however_the_cell_has_it() -> None:
    assert read("opportunity.probability", "12.5%") == 12.5
    assert read("opportunity.probability", 0.125, factor=100.0) == 12.5


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("9:30", "09:30"),
        ("14h", "14:00"),
        ("2:05 pm", "14:05"),
        (0.5, "12:00"),
        (time(8, 15), "08:15"),
        (timedelta(hours=7, minutes=5), "07:05"),
        ("n/a", None),
    ],
)
def test_times_of_day(cell: Cell, told: str | None) -> None:
    assert read("calendar_window.from", cell) == told


@pytest.mark.parametrize("cell", ["soon", "25:00", 7, ErrorCell("#N/A")])
def test_what_is_no_time_is_refused(cell: Cell) -> None:
    assert refusal("calendar_window.from", cell)


@pytest.mark.parametrize(
    ("cell", "code"), [("German", "de"), ("de-AT", "de"), ("Polnisch", "pl"), ("pt", "pt")]
)
def test_languages_by_any_name(cell: str, code: str) -> None:
    assert read("contact.language", cell) == code


@pytest.mark.parametrize(
    ("cell", "code"), [("€", "EUR"), ("eur", "EUR"), ("zł", "PLN"), ("XOF", "XOF"), ("–", None)]
)
def test_currencies_by_sign_or_code(cell: str, code: str | None) -> None:
    assert read("account.currency", cell) == code


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("contact.language", "Klingonisch"),
        ("account.currency", "shells"),
        ("account.country", ErrorCell("#REF!")),
        ("account.currency", ErrorCell("#REF!")),
        ("contact.language", ErrorCell("#REF!")),
        ("kpi_value.period", "someday"),
        ("kpi_value.period", ErrorCell("#REF!")),
        ("saving.month", "someday"),
        ("account.phone", "none yet"),
        ("account.employees", 2.5),
        ("account.turnover", ErrorCell("#DIV/0!")),
        ("account.turnover", date(2026, 1, 1)),
        ("contact.do_not_contact", "perhaps"),
        ("contact.do_not_contact", ErrorCell("#N/A")),
        ("account.since", 7),
        ("account.since", ErrorCell("#N/A")),
        ("account.roles", "Wizard"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(path: str, cell: Cell) -> None:
    assert refusal(path, cell).endswith(".")


def test_other_cells_as_text() -> None:
    assert read("account.notes", date(2026, 3, 4)) == "2026-03-04"
    assert read("account.notes", datetime(2026, 3, 4, 9, 5)) == "2026-03-04 09:05"  # noqa: DTZ001 - cells know no zone
    assert read("account.notes", 1.5) == "1.5"
    assert read("account.notes", "two\nlines") == "two\nlines"
    assert read("account.name", "two\nlines") == "two lines"


def test_small_structures_are_read_or_kept_as_text() -> None:
    assert read("saved_view.filters", '{"a": 1}') == {"a": 1}
    assert read("saved_view.filters", "plain") == "plain"


def test_a_founding_day_counts_by_its_year() -> None:
    assert read("account.founded", date(1996, 5, 1)) == 1996


def test_a_serial_number_with_a_fraction_is_a_moment() -> None:
    assert read("interaction.at", 44927.5) == datetime(2023, 1, 1, 12, tzinfo=UTC)


def test_an_open_deal_has_no_outcome_yet() -> None:
    assert read("opportunity.outcome", "Open") is None
    assert read("opportunity.outcome", "Closed Won") == "won"


def test_a_state_is_read_from_a_column_of_yes_and_no() -> None:
    assert read("action.state", "yes") == "done"
    assert read("account.status", "N") == "dormant"


@pytest.mark.parametrize("text", ["unbefristet", "Evergreen", "until further notice"])
def test_an_end_that_never_comes_is_none(text: str) -> None:
    assert reader_of(KINDS["contract"].field("end"), Reading(dates="dmy"))(text) is None


@pytest.mark.parametrize(
    ("word", "says_yes"),
    [
        *[
            (word, True)
            for word in ("ja", "oui", "sí", "sim", "sì", "waar", "tak", "да", "✅", "X")
        ],
        *[(word, False) for word in ("nein", "non", "não", "onwaar", "nie", "нет", "❌", "☐", "0")],
    ],
)
def test_yes_and_no_are_read_in_nine_languages_and_as_signs(word: str, says_yes: bool) -> None:
    assert read("contract.auto_renew", word) is says_yes


@pytest.mark.parametrize(
    "cell", [442079460000.0, "442079460000.0", "4.4207946E+11", "4,4207946E+11"]
)
def test_a_phone_that_a_spreadsheet_made_a_number_is_a_phone(cell: Cell) -> None:
    assert read("account.phone", cell) == "442079460000"


def test_a_remark_behind_an_address_is_no_part_of_it() -> None:
    assert read("account.email", "ann@lee.example (private)") == "ann@lee.example"


def test_a_russian_day_may_say_that_its_year_is_one() -> None:
    assert read("contract.start", "1 мая 2015 г.") == date(2015, 5, 1)

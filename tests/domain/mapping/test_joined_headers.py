"""Headers of two rows are joined, however the two share the naming of the columns."""

from __future__ import annotations

from relmanager_desktop.domain.mapping.joined_headers import header_of, repeats
from relmanager_desktop.exchange.aliases import load_vocabulary
from tests.domain.mapping.sheets_of import sheet_of

HEADER = ("Company", "Address / Street", "Address / City", "Phone")


def joined_in(text: str, number: int) -> tuple[int, tuple[str, ...]]:
    return header_of(sheet_of(text).rows, number, load_vocabulary())


def test_columns_that_only_the_upper_row_names_keep_its_names() -> None:
    text = "Company;Address;;Phone\n;Street;City;\nAcme;Kaistr. 5;Bonn;0228 555010"
    assert joined_in(text, 0) == (1, HEADER)


def test_the_upper_row_is_found_from_the_lower_one() -> None:
    text = "Company;Address;;Phone\n;Street;City;\nAcme;Kaistr. 5;Bonn;0228 555010"
    assert joined_in(text, 1) == (1, HEADER)


def test_groups_at_the_left_edge_are_joined() -> None:
    text = "Address;;Phone\nStreet;City;\nKaistr. 5;Bonn;0228 555010"
    assert joined_in(text, 0) == (1, ("Address / Street", "Address / City", "Phone"))


def test_a_row_of_values_above_is_no_group() -> None:
    text = "Region;;North;12\nCompany;City;;Phone\nAcme;Bonn;;0228 555010"
    assert joined_in(text, 1) == (1, ("Company", "City", "", "Phone"))


def test_either_row_of_a_header_repeats_it() -> None:
    assert repeats(["Company", "Address", None, "Phone"], HEADER)
    assert repeats([None, "Street", "City"], HEADER)


def test_a_name_in_another_column_repeats_nothing() -> None:
    assert not repeats(["Street", "City"], HEADER)
    assert not repeats(["Company", "Acme"], HEADER)

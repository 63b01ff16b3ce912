"""Profiles: the next file of the same make is read like the last."""

from __future__ import annotations

import json
from dataclasses import replace

from relmanager_desktop.domain.imports.profiles import (
    Profile,
    apply_profile,
    profile_of,
)
from relmanager_desktop.domain.mapping.maps import Matrix, Reading, SheetMap, Target, Wishes
from tests.domain.imports.lists import sheet_map, with_reading

COLUMNS = {
    "Firma": "account.name",
    "E-Mail": Target("contact_point", "value", "email:1", (("kind", "email"),)),
    "Umsatz": "account.turnover",
    "Rest": None,
}


def known() -> SheetMap:
    found = sheet_map(COLUMNS, "account", "contact", constants={"account.roles": "supplier"})
    return with_reading(found, "Umsatz", Reading(decimal_mark=",", factor=1000, values={"x": "y"}))


def guessed() -> SheetMap:
    return sheet_map(dict.fromkeys(["Rest", "Umsatz", "FIRMA", "E-Mail", ""]), "issue")


def kept(profile: Profile) -> Profile:
    """The profile as the portfolio gives it back."""
    return replace(
        profile,
        mapping=json.loads(json.dumps(profile.mapping)),
        readings=json.loads(json.dumps(profile.readings)),
    )


def test_a_profile_gives_fields_readings_kinds_and_constants_back() -> None:
    again = apply_profile(kept(profile_of("ERP", [known()])), guessed())
    by_header = {column.header: column for column in again.columns}
    assert again.kinds == ("account", "contact")
    assert again.constants == {"account.roles": "supplier"}
    assert by_header["E-Mail"].target == COLUMNS["E-Mail"]
    assert by_header["Rest"].target is None
    assert by_header["Umsatz"].reading == Reading(decimal_mark=",", factor=1000, values={"x": "y"})
    assert str(by_header["FIRMA"].reason) == "As in the profile “ERP”."


def test_a_profile_says_nothing_of_other_headers() -> None:
    other = sheet_map({"Company": "account.name"}, "account")
    assert apply_profile(profile_of("ERP", [known()]), other) is other


def test_the_columns_of_a_matrix_are_found_by_their_headers() -> None:
    columns = {"Task": "action.title", "TPM": None, "SDM": None}
    raci = sheet_map(columns, "action", matrix=Matrix("raci", (1, 2), "role", "letter"))
    moved = sheet_map(dict.fromkeys(["SDM", "Task", "TPM"]), "action")
    again = apply_profile(kept(profile_of("RACI", [raci])), moved)
    assert again.matrix == Matrix("raci", (0, 2), "role", "letter")


def test_what_is_said_of_one_column_holds_beside_the_profile() -> None:
    wishes = Wishes(fields={"rest": "contact.name"}, decimals=".")
    wished = sheet_map({"Rest": "contact.name", "Umsatz": None, "Firma": None}, "account")
    profile = profile_of("ERP", [replace(known(), header=wished.header)])
    again = apply_profile(kept(profile), wished, wishes)
    by_header = {column.header: column for column in again.columns}
    assert by_header["Rest"].target == Target("contact", "name")
    assert by_header["Firma"].target == Target("account", "name")
    assert by_header["Umsatz"].reading.decimal_mark == "."
    assert "contact" in again.kinds


def test_a_table_without_a_header_is_not_remembered() -> None:
    bare = replace(known(), header=("", ""), header_row=0)
    assert profile_of("ERP", [bare]).header_fingerprint == ""


def test_what_is_said_of_a_value_holds_beside_the_profile() -> None:
    wishes = Wishes(values={"umsatz": {"x": "z", "offen": "0"}})
    again = apply_profile(kept(profile_of("ERP", [known()])), guessed(), wishes)
    (revenue,) = [column for column in again.columns if column.header == "Umsatz"]
    assert revenue.target == Target("account", "turnover")
    assert revenue.reading.values == {"x": "z", "offen": "0"}


def test_a_value_speaks_for_a_column_that_the_profile_leaves_out() -> None:
    wishes = Wishes(values={"rest": {"x": "active"}})
    wished = sheet_map({**COLUMNS, "Rest": "account.status"}, "account")
    again = apply_profile(kept(profile_of("ERP", [known()])), wished, wishes)
    assert again.columns[3].target == Target("account", "status")

"""import: a list in, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.conftest import CUSTOMERS, Terminal, Write


def test_a_list_of_customers_becomes_accounts_and_contacts(
    terminal: Terminal, write_list: Write
) -> None:
    answer = terminal.json("import", write_list("customers.csv", CUSTOMERS))
    (sheet,) = answer["sheets"]
    assert (sheet["rows"], sheet["new"], sheet["kinds"][0]) == (2, 2, "account")
    assert sheet["counts"]["contact"]["new"] == 2
    assert [r["name"] for r in terminal.json("list", "account")] == ["Acme GmbH", "Bolt Ltd"]
    assert terminal.json("search", "petra")[0]["title"] == "Petra Lindner"


def test_the_same_file_twice_gives_nothing_new(terminal: Terminal, write_list: Write) -> None:
    path = write_list("customers.csv", CUSTOMERS)
    terminal("import", path)
    (sheet,) = terminal.json("import", path)["sheets"]
    assert (sheet["new"], sheet["same"]) == (0, 2)


def test_a_dry_run_writes_nothing(terminal: Terminal, write_list: Write) -> None:
    shown = terminal("import", write_list("customers.csv", CUSTOMERS), "--dry-run")
    assert "Nothing was written" in shown
    assert terminal.json("list", "account") == []


def test_a_dry_run_tells_what_the_import_would_move(terminal: Terminal, write_list: Write) -> None:
    path = write_list("customers.csv", "Company,Tier,Annual value\nAcme,A,1200\nBolt,A,300\n")
    told = terminal.json("import", path, "--dry-run")
    assert {"name": "A", "before": 0, "after": 2} in told["effects"]["tiers"]["figures"]
    assert told["sums"] == [
        {"sheet": "customers", "column": "C", "header": "Annual value", "file": 1500, "taken": 1500}
    ]
    assert "Tier A: 0 → 2" in terminal("import", path, "--dry-run")
    assert terminal.json("import", path)["effects"] == told["effects"]


def test_an_import_is_undone_whole(terminal: Terminal, write_list: Write) -> None:
    terminal("add", "account", "name=Acme GmbH")
    terminal("import", write_list("customers.csv", CUSTOMERS))
    terminal("undo")
    (record,) = terminal.json("list", "account")
    assert (record["name"], record["city"]) == ("Acme GmbH", None)
    assert terminal.json("list", "contact") == []


def test_refused_rows_come_back_as_a_workbook_and_exit_1(
    terminal: Terminal, write_list: Write, tmp_path: Path
) -> None:
    path = write_list("customers.csv", CUSTOMERS + 'Cold,Oslo,"Norway",,,,one too many\n')
    rejects = tmp_path / "rejects.xlsx"
    answer = terminal.json("import", path, "--rejects", rejects)
    assert (terminal.code, answer["sheets"][0]["refused"]) == (1, 1)
    assert rejects.is_file()
    assert answer["problems"][0]["row"] == 4


def test_strict_imports_all_or_nothing(terminal: Terminal, write_list: Write) -> None:
    path = write_list("customers.csv", CUSTOMERS + 'Cold,Oslo,"Norway",,,,one too many\n')
    terminal("import", path, "--strict")
    assert terminal.code == 1
    assert terminal.json("list", "account") == []


def test_options_say_what_columns_and_values_mean(terminal: Terminal, write_list: Write) -> None:
    path = write_list("x.csv", "Wer,Stufe\nAcme,top\nBolt,naja\n")
    terminal(
        "import",
        path,
        "--as",
        "account",
        "--map",
        "Wer=account.name",
        "--map",
        "Stufe=account.status",
        "--value",
        "Stufe:top=active",
        "--value",
        "Stufe:naja=dormant",
        "--set",
        "account.roles=supplier",
    )
    found = {r["name"]: (r["status"], r["roles"]) for r in terminal.json("list", "account")}
    assert found == {"Acme": ("active", ["supplier"]), "Bolt": ("dormant", ["supplier"])}


@pytest.mark.parametrize(("decimals", "value"), [("comma", 182_400), ("point", 182.4)])
def test_an_option_says_what_parts_decimals(
    terminal: Terminal, write_list: Write, decimals: str, value: float
) -> None:
    listed = write_list("customers.csv", "Company;Annual value\nAcme Ltd;182.400\n")
    terminal("import", listed, "--decimals", decimals)
    (record,) = terminal.json("list", "account")
    assert record["annual_value"] == value


def test_a_profile_is_kept_and_used(terminal: Terminal, write_list: Write) -> None:
    path = write_list("x.csv", "Wer,Wo\nAcme,Leeds\n")
    terminal(
        "import",
        path,
        "--as",
        "account",
        "--map",
        "Wer=account.name",
        "--map",
        "Wo=account.city",
        "--save-profile",
        "Mine",
    )
    other = write_list("y.csv", "Wer,Wo\nBolt,York\n")
    terminal("import", other, "--profile", "Mine")
    assert {r["name"]: r["city"] for r in terminal.json("list", "account")} == {
        "Acme": "Leeds",
        "Bolt": "York",
    }


def test_wrong_options_are_said(terminal: Terminal, write_list: Write) -> None:
    path = write_list("customers.csv", CUSTOMERS)
    for words in (("--map", "nonsense"), ("--value", "a=b"), ("--profile", "None")):
        terminal("import", path, *words)
        assert terminal.code == 2
    terminal("import", "/nowhere.csv")
    assert terminal.code == 2


def test_a_place_for_refused_rows_is_looked_for_before_anything_is_written(
    terminal: Terminal, write_list: Write, tmp_path: Path
) -> None:
    path = write_list("customers.csv", CUSTOMERS + 'Cold,Oslo,"Norway",,,,one too many\n')
    for place in (tmp_path / "nowhere" / "x.xlsx", tmp_path):
        terminal("import", path, "--rejects", place)
        assert (terminal.code, terminal.err.count("\n")) == (2, 1)
    assert terminal.json("list", "account") == []


@pytest.mark.parametrize("place", ["/proc/rejects.xlsx", "rejects.csv", "customers.xlsx"])
def test_a_place_where_refused_rows_cannot_go_is_refused_before_the_import(
    terminal: Terminal, tmp_path: Path, place: str
) -> None:
    path = workbook(tmp_path / "customers.xlsx", {"Customers": [["Company"], ["Acme GmbH"]]})
    terminal("import", path, "--rejects", tmp_path / place)
    assert (terminal.code, terminal.out, terminal.err.count("\n")) == (2, "", 1)
    assert terminal.json("list", "account") == []


def test_a_folder_is_not_called_a_missing_file(terminal: Terminal, tmp_path: Path) -> None:
    terminal("import", tmp_path)
    assert (terminal.code, "is a folder" in terminal.err) == (2, True)


@pytest.mark.parametrize("fields", ["nope", "account.founded", "dragon.name"])
def test_matching_by_what_no_column_gives_is_refused_with_what_could_be_used(
    terminal: Terminal, write_list: Write, fields: str
) -> None:
    terminal("import", write_list("customers.csv", CUSTOMERS), "--match", fields)
    assert (terminal.code, terminal.err.count("\n")) == (2, 1)
    assert "account.name" in terminal.err
    assert "contact.email" in terminal.err
    assert terminal.json("list", "account") == []


def test_records_are_matched_by_a_field_of_the_file(terminal: Terminal, write_list: Write) -> None:
    path = write_list("customers.csv", CUSTOMERS)
    for fields in ("name", "account.name,contact.email", "contact_point.value"):
        terminal("import", path, "--match", fields)
        assert terminal.code == 0
    assert len(terminal.json("list", "account")) == 2


@pytest.mark.parametrize(
    "words", [("--map", "Nope=account.city"), ("--value", "Nope:gold=A"), ("--map", "Nope=")]
)
def test_an_option_for_a_header_that_the_file_lacks_is_refused_with_those_it_has(
    terminal: Terminal, write_list: Write, words: tuple[str, str]
) -> None:
    terminal("import", write_list("customers.csv", CUSTOMERS), *words)
    assert (terminal.code, terminal.err.count("\n")) == (2, 1)
    assert "Company, City, Country" in terminal.err
    assert terminal.json("list", "account") == []


def test_rows_that_contradict_each_other_are_told_and_settle(
    terminal: Terminal, write_list: Write
) -> None:
    terminal("add", "account", "name=Acme GmbH", "industry=Wood")
    path = write_list("firms.csv", "Company,Industry\nAcme GmbH,Steel\nAcme GmbH,Glass\n")
    said = terminal("import", path, "--collisions", "overwrite")
    assert "firms!B3: Acme GmbH, Industry: here Glass, but Steel in firms!2" in said
    again = terminal.json("import", path, "--collisions", "overwrite")
    (sheet,) = again["sheets"]
    assert [sheet[fate] for fate in ("new", "changed", "same", "conflict")] == [0, 0, 1, 1]
    assert (again["change_set"], again["conflicts"][0]["said_in"]) == (None, "firms!2")


def test_a_conflict_is_told_with_both_values(terminal: Terminal, write_list: Write) -> None:
    terminal("add", "account", "name=Acme GmbH", "city=Hamburg")
    path = write_list("customers.csv", CUSTOMERS)
    shown = terminal("import", path, "--dry-run")
    assert "customers!B2: Acme GmbH, City: yours Hamburg, in the file Berlin" in shown
    (conflict,) = terminal.json("import", path)["conflicts"]
    assert conflict == {
        "sheet": "customers",
        "row": 2,
        "column": "B",
        "kind": "account",
        "field": "account.city",
        "record": "Acme GmbH",
        "yours": "Hamburg",
        "file": "Berlin",
        "said_in": None,
    }


def test_a_list_whose_kind_nobody_can_tell_is_asked_and_not_imported(
    terminal: Terminal, write_list: Write
) -> None:
    answer = terminal.json("import", write_list("x.csv", "Foo,Bar\n1,x\n2,y\n"))
    assert (terminal.code, answer["change_set"]) == (2, None)
    (problem,) = answer["problems"]
    assert (problem["sheet"], problem["row"]) == ("x", 1)
    assert problem["message"] in terminal.err
    assert "--as KIND" in problem["message"]


def test_a_sheet_that_is_no_list_is_skipped_beside_one_that_is(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "book.xlsx",
        {
            "Read me": [["Customers of 2026"], ["Please edit the next sheet only."]],
            "Customers": [["Company", "City"], ["Acme GmbH", "Ulm"]],
        },
    )
    answer = terminal.json("import", path)
    assert (terminal.code, answer["problems"]) == (0, [])
    about, customers = answer["sheets"]
    assert (about["new"], customers["new"]) == (0, 1)
    assert "no list" in about["skipped"][0]["reason"]


def test_a_list_of_unknown_kind_beside_others_is_asked(terminal: Terminal, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "book.xlsx",
        {
            "Customers": [["Company", "City"], ["Acme GmbH", "Ulm"]],
            "Legend": [["Code", "Bedeutung"], ["X1", "foo"], ["X2", "bar"]],
        },
    )
    answer = terminal.json("import", path)
    assert (terminal.code, len(terminal.json("list", "account"))) == (1, 1)
    assert answer["problems"][0]["sheet"] == "Legend"


def test_a_blank_workbook_has_no_rows_and_is_said(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.json("import", workbook(tmp_path / "blank.xlsx", {"Sheet": []}))
    assert (terminal.code, answer["sheets"][0]["rows"]) == (2, 0)
    assert "is blank" in terminal.err


def test_a_row_of_headers_beyond_the_sheet_is_refused_with_how_many_rows_there_are(
    terminal: Terminal, write_list: Write
) -> None:
    terminal("import", write_list("customers.csv", CUSTOMERS), "--header-row", 99)
    assert terminal.code == 2
    assert "customers.csv: the headers cannot be in row 99, for “customers” has 3 rows." in (
        terminal.err
    )


def test_a_list_without_headers_is_read_from_its_first_row_on(
    terminal: Terminal, write_list: Write
) -> None:
    path = write_list("firms.csv", "Acme,London\nZeta,Berlin\nEta,Leeds\n")
    given = ("--as", "account", "--header-row", 0, "--map", "B=account.city")
    (sheet,) = terminal.json("import", path, *given)["sheets"]
    assert (sheet["header_row"], sheet["rows"], sheet["new"]) == (None, 3, 3)
    names = {record["name"] for record in terminal.json("list", "account")}
    assert names == {"Acme", "Zeta", "Eta"}


def test_a_row_of_headers_is_a_number(terminal: Terminal, write_list: Write) -> None:
    terminal("import", write_list("customers.csv", CUSTOMERS), "--header-row", "first")
    assert terminal.code == 2
    assert "“first” is no row. Write its number, or 0 for none." in terminal.err


def test_a_bare_field_to_match_by_is_one_of_the_main_kind(
    terminal: Terminal, write_list: Write
) -> None:
    people = "Name,Company,Mobile\nAnn Lee,Acme GmbH,+44 7700 900001\n"
    terminal("import", write_list("people.csv", people))
    moved = people.replace("Acme GmbH", "Bolt Ltd")
    answer = terminal.json("import", write_list("people.csv", moved), "--match", "name")
    assert answer["sheets"][0]["counts"]["contact"]["new"] == 0


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook of these sheets and rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([*row])
    book.save(path)
    return path


def test_a_header_that_stands_twice_is_spoken_of_by_letters(
    terminal: Terminal, write_list: Write
) -> None:
    listed = write_list("people.csv", "Name,City,Name\nAnn Kite,Leeds,ann\nTom Hale,York,tom\n")
    answer = terminal.json("import", listed, "--as", "contact", "--map", "C=")
    fields = [column["field"] for column in answer["sheets"][0]["mapping"]]
    assert (fields[0], fields[2]) == ("contact.name", None)


def test_a_value_that_is_no_choice_is_refused(terminal: Terminal, write_list: Write) -> None:
    listed = write_list("c.csv", "Firma;Status\nOmega GmbH;wartend\n")
    terminal("import", listed, "--map", "Status=account.status", "--value", "Status:wartend=zzz")
    assert terminal.code == 2
    assert "“zzz” is not one of prospect, active" in terminal.err


def test_a_value_of_a_column_that_goes_nowhere_is_refused(
    terminal: Terminal, write_list: Write
) -> None:
    listed = write_list("c.csv", "Firma;Status\nOmega GmbH;wartend\n")
    terminal("import", listed, "--map", "Status=", "--value", "Status:wartend=active")
    assert terminal.code == 2
    assert "“Status” goes nowhere" in terminal.err


HUGE = "9" * 20


@pytest.mark.parametrize("value", [HUGE, "9" * 400, "12345678901234.5"])
def test_a_number_too_large_refuses_its_row_and_no_other(
    terminal: Terminal, write_list: Write, value: str
) -> None:
    path = write_list("big.csv", f"Company,Annual value\nAcme,{value}\nBolt,7\n")
    answer = terminal.json("import", path)
    assert terminal.code == 1
    assert [(p["row"], p["header"]) for p in answer["problems"]] == [(2, "Annual value")]
    assert [r["name"] for r in terminal.json("list", "account")] == ["Bolt"]


@pytest.mark.parametrize("field", ["annual_value", "employees"])
def test_a_number_too_large_is_not_added(terminal: Terminal, field: str) -> None:
    terminal("add", "account", "name=Acme", f"{field}={HUGE}")
    assert terminal.code == 2
    assert "at most 15 digits" in terminal.err


def test_a_list_is_not_searched_for_a_number_too_large(terminal: Terminal) -> None:
    terminal("list", "account", "--where", f"employees>{HUGE}")
    assert terminal.code == 2


def test_columns_that_are_left_out_are_named_once_in_a_line(
    terminal: Terminal, write_list: Write
) -> None:
    text = "Company,City,Qwxz,Zzkq,Odd\nAcme,Ulm,a7,b9,c\nBolt,Bonn,a8,b1,d\n"
    path = write_list("list.csv", text)
    terminal("import", path, "--dry-run", "--map", "Odd=")
    (line,) = [said for said in terminal.err.splitlines() if "left out: " in said]
    assert "“Qwxz”, “Zzkq”." in line
    assert "“Odd”" not in line
    assert '--map "Header=kind.field"' in line


def test_an_edit_that_is_not_taken_for_ours_changed_too_is_said(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("add", "account", "name=Acme", "city=Ulm")
    book = tmp_path / "own.xlsx"
    terminal("export", book)
    terminal("set", "account", "Acme", "city=Kiel")
    opened = load_workbook(book)
    sheet = opened["Accounts"]
    place = [cell.value for cell in sheet[1]].index("City") + 1
    sheet.cell(2, place).value = "Bonn"
    opened.save(book)
    answer = terminal.json("import", book)
    assert (terminal.code, len(answer["conflicts"])) == (0, 1)
    assert "1 edited cell was not taken" in terminal.err


def test_an_action_names_what_it_is_about_by_a_readable_key(
    terminal: Terminal, write_list: Write
) -> None:
    terminal("add", "account", "name=Acme")
    rows = "Title,Due,From\nCall back,2026-12-01,Account: Acme\nLost,2026-12-02,Account: Nobody\n"
    fields = ("--map", "Title=action.title", "--map", "Due=action.due")
    path = write_list("actions.csv", rows)
    done = terminal.json("import", path, "--as", "action", *fields, "--map", "From=action.origin")
    assert (done["sheets"][0]["new"], done["sheets"][0]["refused"]) == (1, 1)
    assert "“Nobody”" in done["problems"][0]["message"]


def test_a_cell_is_mended_at_the_terminal_and_its_row_joins(
    terminal: Terminal, write_list: Write
) -> None:
    path = write_list("customers.csv", "Company,Annual value\nAcme,about 12\nBolt,30\n")
    cell = ("--cell", "customers!B2=12")
    done = terminal.json("import", path, *cell)
    assert (terminal.code, done["sheets"][0]["new"], done["sheets"][0]["refused"]) == (0, 2, 0)
    assert "about 12" in path.read_text(encoding="utf-8")
    terminal("import", path, "--cell", "Elsewhere!B2=12")
    assert (terminal.code, "It has: customers." in terminal.err) == (2, True)
    terminal("import", path, "--cell", "B2=12")
    assert (terminal.code, "Sheet!C14=value" in terminal.err) == (2, True)


def test_a_new_row_without_a_required_own_field_is_refused(
    terminal: Terminal, tmp_path: Path
) -> None:
    own = ("kind=account", "name=code", "label=Code", "type=text", "required=yes")
    terminal("add", "account", "name=Acme")
    terminal("add", "field_definition", *own)
    path = tmp_path / "customers.csv"
    path.write_text("Company,City,Code\nAcme,Ulm,\nBolt,Leeds,N2\nCold,Oslo,\n", encoding="utf-8")
    answer = terminal.json("import", path, "--map", "Code=account.custom.code")
    assert terminal.code == 1
    assert [problem["message"] for problem in answer["problems"]] == [
        "Code is required: fill it in."
    ]
    assert sorted(row["name"] for row in terminal.json("list", "account")) == ["Acme", "Bolt"]

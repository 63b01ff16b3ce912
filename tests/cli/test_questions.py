"""What an import asks at the terminal: each question names the option that answers it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Terminal, Write

DEALS = "Opportunity,Account,Value,Close date\nNew plant,Acme Ltd,12000,2026-12-01\n"


def test_a_required_field_without_a_column_names_the_option_that_gives_it(
    terminal: Terminal, write_list: Write
) -> None:
    answer = terminal.json("import", write_list("deals.csv", DEALS))
    (problem,) = answer["problems"]
    assert "--set opportunity.stage=VALUE: Prospecting" in problem["message"]
    assert "--set opportunity.stage=VALUE" in terminal.err


def test_a_value_given_to_all_rows_answers_the_question(
    terminal: Terminal, write_list: Write
) -> None:
    path = write_list("deals.csv", DEALS)
    answer = terminal.json("import", path, "--set", "opportunity.stage=Proposal")
    assert (terminal.code, answer["problems"], terminal.err) == (0, [], "")


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("Company,Client since\nAcme Ltd,03/04/2024\n", "--dates dmy"),
        ("Company,Turnover\nAcme Ltd,1.200\n", "--decimals point"),
        ("Company,City\nMÃ¼ller Ltd,KÃ¶ln\n", "--repair yes"),
        ("Company,Status\nAcme Ltd,zesty\nBolt Ltd,active\n", '--value "Status:zesty=CODE"'),
    ],
)
def test_every_question_names_its_option(
    terminal: Terminal, write_list: Write, text: str, option: str
) -> None:
    terminal("import", write_list("list.csv", text))
    assert option in terminal.err


def test_a_hidden_sheet_is_named_and_taken_when_asked_for(
    terminal: Terminal, tmp_path: Path
) -> None:
    book = Workbook()
    shown, hidden = book.worksheets[0], book.create_sheet("Old")
    for sheet, name in ((shown, "Acme Ltd"), (hidden, "Bolt Ltd")):
        sheet.append(["Company", "City"])
        sheet.append([name, "Leeds"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "two.xlsx")
    (told,) = terminal.json("import", tmp_path / "two.xlsx")["problems"]
    assert told["sheet"] == "Old"
    assert told["message"] == 'The sheet is hidden: take it with --sheet "Old".'
    assert terminal.code == 0
    answer = terminal.json("import", tmp_path / "two.xlsx", "--sheet", "Old")
    assert (answer["sheets"][0]["new"], answer["problems"]) == (1, [])


def test_a_list_of_headers_alone_is_said_to_have_no_rows(
    terminal: Terminal, write_list: Write
) -> None:
    answer = terminal.json("import", write_list("hdr.csv", "Company,City\n"))
    assert [p["message"] for p in answer["problems"]] == ["The sheet has headers and no rows."]
    assert terminal.code == 0


def test_damaged_texts_are_repaired_on_a_yes_alone(terminal: Terminal, write_list: Write) -> None:
    path = write_list("damaged.csv", "Company,City\nMÃ¼ller Ltd,KÃ¶ln\nBolt Ltd,Leeds\n")
    terminal.json("import", path, "--repair", "yes")
    names = {record["name"] for record in terminal.json("list", "account")}
    assert names == {"Müller Ltd", "Bolt Ltd"}


def test_open_questions_have_an_exit_code_of_their_own(
    terminal: Terminal, write_list: Write
) -> None:
    path = write_list("firms.csv", "Company,City\nMÃ¼ller GmbH,KÃ¶ln\nBÃ¤r AG,DÃ¼ren\n")
    terminal("import", path, "--dry-run")
    assert (terminal.code, "--repair yes" in terminal.err) == (4, True)
    terminal("import", path, "--repair", "yes")
    assert terminal.code == 0

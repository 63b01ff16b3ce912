"""Options that meet nothing in a file are refused, in one sentence that names what there is."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal, Write

LIST = "Company,City,Status\nAcme GmbH,Berlin,active\nBolt Ltd,Leeds,dormant\n"


@pytest.mark.parametrize(
    ("option", "word", "said"),
    [
        ("--cell", "two!B2=Ulm", "the file has no sheet “two”. It has: firms."),
        ("--cell", "firms!Z99=Ulm", "the file has no cell firms!Z99. It has: firms!A1:C3."),
        ("--cell", "firms!B99=Ulm", "the file has no cell firms!B99."),
        ("--value", "Status:hot=active", "no cell of “Status” says “hot”. It has: active, d"),
        ("--set", "issue.title=Gate", "the file has no rows for “issue.title”. It has: account."),
        (
            "--collisions",
            "account.phone=overwrite",
            "the file has no column for “account.phone”. It has: a",
        ),
        ("--last-row", "99", "the file has no row 99 beneath its headers. It has: firms!1–3."),
        ("--last-row", "1", "the file has no row 1 beneath its headers."),
        ("--same", "firms!3=firms!99", "The list has no row firms!99. It has: firms!2–3."),
        ("--same", "firms!2=firms!3", "can only be the same as a row before it"),
        ("--leave-out", "firms!99", "The list has no row firms!99. It has: firms!2–3."),
    ],
)
def test_what_meets_nothing_is_refused_with_what_there_is(
    terminal: Terminal, write_list: Write, option: str, word: str, said: str
) -> None:
    terminal("import", write_list("firms.csv", LIST), option, word)
    assert (terminal.code, terminal.err.count("\n")) == (2, 1)
    assert said in terminal.err
    assert terminal.json("list", "account") == []


def test_a_key_of_no_record_is_refused(terminal: Terminal, write_list: Write) -> None:
    action = terminal.json("add", "action", "title=Call")
    path = write_list("firms.csv", LIST)
    terminal("import", path, "--same", f"firms!2={action['id']}")
    assert terminal.code == 2
    assert f"no account has the key {action['id']}" in terminal.err


def test_what_meets_something_is_taken(terminal: Terminal, write_list: Write) -> None:
    path = write_list("firms.csv", LIST)
    terminal("import", path, "--cell", "firms!B3=York", "--value", "Status:active=dormant",
             "--set", "account.industry=Steel", "--last-row", "3")  # fmt: skip
    assert terminal.code == 0
    kept = [(a["city"], a["status"], a["industry"]) for a in terminal.json("list", "account")]
    assert sorted(kept) == [("Berlin", "dormant", "Steel"), ("York", "dormant", "Steel")]

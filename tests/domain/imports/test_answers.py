"""The terminal's answer, key by key."""

from __future__ import annotations

import json
from dataclasses import replace

from relmanager_desktop.domain.imports.answers import answer_of
from tests.domain.imports.lists import plan_of, rows_of

COLUMNS = {"Company": "account.name", "Owner": "account.owner", "Shoe size": None}


def test_every_key_of_the_answer() -> None:
    rows = [["Acme", "Kim", 42], ["bad", None, None], [], ["Acme", None, None]]
    assert answer_of(plan_of(rows_of(COLUMNS, rows, "account")), 7) == {
        "sheets": [
            {
                "sheet": "Customers",
                "header_row": 1,
                "kinds": ["account"],
                "mapping": [
                    {
                        "column": "A",
                        "header": "Company",
                        "field": "account.name",
                        "confidence": 1.0,
                        "reason": "said",
                    },
                    {
                        "column": "B",
                        "header": "Owner",
                        "field": "account.owner",
                        "confidence": 1.0,
                        "reason": "said",
                    },
                    {
                        "column": "C",
                        "header": "Shoe size",
                        "field": None,
                        "confidence": 1.0,
                        "reason": "said",
                    },
                ],
                "rows": 4,
                "new": 1,
                "changed": 0,
                "same": 1,
                "conflict": 0,
                "refused": 1,
                "skipped": [{"row": 4, "reason": "The row is blank."}],
                "counts": {
                    "account": {"new": 1, "changed": 0, "same": 1, "conflict": 0, "refused": 1},
                    "member": {"new": 1, "changed": 0, "same": 0, "conflict": 0, "refused": 0},
                },
            }
        ],
        "problems": [
            {
                "sheet": "Customers",
                "row": 3,
                "column": "A",
                "header": "Company",
                "value": "bad",
                "message": "“bad” is not a Name.",
            }
        ],
        "change_set": 7,
        "conflicts": [],
        "look_alikes": [],
        "sums": [],
        "effects": {},
    }


def test_an_answer_is_plain_json() -> None:
    answer = answer_of(plan_of(rows_of(COLUMNS, [["Acme", "Kim", 42]], "account")))
    assert json.loads(json.dumps(answer)) == answer
    assert answer["change_set"] is None


def test_a_list_without_headers_has_no_header_row() -> None:
    rows = rows_of(COLUMNS, [["Acme", "Kim", 42]], "account")
    plan = plan_of(rows)
    plan.sheets[0].map = replace(plan.sheets[0].map, header_row=0)
    assert answer_of(plan, None)["sheets"][0]["header_row"] is None

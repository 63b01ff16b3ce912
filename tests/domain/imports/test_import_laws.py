"""Laws of every import, whatever the list: all rows accounted for, and twice is as once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relmanager_desktop.domain.imports.contact_matches import ContactMatcher
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.matching import Matcher
from relmanager_desktop.domain.imports.parties import AccountMatcher
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.mapping.maps import Target
from tests.domain.imports.lists import MemoryPortfolio, plan_of, rows_of

ACCOUNTS = {
    "No.": "account.reference",
    "Company": "account.name",
    "City": "account.city",
    "Web": "account.website",
    "Parent": "account.parent",
    "Owner": "account.owner",
}
PEOPLE = {
    "Company": "account.name",
    "Name": "contact.name",
    "Mail": Target("contact_point", "value", "email:1", (("kind", "email"),)),
    "Phone": Target("contact_point", "value", "phone:1", (("kind", "phone"),)),
    "Title": "contact_role.title",
}
names = st.sampled_from([None, "Acme", "ACME", "Acme GmbH", "Bolt", "Total"])
account_rows = st.lists(
    st.tuples(
        st.sampled_from([None, None, "1", "2", "C-1"]),
        names.filter(bool),
        st.sampled_from([None, "Ulm", "Bonn"]),
        st.sampled_from([None, "https://acme.de", "bolt.com"]),
        st.sampled_from([None, None, "Acme", "Volt"]),
        st.sampled_from([None, "Kim", "kim", "Lee"]),
    ),
    max_size=8,
)
people_rows = st.lists(
    st.tuples(
        names,
        st.sampled_from([None, "Ana Silva", "Silva, Ana", "Jo Hill", "Acme"]),
        st.sampled_from([None, "ana@silva.pt", "ANA@silva.pt", "info@acme.de", "jo@acme.de"]),
        st.sampled_from([None, "+49 30 123456", "0049 30 123456"]),
        st.sampled_from([None, "Buyer", "Owner"]),
    ),
    max_size=8,
)


def accounts_into(portfolio: MemoryPortfolio, rows: Any, **more: Any) -> ImportPlan:
    return plan_of(rows_of(ACCOUNTS, rows, "account"), portfolio=portfolio, **more)


def people_into(portfolio: MemoryPortfolio, rows: Any) -> ImportPlan:
    return plan_of(rows_of(PEOPLE, rows, "contact", "account"), portfolio=portfolio)


@given(account_rows, account_rows, st.sampled_from(["fill", "overwrite", "keep"]))
def test_every_row_of_accounts_is_accounted_for(held: Any, rows: Any, collisions: str) -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(accounts_into(portfolio, held))
    (sheet,) = accounts_into(portfolio, rows, collisions=collisions).sheets
    assert sheet.is_complete
    assert sum(sheet.count(fate) for fate in Fate) + len(sheet.skipped) == sheet.rows


@given(account_rows)
def test_accounts_taken_twice_are_taken_once(rows: Any) -> None:
    portfolio = MemoryPortfolio()
    first = accounts_into(portfolio, rows)
    assume(not first.problems)  # what was refused may be told apart by what was taken
    portfolio.take(first)
    again = accounts_into(portfolio, rows)
    assert again.count(Fate.NEW) == 0
    assert not again.writes_anything


@given(people_rows)
def test_people_taken_twice_are_taken_once(rows: Any) -> None:
    portfolio = MemoryPortfolio()
    first = people_into(portfolio, rows)
    assume(not first.problems)
    portfolio.take(first)
    again = people_into(portfolio, rows)
    assert again.sheets[0].is_complete
    assert again.count(Fate.NEW) == 0
    assert not again.writes_anything


@given(account_rows, account_rows, st.sampled_from(["fill", "overwrite", "keep"]))
def test_a_list_that_contradicts_itself_settles_at_once(
    held: Any, rows: Any, collisions: str
) -> None:
    numbered = {(row[0], row[1]) for row in [*held, *rows] if row[0]}
    assume(len({number for number, _ in numbered}) == len(numbered))  # one number, one firm
    portfolio = MemoryPortfolio()
    portfolio.take(accounts_into(portfolio, held))
    first = accounts_into(portfolio, rows, collisions=collisions)
    assume(not first.problems)
    renamed = {cell.field for cell in first.cells if cell.taken} & {"name", "reference", "website"}
    assume(not renamed)  # what is called otherwise is found otherwise
    portfolio.take(first)
    again = accounts_into(portfolio, rows, collisions=collisions)
    assume(not again.problems)
    assert not again.writes_anything
    assert (again.count(Fate.NEW), again.count(Fate.CHANGED)) == (0, 0)


@given(account_rows, account_rows)
def test_filling_never_changes_a_value_that_is_there(held: Any, rows: Any) -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(accounts_into(portfolio, held))
    for cell in accounts_into(portfolio, rows).cells:
        assert cell.taken == (cell.old is None)


@given(account_rows, account_rows)
def test_accounts_made_in_runs_are_those_made_one_by_one(held: Any, rows: Any) -> None:
    assert_alike(accounts_into, held, rows)


@given(people_rows, people_rows)
def test_people_made_in_runs_are_those_made_one_by_one(held: Any, rows: Any) -> None:
    assert_alike(people_into, held, rows)


@given(account_rows, account_rows)
def test_accounts_said_again_are_those_looked_for_one_by_one(held: Any, rows: Any) -> None:
    assert_alike(accounts_into, held, [*rows, *reversed(rows)])


@given(people_rows, people_rows)
def test_people_said_again_are_those_looked_for_one_by_one(held: Any, rows: Any) -> None:
    assert_alike(people_into, held, [*rows, *reversed(rows)])


def assert_alike(into: Any, held: Any, rows: Any) -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(into(portfolio, held))
    assert outcome_of(into(portfolio, rows)) == outcome_of(one_by_one(into, portfolio, rows))


def one_by_one(into: Any, portfolio: MemoryPortfolio, rows: Any) -> ImportPlan:
    """Return the plan of an import in which every row is looked for."""
    with pytest.MonkeyPatch.context() as patch:
        for matcher in (Matcher, AccountMatcher, ContactMatcher):
            patch.setattr(matcher, "are_strangers", lambda _self, rows, _: [False] * len(rows))
            patch.setattr(matcher, "known_alike", lambda _self, rows: [0] * len(rows))
        plan: ImportPlan = into(portfolio, rows)
        return plan


def outcome_of(plan: ImportPlan) -> Any:
    new = {kind: (made.fields, [*map(list, made.rows)]) for kind, made in plan.new.items()}
    return new, plan.changes, plan.cells, plan.problems, [sheet.fates for sheet in plan.sheets]

"""The sample portfolio: forty invented accounts with two years of history, made and removed whole.

The content lies in `resources/sample/*.toml`. A table named like a kind of the catalogue holds
records of it: a link names its target by handle (the key `handle`, else its name), a date is days
from today or 'friday 2', an instant '-3 14:20', a month or a quarter is counted from this one, and
money is in whole units. Every other table is a recipe, read by the module of this folder that
bears its subject.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.samples import (
    issues,
    own,
    parties,
    plans,
    playbooks,
    programmes,
    reviews,
    sales,
    scores,
    surveys,
    touches,
    trade,
)
from relmanager_desktop.commands.samples.almanac import Almanac
from relmanager_desktop.commands.samples.content import read_content
from relmanager_desktop.commands.samples.sample import Sample
from relmanager_desktop.commands.samples.writing import write_sample
from relmanager_desktop.commands.undoing import Undone, undo_step
from relmanager_desktop.domain.problems import InvalidError, NotFoundError, Problem
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.tables import TABLES

MARK = "sample.change_set"
RECIPES = (
    own.make,
    parties.make,
    sales.make,
    plans.make,
    reviews.make,
    touches.make,
    playbooks.make,
    issues.make,
    trade.make,
    scores.make,
    surveys.make,
    programmes.make,
)


def make_sample(session: Session, today: date, now: datetime) -> int:
    """Add the sample portfolio in the caller's write; return the number of accounts.

    Equal ``today`` gives an equal portfolio but for its ids. ``now`` is the moment in UTC, which
    nothing that already happened lies after.

    Raises:
        InvalidError: If the sample is there already.
    """
    if sample_change_set(session) is not None:
        raise InvalidError([Problem("", tr("The sample is here already: remove it first."))])
    sample = invent_sample(today, now)
    write_sample(session, sample)
    number = journal_of(session).number
    insert_rows(session, "setting", ("key", "value"), [(MARK, str(number))], 1)
    return len(sample.rows["account"])


def remove_sample(session: Session) -> Undone:
    """Delete what `make_sample` added, in the caller's write; return what went and what stayed.

    Records of the user's own stay, and so do those of the sample that were edited since or that
    the user's records refer to.

    Raises:
        NotFoundError: If there is no sample.
    """
    number = sample_change_set(session)
    if number is None:
        raise NotFoundError(tr("There is no sample in this portfolio, so nothing was removed."))
    return undo_step(session, _living(session, number), keep_conflicts=True)


def sample_change_set(session: Session) -> int | None:
    """Return the number of the change set that made the sample, or None if it is not there."""
    setting = TABLES["setting"].c
    value = session.execute(select(setting.value).where(setting.key == MARK)).scalar()
    return None if value is None else int(value)


def _living(session: Session, number: int) -> int:
    """Return the change set that the rows owe their life to: the last that brought them back."""
    sets = TABLES["change_set"].c
    found = session.execute(select(sets.undoes, func.max(sets.number)).group_by(sets.undoes))
    undone_by = {row[0]: int(row[1]) for row in found}
    while (removal := undone_by.get(number)) and (revival := undone_by.get(removal)):
        number = revival
    return number


def invent_sample(today: date, now: datetime) -> Sample:
    """Return the sample as rows that nothing has written yet."""
    sample = Sample(Almanac(today, now), read_content())
    for kind in KINDS:
        for told in sample.content.get(kind, ()):
            sample.tell(kind, told)
    for make in RECIPES:
        make(sample)
    return sample

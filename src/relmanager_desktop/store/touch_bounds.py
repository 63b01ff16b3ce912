"""From when on the touches of an account tell its next ones: of twenty thousand the last few do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.store.cadence_reads import end_of
from relmanager_desktop.store.tables import ACCOUNT_FACT, TOUCH_FACT

MARGIN = timedelta(days=2)  # more than any two zones are apart
_LAST = TOUCH_FACT.c.last_on
_BOUNDS = (
    select(ACCOUNT_FACT.c.last_touch_at, func.min(_LAST), func.max(_LAST))
    .outerjoin(TOUCH_FACT, TOUCH_FACT.c.account == ACCOUNT_FACT.c.account)
    .where(ACCOUNT_FACT.c.account == bindparam("account"))
    .group_by(ACCOUNT_FACT.c.account)
)


def touches_tell_from(session: Session, account: int, today: date) -> datetime | None:
    """Return a moment before which no touch of an account matters today; None to read all.

    Its facts hold the last touch under each rule, and its last one at all. What came since the
    facts were derived is newer; where they know of touches after today, they tell nothing of it.
    """
    row = session.connection().execute(_BOUNDS, {"account": account}).first()
    if row is None or row[0] is None or row[0] > end_of(today) or (row[2] or today) > today:
        return None
    last_at, first_on, _ = row
    earliest = min(last_at.date(), first_on or date.max)
    return datetime.combine(earliest, time.min, UTC) - MARGIN

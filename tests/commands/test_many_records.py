"""Deeds on several records as one step."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.many_records import change_records
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.store.tables import TABLES


def test_several_records_change_at_once(session: Session, today: date) -> None:
    ids = [add_record(session, "account", {"name": name}, today) for name in ("Acme", "Bolt")]
    changes = {ids[0]: {"city": "Ulm"}, ids[1]: {"name": "Bolt"}}
    assert change_records(session, "account", changes, today) == 1
    cities = session.execute(select(TABLES["account"].c.city).order_by(TABLES["account"].c.id))
    assert cities.scalars().all() == ["Ulm", None]


def test_one_that_is_gone_is_said(session: Session, today: date) -> None:
    with pytest.raises(NotFoundError):
        change_records(session, "account", {7: {"city": "Ulm"}}, today)

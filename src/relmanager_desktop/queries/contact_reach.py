"""Where contacts work and how they are written to: what their list shows beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.records import BATCH
from relmanager_desktop.store.tables import TABLES

AT_ACCOUNT, E_MAIL = "at_account", "e_mail"


def contact_reach(session: Session, ids: Sequence[int]) -> dict[int, Mapping[str, str]]:
    """Return for each contact its accounts, without those it left, and its first e-mail address.

    The primary ones come first; '' stands where there is none.
    """
    places: dict[int, list[str]] = {}
    points: dict[int, list[str]] = {}
    for start in range(0, len(ids), BATCH):
        some = list(ids[start : start + BATCH])
        for found, statement in ((places, _accounts(some)), (points, _addresses(some))):
            for contact, text in session.execute(statement):
                found.setdefault(contact, []).append(text)
    return {
        id_: {AT_ACCOUNT: ", ".join(places.get(id_, ())), E_MAIL: (points.get(id_) or [""])[0]}
        for id_ in ids
    }


def _accounts(ids: list[int]) -> Select[Any]:
    role, account = TABLES["contact_role"].c, TABLES["account"].c
    return (
        select(role.contact, account.name)
        .join_from(TABLES["contact_role"], TABLES["account"], account.id == role.account)
        .where(role.contact.in_(ids), role.ended_on.is_(None))
        .order_by(role.primary.desc(), account.sort_key)
    )


def _addresses(ids: list[int]) -> Select[Any]:
    point = TABLES["contact_point"].c
    return (
        select(point.contact, point.value)
        .where(point.contact.in_(ids), point.kind == "email")
        .order_by(point.primary.desc(), point.id)
    )

"""What every row of a table has by its headers and its name: a role, a side, a kind of survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from relmanager_desktop.domain.mapping.columns import Column, role_in
from relmanager_desktop.domain.mapping.kinds import Guess, Naming
from relmanager_desktop.domain.mapping.maps import SURE, Target

_SIDES = {"contract": "buy", "order_line": "bought"}  # where the other party is a supplier


def constants_of(guess: Guess, columns: Sequence[Column], naming: Naming) -> Mapping[str, str]:
    """Return what every row of the table has: that its accounts are suppliers, by its name."""
    fed = {o.target.path for o in guess.chosen if o is not None and o.certainty >= SURE}
    has_account = any(path.startswith("account.") for path in fed)
    if has_account and "account.roles" not in fed:
        role = naming.role_of("account") or _role_in_headers(guess, columns)
        if role and guess.kind in {"account", "contact"}:
            return {"account.roles": role}
    if guess.kind in _SIDES and f"{guess.kind}.side" not in fed:
        code = _SIDES[guess.kind]
        return {f"{guess.kind}.side": code} if _names_suppliers(guess, columns, naming) else {}
    if guess.kind == "survey_answer" and "survey_answer.kind" not in fed:
        return {"survey_answer.kind": _survey(guess, columns)}
    return {}


def _names_suppliers(guess: Guess, columns: Sequence[Column], naming: Naming) -> bool:
    """Whether the other party of contracts or orders is a supplier."""
    links = {
        Target(guess.kind, "account"),
        Target("account", "name"),
        Target("account", "reference"),
    }
    for number, option in enumerate(guess.chosen):
        if option is not None and option.target in links:
            role = role_in(columns[number].header.phrase)
            if role:
                return role == "supplier"
    return naming.role_of("account") == "supplier"


def _survey(guess: Guess, columns: Sequence[Column]) -> str:
    """Return which survey scores are of, by the header and by how high they go."""
    for number, option in enumerate(guess.chosen):
        if option is None or option.target.field != "score":
            continue
        words = columns[number].header.phrase.split()
        for word, code in (("csat", "CSAT"), ("satisfaction", "CSAT"), ("ces", "CES")):
            if word in words:
                return code
        highest = max((_figure(value) for value in columns[number].look.values), default=10)
        return "NPS" if highest > 5 or "nps" in words else "CSAT"
    return "NPS"


def _figure(value: object) -> float:
    text = str(value)
    return float(text) if text.replace(".", "", 1).isdigit() else 0.0


def _role_in_headers(guess: Guess, columns: Sequence[Column]) -> str:
    """Return the role that the header of the name or the number tells: 'Supplier no.'."""
    wanted = {"account.name", "account.reference"}
    for number, option in enumerate(guess.chosen):
        if option is None or option.target.path not in wanted or option.certainty < SURE:
            continue
        if role := role_in(columns[number].header.phrase):
            return role
    return ""

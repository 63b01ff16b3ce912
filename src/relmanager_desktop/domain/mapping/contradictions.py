"""Values whose look nobody mistakes, under a header of a field that cannot be such."""

from __future__ import annotations

from relmanager_desktop.domain.mapping.looks import Look
from relmanager_desktop.domain.mapping.maps import Target
from relmanager_desktop.domain.records import KINDS, FieldType

_ALL_BUT_FEW = 0.8
_LOOKS = {
    "bare_email": FieldType.EMAIL,
    "web_address": FieldType.URL,
    "dialled": FieldType.PHONE,
    "money": FieldType.MONEY,
    "date": FieldType.DATE,
}
# Texts that are neither addresses of the web, numbers to dial, amounts nor days.
_PLAIN = frozenset(
    {"name", "legal_name", "given_name", "middle_name", "family_name", "salutation", "title"}
    | {"street", "postcode", "city", "region", "industry", "segment", "tier", "team", "department"}
)
_REACHING = frozenset({FieldType.URL, FieldType.EMAIL, FieldType.PHONE})
_LIKE_PHONES = frozenset({"postcode"})  # 110 001 and 01310-100 are


def contradicts(target: Target, look: Look) -> bool:
    """Whether at least 80 % of the values of a column cannot be of a field, whatever its header."""
    field = KINDS[target.kind].by_name.get(target.field)
    if field is None or (field.name not in _PLAIN and field.type not in _REACHING):
        return False
    return any(
        getattr(look, name) >= _ALL_BUT_FEW
        for name, type_ in _LOOKS.items()
        if type_ is not field.type and not (name == "dialled" and field.name in _LIKE_PHONES)
    )

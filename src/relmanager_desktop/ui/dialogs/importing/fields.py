"""Where a column can go, in words: the fields of the catalogue as people look for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.columns import target_of
from relmanager_desktop.domain.mapping.cuts import pairs_shown
from relmanager_desktop.domain.mapping.maps import SURE, ColumnMap, SheetMap, Target
from relmanager_desktop.domain.mapping.own_columns import TAGGED, guessed_type, notes_of
from relmanager_desktop.domain.mapping.word_lists import POINTS
from relmanager_desktop.domain.own_fields import MARK, TYPES, OwnFields, key_of, labelled
from relmanager_desktop.domain.records import KINDS, SEEN, Field
from relmanager_desktop.domain.texts import tr

CERTAIN = 0.85  # above this a guess is shown as sure
POINT_LABELS = {
    "email": tr("E-mail"),
    "phone": tr("Phone"),
    "mobile": tr("Mobile"),
    "fax": tr("Fax"),
    "pager": tr("Pager"),
    "linkedin": tr("LinkedIn"),
    "xing": tr("Xing"),
    "skype": tr("Skype"),
    "twitter": tr("Twitter"),
    "facebook": tr("Facebook"),
}
LONGEST_HEADER = 28
NO_OWN: Mapping[str, Sequence[Field]] = {}
# The types of a new own field that are offered; the others are told by the values.
OFFERED_TYPES = ("text", "integer", "decimal", "date", "yes_no", "choice")
KEEPERS = ("account", "contact")  # of the records beside the main one, those with own fields
# Records that often stand beside others in one row, offered before all the rest.
NEAR = ("account", "contact", "contact_role", "interaction", "account_tag", "contact_tag")


@dataclass(frozen=True)
class FieldChoice:
    """One field to choose: its path, what it is called, and of which record it is."""

    path: str
    title: str
    record: str

    @property
    def spoken(self) -> str:
        """The field with its record, as in 'Name · Account'."""
        return f"{self.title} · {self.record}" if self.record else self.title


def spoken_target(target: Target) -> FieldChoice:
    """Return what a target is called; ways to reach a person bear their own names."""
    if target.kind == "contact_point":
        name = _point_name(target)
        if name:
            return FieldChoice(f"contact.{name}", str(POINT_LABELS[name]), _record("contact"))
    kind = KINDS[target.kind]
    record = str(kind.label)
    if target.own is not None:
        return own_choice(target.kind, target.own)
    if target.adds:
        return _line_choice(target.kind, target.field)
    place = dict(target.fixed).get("kind", "")
    if place and "kind" in kind.by_name:
        words = {choice.code: str(choice.label) for choice in kind.field("kind").choices}
        record = f"{record}, {words.get(place, place)}"
    return FieldChoice(target.path, str(kind.field(target.field).label), record)


def spoken_map(mapped: ColumnMap) -> FieldChoice | None:
    """Return what a column goes to: one field, the several that its cells are cut into, or None."""
    if not mapped.pieces:
        return None if mapped.target is None else spoken_target(mapped.target)
    return _in_pieces([spoken_target(piece.target) for piece in mapped.pieces])


def _in_pieces(choices: Sequence[FieldChoice]) -> FieldChoice:
    records = dict.fromkeys(choice.record for choice in choices)
    path = ",".join(choice.path for choice in choices)
    return FieldChoice(path, " + ".join(c.title for c in choices), ", ".join(records))


def cuttings_for(found: SheetMap, samples: Sequence[str]) -> list[FieldChoice]:
    """Return the pairs of fields that the cells of a column show to hold: postcode and city."""
    return [
        _in_pieces([spoken_target(target_of(path)) for path in pair])
        for pair in pairs_shown(found.main, samples)
    ]


def _point_name(target: Target) -> str:
    if target.field != "value":
        return ""
    fixed = dict(target.fixed)
    exact = [name for name, known in POINTS.items() if dict(known) == fixed]
    near = [name for name, known in POINTS.items() if dict(known)["kind"] == fixed.get("kind")]
    return next(iter([*exact, *near]), "")


def _record(kind: str) -> str:
    return str(KINDS[kind].label)


def choices_for(found: SheetMap, own: OwnFields = NO_OWN) -> list[FieldChoice]:
    """Return every field that a column can go to, those of the sheet's own records first."""
    seen = [kind.name for kind in SEEN]
    kinds = [kind for kind in dict.fromkeys([*found.kinds, *NEAR, *seen]) if kind in KINDS]
    return [
        choice
        for kind in kinds
        for choice in (*_of_kind(kind), *(own_choice(kind, f) for f in own.get(kind, ())))
    ]


def choices_of_column(
    found: SheetMap, mapped: ColumnMap, header: str, samples: Sequence[str], own: OwnFields
) -> list[FieldChoice]:
    """Return what a column can become: cut in pieces, kept as it is, or any field of the list."""
    kept = keepings_for(found, " ".join(header.split()), samples, own)
    if mapped.target is not None and mapped.target.own is not None:
        kept = [choice for choice in kept if not choice.path.endswith(MARK)]
    return [*cuttings_for(found, samples), *kept, *choices_for(found, own)]


def own_choice(kind: str, field: Field) -> FieldChoice:
    """Return one of the user's own fields to choose."""
    record = str(tr("{record}, own", record=_record(kind)))
    return FieldChoice(f"{kind}.{key_of(field)}", str(field.label), record)


def keepings_for(
    found: SheetMap, header: str, samples: Sequence[str], own: OwnFields
) -> list[FieldChoice]:
    """Return how a column that no field takes can be kept: own field, tags, lines of the notes."""
    beside = (kind for kind in KEEPERS if kind in found.kinds)
    kinds = dict.fromkeys([*found.kinds[:1], *beside])
    return [choice for kind in kinds for choice in _keepings(kind, header, samples, own)]


def _keepings(
    kind: str, header: str, samples: Sequence[str], own: OwnFields
) -> Iterator[FieldChoice]:
    record = _record(kind)
    if KINDS[kind].can_be_archived and labelled(header, own.get(kind, ())) is None:
        type_ = TYPES[guessed_type(samples)]
        title = tr("Own field “{header}” ({type})", header=shortened(header), type=type_)
        yield FieldChoice(f"{kind}.{MARK}", str(title), record)
    if kind in TAGGED:
        yield FieldChoice(f"{TAGGED[kind]}.tag", str(tr("Keep as tags")), record)
    if (notes := notes_of(kind)) is not None:
        yield _line_choice(kind, notes.name)


def _line_choice(kind: str, name: str) -> FieldChoice:
    title = tr("Add to “{field}”, a line each", field=KINDS[kind].field(name).label)
    return FieldChoice(f"{kind}.{name}+", str(title), _record(kind))


def _of_kind(kind: str) -> Iterable[FieldChoice]:
    if kind == "contact_point":
        return
    for field in KINDS[kind].shown_fields:
        yield FieldChoice(f"{kind}.{field.name}", str(field.label), _record(kind))
    if kind == "contact":
        for name, label in POINT_LABELS.items():
            if name not in KINDS[kind].by_name:
                yield FieldChoice(f"contact.{name}", str(label), _record(kind))


def shortened(header: str) -> str:
    """Return a header as it fits on a button."""
    return header if len(header) <= LONGEST_HEADER else f"{header[: LONGEST_HEADER - 1].rstrip()}…"


def matching(choices: Iterable[FieldChoice], text: str) -> list[FieldChoice]:
    """Return the choices in which every word of a text begins a word, those by name first."""
    wanted = fold(text).replace("-", " ").split()
    found = [choice for choice in choices if _fits(choice, wanted)]
    return sorted(found, key=lambda choice: not _fits(replace(choice, record=""), wanted[:1]))


def _fits(choice: FieldChoice, wanted: list[str]) -> bool:
    words = fold(f"{choice.title} {choice.record}").replace("-", " ").replace("“", " ").split()
    words.append(fold(choice.title).replace("-", ""))
    return all(any(word.startswith(part) for word in words) for part in wanted)


def sureness(mapped: ColumnMap, *, is_asked: bool) -> str:
    """Return 'sure', 'likely', 'asked' or 'left' for how a column is understood."""
    if is_asked:
        return "asked"
    if mapped.target is None:
        return "left"
    return "sure" if mapped.confidence >= max(CERTAIN, SURE) else "likely"


def match_path(found: SheetMap, target: Target) -> str:
    """Return by what records are matched that this column finds: 'kind.field', '' for nothing.

    Of the points of a contact the e-mail address finds people.
    """
    if target.kind == "contact_point":
        is_mail = ("kind", "email") in target.fixed
        return "contact.email" if is_mail and "contact" in found.kinds else ""
    is_own = target.own is not None or target.adds
    return "" if is_own or target.kind != found.main else target.path

"""The sentences that say why a column goes where it goes, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from relmanager_desktop.domain.mapping.columns import Column, Option
from relmanager_desktop.domain.mapping.headers import Header
from relmanager_desktop.domain.mapping.maps import Target
from relmanager_desktop.domain.mapping.row_commands import tells_commands
from relmanager_desktop.domain.mapping.vocabulary import Meaning
from relmanager_desktop.domain.mapping.word_lists import LAST_TOUCH
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, joined, lowered, tr
from relmanager_desktop.domain.touches import CHANNEL_WORDS

_LANGUAGES = {
    "de": tr("German"),
    "fr": tr("French"),
    "es": tr("Spanish"),
    "pt": tr("Portuguese"),
    "it": tr("Italian"),
    "nl": tr("Dutch"),
    "pl": tr("Polish"),
    "ru": tr("Russian"),
}
_POINTS = {"email": tr("e-mail"), "phone": tr("phone"), "link": tr("link")}


def words_for(target: Target) -> Text:
    """Return a target in words: 'account name', 'contact phone (Mobile)', '…, person 2'."""
    if not target.person:
        return _words_for(target)
    return tr("{what}, person {n}", what=_words_for(target), n=target.person + 1)


def _words_for(target: Target) -> Text:
    kind = KINDS[target.kind]
    if target.kind == "contact_point":
        fixed = dict(target.fixed)
        if target.field == "label":
            return tr("label of a way to reach the contact")
        what = _POINTS.get(fixed.get("kind", ""), tr("link"))
        if place := fixed.get("label"):
            return tr("contact {what} ({place})", what=what, place=place)
        return tr("contact {what}", what=what)
    label = kind.field(target.field).label
    if target.slot and target.kind == "account_address":
        return tr("{label} of the {slot} address", label=lowered(label), slot=target.slot)
    return tr("{kind} {label}", kind=lowered(kind.label), label=lowered(label))


def reason_for(option: Option, header: Header, language: str) -> Text:
    """Return why a column goes to its target: what the header means, and what the values are.

    ``language`` is that of the sheet's headers.
    """
    meant = _meant(option, option.meaning, header, language)
    said = [meant]
    if option.fit.what is not None and option.fit.share > 0:
        share = _percent(option.fit.share)
        text = tr("{percent}% of values look like {what}.", percent=share, what=option.fit.what)
        said.append(text)
    return joined(" ", *said, *_consequences(option))


def _consequences(option: Option) -> Iterator[Text]:
    """Yield what a column makes that its cells do not say."""
    target = option.target
    if target.path == "interaction.direction":
        yield tr(
            "Outbound or inbound says who began: a talk that was held goes both ways, unless the "
            "row tells of a message left."
        )
    if target.path != "interaction.at" or not target.slot or option.meaning is None:
        return
    if LAST_TOUCH.get(option.meaning.matched):
        channel = CHANNEL_WORDS[dict(target.fixed)["channel"]]
        yield tr(
            "Each date becomes an interaction that was held on that day: {channel}.",
            channel=channel,
        )
    else:
        yield tr(
            "Each date becomes a call that was held on that day, for the list does not say by "
            "which channel."
        )


def _percent(share: float) -> int:
    return min(100, int(share * 100 + 0.5))


def _meant(option: Option, meaning: Meaning | None, header: Header, spoken: str) -> Text:
    name, target = _quoted(header), words_for(option.target)
    if meaning is None or meaning.how == "look":
        return _by_values(name)
    said: dict[str, Any] = {"header": name, "target": target, "word": meaning.matched}
    if meaning.how == "label":
        return tr("“{header}” is what the field is called: {target}.", **said)
    if meaning.how == "near":
        return tr("“{header}” is nearly “{word}”, which means {target}.", **said)
    if meaning.how == "part":
        return tr("“{header}” contains “{word}”, which means {target}.", **said)
    first = "en" if "en" in meaning.languages else meaning.languages[0]
    language = _LANGUAGES.get(spoken if spoken in meaning.languages else first)
    if language is None:
        return tr("“{header}” means {target}.", **said)
    return tr("“{header}” means {target} in {language}.", language=language, **said)


def _by_values(name: str) -> Text:
    if not name:
        return tr("The column has no header, but its values tell.")
    return tr("The header “{header}” says nothing we know, but its values do.", header=name)


def _quoted(header: Header) -> str:
    return " ".join(header.text.split())[:60]


def reason_left(column: Column, options: tuple[Option, ...], taken_by: str) -> Text:
    """Return why a column is left out; ``taken_by`` is the header that has its best target."""
    name = _quoted(column.header)
    if not name:
        return tr("The column has no header.") if column.look.filled else tr("The column is empty.")
    if tells_commands(column.header.phrase, column.look.values):
        return tr("It says what to do with each row: rows that are to be deleted are left out.")
    if column.parts:
        return tr(
            "“{header}” holds several things in one cell: give each a column of its own, or say "
            "which one it is.",
            header=name,
        )
    if taken_by and options:
        return tr(
            "“{header}” would be {target}, which “{other}” fills already.",
            header=name,
            target=words_for(options[0].target),
            other=taken_by,
        )
    if not options:
        return tr("Nothing we know fits “{header}”.", header=name)
    return tr(
        "Nothing we know fits “{header}” above 60%; next is {target} with {percent}%.",
        header=name,
        target=words_for(options[0].target),
        percent=_percent(options[0].certainty),
    )


def kind_reason(kind: str, mapped: int, total: int, named_by: str) -> Text:
    """Return why a table is about its kind."""
    plural = KINDS[kind].plural
    counted = tr("{mapped} of {total} columns fit {kind}.", mapped=mapped, total=total, kind=plural)
    if named_by:
        return joined(" ", tr("“{name}” speaks of {kind}.", name=named_by, kind=plural), counted)
    return counted

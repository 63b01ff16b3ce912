"""The effects of an import in words: labels, figures, and one line for each that moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from relmanager_desktop.domain.figures import format_money
from relmanager_desktop.domain.imports.effects import Effects, Figure, Moved
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr, verbatim

NONE = tr("no tier")
NOT_COUNTED = tr("What so many records move is counted as they are imported.")
_TOUCHES = {
    "overdue": tr("Touches overdue"),
    "today": tr("Touches due by today"),
    "this_week": tr("Touches due within seven days"),
    "never": tr("Never contacted"),
}


def label_of(effect: str, figure: Figure) -> Text:
    """Return what a figure of an effect is called."""
    if effect == "touches":
        return _TOUCHES[figure.name]
    if effect == "tiers":
        return tr("Tier {name}", name=figure.name) if figure.name else tr("No tier")
    if effect == "sums":
        kind, _, name = figure.name.partition(".")
        label = KINDS[kind].field(name).label
        return (
            label
            if kind == "account"
            else tr("{field} ({kinds})", field=label, kinds=KINDS[kind].plural)
        )
    return verbatim(str(KINDS[figure.name].plural))


def amount_of(value: float, unit: str) -> str:
    """Return a figure as people read it: '£3.06m' of minor units, '1,204' of a count."""
    if unit:
        return format_money(int(value), unit)
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}"


def told_figures(effects: Effects, name: str) -> Iterator[tuple[Text, str, str]]:
    """Yield (label, before, after) of the figures of an effect that moved."""
    for figure in effects.of(name).figures:
        if figure.before != figure.after and (name != "touches" or figure.name in _TOUCHES):
            before, after = (amount_of(v, figure.unit) for v in (figure.before, figure.after))
            yield label_of(name, figure), before, after


def shift_words(before: str, after: str) -> Text:
    """Return from which tier to which, '' for none."""
    return tr("{before} → {after}", before=before or NONE, after=after or NONE)


def moved_days(moved: Moved) -> Text:
    """Return from which day to which a next touch moves; '' is none."""
    return tr("{before} → {after}", before=_day(moved.before), after=_day(moved.after))


def effect_lines(effects: Effects) -> Iterator[Text]:
    """Yield one line for each thing that an import moves, for the terminal."""
    for name in ("touches", "tiers", "sums", "records"):
        for label, before, after in told_figures(effects, name):
            yield tr("{what}: {before} → {after}", what=label, before=before, after=after)
    for shift in effects.of("tiers").shifts:
        words = shift_words(shift.before, shift.after)
        yield tr(
            "{n} account moves its tier: {words}",
            plural="{n} accounts move their tier: {words}",
            n=shift.count,
            words=words,
        )
    if moved := effects.of("next_touches").moved:
        yield tr(
            "The next touch of {n} account moves",
            plural="The next touches of {n} accounts move",
            n=moved,
        )


def over_capacity(effects: Effects) -> Text | None:
    """Return by how much the touches of a week outgrow those who make them, None if they fit."""
    touches = effects.of("touches")
    due, room = touches.figure("this_week"), touches.figure("capacity_a_week")
    if due is None or room is None or not room.after or due.after <= max(room.after, due.before):
        return None
    return tr(
        "{n} more than a week has room for",
        plural="{n} more than a week has room for",
        n=int(due.after - room.after),
    )


def _day(written: str) -> Text:
    if not written:
        return tr("none")
    return tr("{day}", day=date.fromisoformat(written))

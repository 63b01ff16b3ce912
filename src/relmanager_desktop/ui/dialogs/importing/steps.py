"""The steps of the wizard in words: titles, notes, hints, and what the primary button does."""

from __future__ import annotations

from collections import Counter

from relmanager_desktop.commands.imports import ImportDone
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, joined, tr
from relmanager_desktop.queries.import_looks import Look

STEPS = (
    ("file", tr("File")),
    ("columns", tr("Columns")),
    ("plan", tr("Rows")),
    ("report", tr("Import")),
)
PROMISE = tr("This import stays one step in the history, with all that it overwrote.")
TITLES = {
    "file": tr("Read the file"),
    "columns": tr("Match the columns"),
    "plan": tr("Check the plan"),
    "report": tr("Import"),
}


def notes_of(look: Look) -> dict[str, tuple[str, str]]:
    """Return (text, ink) of what stands under the names of the steps that were looked at."""
    maps = [table.map for table in look.tables]
    if not maps:
        return {}
    asked = sum(len(found.questions) for found in maps)
    matched = sum(column.target is not None for found in maps for column in found.columns)
    rows = sum((look.counts or {}).values())
    decide = tr("{n} to decide", plural="{n} to decide", n=asked)
    known = tr("{n} matched", plural="{n} matched", n=matched)
    checked = tr("{n} row checked", plural="{n} rows checked", n=rows)
    columns = (str(decide), "warn") if asked else (str(known), "text2")
    return {"columns": columns, "plan": (str(checked), "text2")}


def subtitle_of(step: str, look: Look, name: str) -> str:
    """Return what stands under the title of a step; ``name`` is the file's."""
    said = {
        "columns": tr("every column is listed, none is dropped"),
        "plan": tr("every row is accounted for"),
    }.get(step)
    return f"{name} · {said}" if said is not None and look.tables else name


def rail_note_of(step: str, look: Look) -> tuple[str, Text, Text]:
    """Return (icon, title, words) of what the rail says beside a step."""
    if step != "columns" or not look.tables:
        return "undo-2", tr("Undo at any time"), PROMISE
    words = tr("No saved mapping knows these headers. Save this one for the next file.")
    if look.profile:
        words = tr("Read as in “{name}”, which knows these headers.", name=look.profile)
    return "bookmark", tr("Remembered mapping"), words


def hint_of(step: str, look: Look) -> str:
    """Return what the footer says of a step."""
    if step == "columns":
        asked = any(table.map.questions for table in look.tables)
        return str(_open_hint(look) if asked else tr("Nothing is written before the last step."))
    if step != "plan":
        return ""
    if (look.counts or {}).get("refused"):
        return str(tr("Refused rows stay behind: save, mend and import them."))
    return str(tr("Nothing has been written so far."))


def _open_hint(look: Look) -> Text:
    behind = (look.counts or {}).get("refused", 0)
    if not behind:
        return tr("What stays undecided is left out and named in the plan.")
    return tr(
        "{n} row stays behind as it stands: answer first.",
        plural="{n} rows stay behind as it stands: answer first.",
        n=behind,
    )


def deed_of(step: str, look: Look, *, has_more: bool) -> str:
    """Return what the primary button does in a step; ``has_more`` is of files that follow."""
    counts = look.counts or {}
    takes, refused = counts.get("new", 0) + counts.get("changed", 0), counts.get("refused", 0)
    taking = tr("Import {n} row", plural="Import {n} rows", n=takes)
    if refused:
        taking = tr("{deed}, leave {refused}", deed=taking, refused=f"{refused:,}")
    last = tr("Next file") if has_more else tr("Done")
    return str({"columns": tr("Next: rows"), "plan": taking, "report": last}.get(step, ""))


def came_to(done: ImportDone, look: Look) -> tuple[Text, Text]:
    """Return the heading and the sentence of the report; ``look`` is what was imported."""
    title = tr("{n} row imported", plural="{n} rows imported", n=done.new + done.changed)
    sentence = tr(
        "{new} new, {changed} changed, {refused} left behind.",
        new=done.new,
        changed=done.changed,
        refused=done.refused,
    )
    made = [(KINDS[kind].plural, new) for kind, (new, _changed) in look.by_kind.items() if new]
    if len(made) < 2:
        return title, sentence
    listed = ", ".join(f"{label} {count:,}" for label, count in made)
    return title, joined(" ", sentence, tr("New records: {list}.", list=listed))


def main_kind_of(look: Look) -> str:
    """Return the kind of most of what was imported."""
    mains = Counter(table.map.main for table in look.tables if table.map.main)
    return next((kind for kind, _count in mains.most_common(1)), "account")

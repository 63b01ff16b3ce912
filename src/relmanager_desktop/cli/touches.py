"""today and log: whom to contact and why, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Any

from relmanager_desktop.cli.commands import (
    DONE,
    INSIDE,
    PORTFOLIO,
    Command,
    Request,
    arg,
    count,
    key_of,
)
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.cli.values import assignments, record_json, refuse_two_readings, typed_word
from relmanager_desktop.commands.interactions import InteractionDraft, log_interaction
from relmanager_desktop.domain.cadence import State
from relmanager_desktop.domain.cadence_effects import rules_asked, what_stays_due
from relmanager_desktop.domain.own_fields import is_own
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import joined, lowered, tr
from relmanager_desktop.queries.cadence import (
    SECTIONS,
    TouchRow,
    dues_of_account,
    section_counts,
    section_rows,
)
from relmanager_desktop.queries.drafts import typed_value
from relmanager_desktop.queries.own_fields import whole_kind
from relmanager_desktop.queries.records import find_record, one_record
from relmanager_desktop.queries.today import today_board
from relmanager_desktop.queries.today_cards import ActionCard
from relmanager_desktop.store.facts import catch_up, move_to
from relmanager_desktop.store.faults import ReadOnlyError
from relmanager_desktop.store.trials import trial

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.store.database import Database

DUE_SECTIONS = ("late", "today", "this_week")
SECTION_WORDS = {
    "late": tr("Overdue"),
    "today": tr("Today"),
    "this_week": tr("This week"),
    "later": tr("Later"),
    "never": tr("Never contacted"),
    "snoozed": tr("Snoozed"),
    "blocked": tr("Off the list"),
    "no_rule": tr("Without a rule"),
}
DAY = KINDS["action"].field("due")
LOGGED = ("channel", "subject", "at", "purpose", "direction", "state", "body", "minutes", "outcome")


def today(request: Request) -> int:
    """Answer whom to contact and why, and which actions are due."""
    given = request.given
    sections = SECTIONS if given.all else DUE_SECTIONS
    with request.portfolio() as database, ExitStack() as stack:
        with database.read() as session:
            day = _day(session, request)
        session = _session_on(stack, database, day, request.today)
        touches = {name: section_rows(session, name, day, given.limit) for name in sections}
        counts = section_counts(session, day)
        board = today_board(session, day)
        first = min(given.limit, board.first_contacts)
        if not given.all and first:
            touches["never"] = section_rows(session, "never", day, first)
    actions = [*board.overdue.actions, *board.due.actions, *board.this_week.actions]
    data = {
        "on": day.isoformat(),
        "touches": [_touch_json(name, row) for name, rows in touches.items() for row in rows],
        "actions": [_action_json(action, day) for action in actions],
        "never_contacted": counts["never"],
        "without_rule": counts["no_rule"],
    }
    counts["never"] -= first
    unseen = [] if given.all else _unseen(counts)
    request.answer(data, [*_lines(touches, actions, day), *unseen])
    return DONE


def _session_on(stack: ExitStack, database: Database, day: date, today: date) -> Session:
    """Return a session in which the portfolio stands as it does, or would, on a day.

    Where nothing can be written, the last known state is shown.
    """
    try:
        if day != today:
            session = stack.enter_context(trial(database))
            move_to(session, day)
            return session
        with database.write_quietly() as session:
            catch_up(session, today)
    except ReadOnlyError:
        pass
    return stack.enter_context(database.read())


def log(request: Request) -> int:
    """Log one interaction with an account and answer it."""
    given = request.given
    kind = KINDS["interaction"]
    with request.portfolio() as database:
        with database.read() as session:
            account = find_record(session, "account", given.account)
            name = one_record(session, "account", account).title
            values: dict[str, Any] = {
                field: typed_word(session, kind.field(field), str(getattr(given, field)))
                for field in LOGGED
                if getattr(given, field) is not None
            }
            contacts = tuple(find_record(session, "contact", who) for who in given.contact or ())
            own = assignments(session, whole_kind(session, kind.name), given.own)
        if others := [field for field in own if not is_own(field)]:
            raise UsageError(str(tr("Say {field} with --{field}.", field=others[0])))
        draft = InteractionDraft(
            account, contacts=contacts, own=own, **{"at": request.now, **values}
        )
        channel = lowered(kind.field("channel").label_of(draft.channel or ""))
        with database.write(tr("Log {channel} with {name}", channel=channel, name=name)) as session:
            id_ = log_interaction(session, draft, request.today)
        with database.read() as session:
            data = record_json(session, one_record(session, "interaction", id_))
            dues = dues_of_account(session, account, request.today)
    said = [tr("Logged: {subject} with {name}", subject=data["subject"], name=name)]
    made = data["channel"], data["direction"], data["state"], data["purpose"]
    if stays := what_stays_due(*made, rules_asked(dues, contacts)):
        said.append(stays)
    request.answer(data, said)
    return DONE


def _day(session: Session, request: Request) -> date:
    written = request.given.on
    if written is None:
        return request.today
    refuse_two_readings(DAY, written, "--on")
    try:
        read = typed_value(session, DAY, written, today=request.today)
    except InvalidError as error:
        message = tr("--on: “{day}” is no day. Write it as 2026-11-24.", day=written)
        raise UsageError(str(message)) from error
    if not isinstance(read, date):
        raise UsageError(str(tr("--on needs a day. Write it as 2026-11-24, or leave --on out.")))
    return read


def _touch_json(section: str, row: TouchRow) -> dict[str, Any]:
    return {
        "account": row.name,
        "account_id": key_of(row.account),
        "contact": row.person or None,
        "contact_id": key_of(row.contact) if row.contact else None,
        "purpose": row.purpose or None,
        "section": section,
        "state": str(row.state),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "days_late": row.days_late,
        "tier": row.tier or None,
        "owner": row.owner or None,
        "why": str(row.why),
    }


def _action_json(action: ActionCard, day: date) -> dict[str, Any]:
    return {
        "id": key_of(action.id),
        "title": action.title,
        "account": action.name or None,
        "due": action.due.isoformat(),
        "days_late": max(0, (day - action.due).days),
        "promised_by": action.promised_by,
        "owner": action.owner or None,
    }


def _lines(touches: dict[str, list[TouchRow]], actions: list[ActionCard], day: date) -> list[str]:
    lines: list[str] = []
    for section, rows in touches.items():
        if rows:
            lines += ["", str(SECTION_WORDS[section])]
            lines += [f"  {_who(row)}{_late(row)}\n      {row.why}" for row in rows]
    if actions:
        shown = [[a.due.isoformat(), a.title, a.name, a.owner] for a in actions]
        lines += ["", "Actions", *table_lines(["Due", "What", "Account", "Owner"], shown)]
    return lines[1:] or [str(tr("Nothing is due on {day}.", day=day))]


def _late(row: TouchRow) -> str:
    """Return how late a touch is, and whether that is amber, past its ideal, or red."""
    if not row.days_late:
        return ""
    late = tr("{n} day late", plural="{n} days late", n=row.days_late)
    if row.state == State.OVERDUE:
        return str(tr(" · {late}, past the maximum", late=late))
    return str(tr(" · {late}, within the maximum", late=late))


def _unseen(counts: Mapping[str, int]) -> list[str]:
    never, without = counts["never"], counts["no_rule"]
    said = []
    if never:
        said.append(tr("{n} never contacted", plural="{n} never contacted", n=never))
    if without:
        said.append(tr("{n} without a rule", plural="{n} without a rule", n=without))
    return [str(tr("{what}: --all shows them", what=joined(", ", *said)))] if said else []


def _who(row: TouchRow) -> str:
    who = f"{row.person}, {row.name}" if row.person else row.name
    return f"{who} (tier {row.tier})" if row.tier else who


COMMANDS = (
    Command(
        "today",
        "whom to contact and why, and which actions are due",
        today,
        (
            PORTFOLIO,
            INSIDE,
            arg("--on", metavar="DATE", help="another day: 2026-11-24, friday, +7"),
            arg(
                "--all",
                action="store_true",
                help="later, never contacted, snoozed, blocked and without a rule too",
            ),
            arg("--limit", type=count, default=200, help="at most so many a section"),
        ),
    ),
    Command(
        "log",
        "log an interaction with an account",
        log,
        (
            PORTFOLIO,
            arg("account", metavar="ACCOUNT", help="name, reference or key"),
            arg("own", nargs="*", metavar="FIELD=VALUE", help="fields of your own"),
            arg("--channel", required=True, help="call, video, meeting, visit, email …"),
            arg("--subject", required=True),
            arg("--at", help="when: '2026-11-23 14:30', 'yesterday 14:30' (now if not given)"),
            arg("--contact", action="append", metavar="NAME", help="who took part"),
            arg("--purpose", help="check_in (if not given), business_review, support, sales …"),
            arg("--direction", help="both, in or out; only what went both ways moves a cadence"),
            arg("--state", help="held (if not given), planned or not_held"),
            arg("--body", help="notes"),
            arg("--minutes"),
            arg("--outcome"),
        ),
    ),
)

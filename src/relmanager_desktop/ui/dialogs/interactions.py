"""Log an interaction: with whom, how, what came of it, and what is next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout

from relmanager_desktop.commands.follow_ups import log_with_follow_up
from relmanager_desktop.commands.interactions import InteractionDraft
from relmanager_desktop.domain.cadence_effects import (
    rules_asked,
    usual_channel,
    what_moved,
    what_stays_due,
)
from relmanager_desktop.domain.cadence_words import channel_word
from relmanager_desktop.domain.drafts import missing_among, problems_of
from relmanager_desktop.domain.problems import Problem
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import Text, joined, lowered, tr
from relmanager_desktop.domain.touches import usual_direction
from relmanager_desktop.queries.account_pages import people_of
from relmanager_desktop.queries.cadence import dues_of_account
from relmanager_desktop.queries.own_fields import required_fields
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.dialogs.frames import Form
from relmanager_desktop.ui.dialogs.record_forms import open_record_form
from relmanager_desktop.ui.widgets.basics import Label, column, emptied, line
from relmanager_desktop.ui.widgets.choosers import Chips, options_of
from relmanager_desktop.ui.widgets.editors import Surroundings
from relmanager_desktop.ui.widgets.fields import FieldBox

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

KIND = KINDS["interaction"]
FIELDS = ("account", "subject", "at", "minutes", "purpose", "direction", "state", "body", "outcome")
USUAL_CHANNELS = ("call", "video", "meeting", "visit", "email", "chat", "letter", "event", "social")
PLACES = (
    ("at", 0, 0, 2),
    ("minutes", 0, 2, 1),
    ("purpose", 1, 0, 1),
    ("state", 1, 1, 1),
    ("direction", 1, 2, 1),
)
_TEXTS = ("subject", "direction", "body", "outcome")
NEXT_OWN = "next:"  # before the key of an own field of the action that follows
NEXT = (
    replace(KINDS["action"].field("title"), name="next_title", label=tr("What"), required=False),
    replace(KINDS["action"].field("due"), name="next_due", label=tr("Due")),
)


def open_log(
    window: Host, account: int | None = None, contact: int = 0, purpose: str = "check_in"
) -> LogForm:
    """Open the form of an interaction."""
    form = LogForm(window, account, contact, purpose)
    form.show_up(620)
    return form


class LogForm(Form):
    """One interaction as it was, or as it is planned."""

    def __init__(self, window: Host, account: int | None, contact: int, purpose: str) -> None:
        super().__init__(window, tr("Log touch"), "phone")
        self._today, now = window.today, window.now.replace(second=0, microsecond=0)
        self._contacts: tuple[int, ...] = (contact,) if contact else ()
        around = Surroundings(self.bridge, self._today, str, self._value_of, self._add_new)
        outcome = replace(KIND.field("outcome"), type=FieldType.TEXT)
        self._own = self.bridge.ask(required_fields, "interaction")
        self._next_own = [
            replace(field, name=f"{NEXT_OWN}{field.name}", required=False)
            for field in self.bridge.ask(required_fields, "action")
        ]
        catalogued = (KIND.field(name) for name in FIELDS[:-1])
        fields = [*catalogued, outcome, *self._own, *NEXT, *self._next_own]
        self.boxes = {field.name: FieldBox(field, around) for field in fields}
        given: dict[str, Any] = {"account": account, "at": now, "purpose": purpose}
        given |= {"direction": usual_direction(USUAL_CHANNELS[0]), "state": "held"}
        for name, box in self.boxes.items():
            box.editor.show_value(given.get(name))
            box.editor.edited.connect(self.check)
            box.editor.left.connect(self.check)
        self.boxes["account"].editor.edited.connect(self._show_account)
        self.channels = Chips(
            [o for o in options_of(KIND.field("channel")) if o[0] in USUAL_CHANNELS],
            str(KIND.field("channel").label),
            self._chose_channel,
            icons=words.CHANNEL_ICONS,
            is_single=True,
        )
        self._is_channel_chosen = False
        self.counts = Label("", "small", ink="warn", wrap=True)
        self.blocked = Label("", "small", ink="warn", wrap=True)
        self._people = column(gap=6)
        self._lay_out()
        self.build_footer(tr("Log it"))
        self._show_account()
        self._started = self.draft()
        self.boxes["account" if account is None else "subject"].editor.setFocus()
        self.check()

    @property
    def _next_fields(self) -> list[Field]:
        """The fields of the next step, those of the user too."""
        return [*NEXT, *self._next_own]

    def draft(self) -> InteractionDraft:
        """Return what the form holds."""
        held = {name: self.boxes[name].value() for name in FIELDS}
        blank = {name: held[name] or "" for name in _TEXTS}
        return InteractionDraft(
            **{**held, **blank},
            channel=self.channels.chosen()[0],
            contacts=self._contacts,
            own={field.name: self.boxes[field.name].value() for field in self._own},
        )

    def problems(self) -> list[Problem]:
        """Return what has to be mended before this can be saved."""
        texts = {name: box.editor.unreadable() for name, box in self.boxes.items()}
        odd = [Problem(name, text) for name, text in texts.items() if text is not None]
        named = {problem.field for problem in odd}
        values = self.draft().values()
        wrong = [*problems_of("interaction", values, self._today)]
        wrong += missing_among(self._own, values)
        has_next = bool(self.boxes["next_title"].value())
        if not has_next and any(self.boxes[field.name].value() for field in self._next_fields):
            wrong.append(Problem("next_title", tr("Say what is to be done by then.")))
        if has_next:
            asked = [replace(field, required=True) for field in self._next_own]
            wrong += missing_among(asked, {f.name: self.boxes[f.name].value() for f in asked})
        return odd + [problem for problem in wrong if problem.field not in named]

    def check(self) -> None:
        """Show each problem at its field, and the first beside the buttons."""
        problems = self.problems()
        by_field: dict[str, Text] = {}
        for problem in problems:
            by_field.setdefault(problem.field, problem.message)
        for name, box in self.boxes.items():
            box.show_problem(by_field.get(name))
        self._say_whether_it_counts()
        self._warn_of_blocked()
        self.say_missing(problems[0].message if problems else "")

    def is_dirty(self) -> bool:
        """Whether something was typed."""
        is_odd = any(box.editor.unreadable() for box in self.boxes.values())
        follow_up = any(self.boxes[field.name].value() for field in self._next_fields)
        return is_odd or follow_up or self.draft() != self._started

    def show_missing(self) -> None:
        """Show every problem, and go to the first."""
        for box in self.boxes.values():
            box.is_touched = True
        self.check()
        wrong = [problem.field for problem in self.problems() if problem.field in self.boxes]
        if wrong:
            self.boxes[wrong[0]].editor.setFocus()

    def save(self) -> None:
        """Log it, with its follow-up."""
        draft = self.draft()
        assert draft.account is not None  # noqa: S101 - it is required
        name = self.bridge.ask(title_of, "account", draft.account)
        channel = KIND.field("channel").label_of(draft.channel)
        label = tr("Log {channel} with {name}", channel=lowered(channel), name=name)
        title, due = self.boxes["next_title"].value(), self.boxes["next_due"].value()

        def done(_id: int) -> None:
            after = self.bridge.ask(dues_of_account, draft.account, self._today)
            moved = what_moved(self._dues, after, draft.purpose, self._today)
            said = tr("Logged: {what} with {name}", what=channel_word(draft.channel), name=name)
            self.window_.offer_undo(joined("; ", said, moved) if moved else said)
            self.done_with()

        own = {
            field.name.removeprefix(NEXT_OWN): self.boxes[field.name].value()
            for field in self._next_own
        }
        self.bridge.run(label, log_with_follow_up, draft, title, due, self._today, own, then=done)

    def _lay_out(self) -> None:
        self.body.addWidget(self.boxes["account"])
        self.body.addLayout(self._people)
        self.body.addWidget(self.blocked)
        self.body.addWidget(Label(tr("How"), "small", theme.MEDIUM, "text2"))
        self.body.addWidget(self.channels)
        self.body.addWidget(self.boxes["subject"])
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for name, line_, place, width in PLACES:
            grid.addWidget(self.boxes[name], line_, place, 1, width)
        for side in range(3):
            grid.setColumnStretch(side, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.counts)
        for name in ("body", "outcome", *(field.name for field in self._own)):
            self.body.addWidget(self.boxes[name])
        self.body.addWidget(line())
        self.body.addWidget(Label(tr("Next step, if there is one"), "body", theme.SEMI))
        follow = QGridLayout()
        follow.setHorizontalSpacing(16)
        for number, field in enumerate(NEXT):
            follow.addWidget(self.boxes[field.name], 0, number)
            follow.setColumnStretch(number, 2 - number)
        self.body.addLayout(follow)
        for field in self._next_own:
            self.body.addWidget(self.boxes[field.name])
        self.body.addStretch(1)

    def _show_account(self) -> None:
        """Show who is there, and begin with the channel that the rule of the touch wants."""
        account = self.boxes["account"].value()
        self._dues = self.bridge.ask(dues_of_account, account, self._today) if account else {}
        self._show_people()
        if self._is_channel_chosen:
            return
        purpose = self.boxes["purpose"].value() or ""
        keys = [(contact, purpose) for contact in (*self._contacts, 0)]
        due = next((self._dues[key] for key in keys if key in self._dues), None)
        usual = usual_channel(due.rule, due.last) if due else USUAL_CHANNELS[0]
        self.channels.choose((usual if usual in USUAL_CHANNELS else USUAL_CHANNELS[0],))
        self._follow_channel()

    def _chose_channel(self) -> None:
        self._is_channel_chosen = True
        self._follow_channel()
        self.check()

    def _follow_channel(self) -> None:
        """Let the direction follow the channel until the person says it."""
        direction = self.boxes["direction"]
        if not direction.is_touched:
            direction.editor.show_value(usual_direction(self.channels.chosen()[0]))

    def _say_whether_it_counts(self) -> None:
        draft = self.draft()
        asked = rules_asked(self._dues, self._contacts)
        stays = what_stays_due(draft.channel, draft.direction, draft.state, draft.purpose, asked)
        self.counts.setText(str(stays or ""))
        self.counts.setVisible(stays is not None)

    def _warn_of_blocked(self) -> None:
        """Say who of those chosen, or of all where nobody is, asked not to be contacted."""
        asked = [self._refusing[id_] for id_ in self._contacts if id_ in self._refusing]
        due = self._dues.get((0, self.boxes["purpose"].value() or ""))
        why: Text | None = None
        if asked:
            names = ", ".join(asked)
            why = tr("{names} asked not to be contacted", names=names)
        elif due is not None and not self._contacts:
            why = due.blocked
        said = tr("{why}: log only what did happen.", why=why) if why else ""
        self.blocked.setText(str(said))
        self.blocked.setVisible(why is not None)

    def _show_people(self) -> None:
        emptied(self._people)
        account = self.boxes["account"].value()
        people = self.bridge.ask(people_of, account) if account else []
        self._refusing = {p.contact: p.name for p in people if p.do_not_contact}
        here = [(p.contact, p.name) for p in people if p.ended_on is None]
        self._contacts = tuple(id_ for id_ in self._contacts if id_ in dict(here) or not account)
        if not here:
            return
        chips = Chips(here, str(tr("Who took part")), lambda: self._chose_people(chips))
        chips.choose(self._contacts)
        self._people.addWidget(Label(tr("Who took part"), "small", theme.MEDIUM, "text2"))
        self._people.addWidget(chips)

    def _chose_people(self, chips: Chips) -> None:
        self._contacts = chips.chosen()
        self.check()

    def _value_of(self, name: str) -> Any:
        return self.boxes[name].value() if name in self.boxes else None

    def _add_new(self, kind: str, name: str, taken: Any) -> None:
        field = KINDS[kind].title[0]
        open_record_form(self.window_, kind, values={field: name} if name else {}, taken=taken)

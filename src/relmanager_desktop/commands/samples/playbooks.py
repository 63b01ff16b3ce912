"""Playbooks with their steps, and the runs whose steps are actions."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.commands.samples.chances import share
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample

Step = tuple[int, str, str, str]
FORGOTTEN_DAYS = 30  # what was due longer ago has been done


def make(sample: Sample) -> None:
    """Add the steps of each playbook and the actions of each run."""
    steps = {book["handle"]: book["steps"] for book in sample.content["playbook_course"]}
    for handle, some in steps.items():
        for order, step in enumerate(some, 1):
            _add_step(sample, handle, order, step)
    for run in sample.content["run"]:
        _add_run(sample, run, steps[run["playbook"]])


def _add_step(sample: Sample, playbook: str, order: int, step: Step) -> None:
    offset, title, role, done_when = step
    values = {
        "playbook": Ref("playbook", playbook),
        "order": order,
        "title": title,
        "offset_days": offset,
        "business_days": True,
        "role": role,
        "done_when": done_when,
    }
    sample.add("playbook_step", values)


def _add_run(sample: Sample, told: Told, steps: list[Step]) -> None:
    is_over = told["anchor"] + steps[-1][0] < -FORGOTTEN_DAYS
    values = {
        "playbook": Ref("playbook", told["playbook"]),
        "account": Ref("account", told["account"]),
        "anchor_date": sample.almanac.day(told["anchor"]),
        "state": "done" if is_over else "running",
    }
    run = sample.add("playbook_run", values)
    for step in steps:
        _add_action(sample, told, run, step)


def _add_action(sample: Sample, told: Told, run: Ref, step: Step) -> None:
    offset, title, role, done_when = step
    account = sample.values("account", told["account"])
    due = told["anchor"] + offset
    values: dict[str, Any] = {
        "account": Ref("account", told["account"]),
        "title": title,
        "due": sample.almanac.workday(due),
        "owner": account.get(role) or account["owner"],
        "origin_kind": run.kind,
        "origin": run,
    }
    was_done = due < -FORGOTTEN_DAYS or (due < 0 and share(told["account"], title) < 0.7)
    if was_done:
        done_on = sample.almanac.workday(min(due + 1, -1))
        values |= {"state": "done", "done_on": done_on, "outcome": done_when}
    sample.add("action", values)

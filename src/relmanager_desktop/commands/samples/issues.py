"""Issues with what happened to each, and the policies that they are measured by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from relmanager_desktop.commands.samples.chances import between
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample, Values
from relmanager_desktop.domain.records.issues import CLOCKS, SEVERITIES, STATUSES

# Minutes to the first answer and days to the resolution, from and to, by severity.
ANSWERED = {"urgent": (15, 60), "high": (50, 200), "medium": (90, 500), "low": (200, 1400)}
RESOLVED = {"urgent": (0, 1), "high": (1, 5), "medium": (3, 12), "low": (5, 20)}
WAITING = {"waiting_on_them", "waiting_on_us", "on_hold"}
ENDED_EARLY = {"duplicate", "cancelled"}
VERIFIED_KINDS = {"quality", "complaint"}


def make(sample: Sample) -> None:
    """Add the targets of each policy, which statuses run the clock, and every issue."""
    for told in sample.content["targets"]:
        _add_targets(sample, told)
    for side, running in sample.content["running"][0].items():
        for status in STATUSES.split():
            values = {"status": status, "side": side, "timer_runs": status in running.split()}
            sample.add("status_rule", values)
    for told in sample.content["matter"]:
        _add_issue(sample, told)


def _add_targets(sample: Sample, told: Told) -> None:
    for clock in CLOCKS.split():
        for severity, minutes in zip(SEVERITIES.split(), told[clock], strict=True):
            values = {"severity": severity, "clock": clock, "minutes": minutes}
            sample.add("sla_target", {"policy": Ref("sla_policy", told["policy"]), **values})


def _add_issue(sample: Sample, told: Told) -> None:
    account = sample.values("account", told["account"])
    own = {name: value for name, value in told.items() if name not in {"number", "opened"}}
    issue = sample.tell("issue", {"number": f"ISS-{told['number']}", **own})
    values = sample.values("issue", issue.handle)
    values |= {
        "opened_at": sample.almanac.moment(told["opened"]),
        "owner": account["owner"],
        "policy": _policy(account, told),
    }
    values |= _course(sample, told, values)
    if told["status"] == "closed" and told["kind"] in VERIFIED_KINDS:
        verified = {"verified_on": values["closed_at"].date(), "verified_by": account["owner"]}
        values |= verified | {"effective": True}
    owner = sample.values("member", account["owner"].handle)["name"]
    for event in _events(values, told["contact"], owner):
        sample.add("issue_event", {"issue": issue, **event})


def _policy(account: Values, told: Told) -> Ref:
    if told.get("owed_by") == "them":
        return Ref("sla_policy", "theirs")
    return Ref("sla_policy", "critical" if account.get("tier") == Ref("tier", "A") else "usual")


def _course(sample: Sample, told: Told, values: Values) -> Values:
    """Return when it was answered, resolved and closed, as far as its status says that it was."""
    status, seed = told["status"], told["number"]
    if status == "new":
        return {}
    almanac = sample.almanac
    minutes = between(*ANSWERED[told["severity"]], seed, "answered")
    answered = almanac.in_hours(values["opened_at"] + timedelta(minutes=minutes))
    if status in ENDED_EARLY:
        closed = almanac.in_hours(answered + timedelta(days=1))
        return {"first_response_at": answered, "closed_at": closed}
    course: dict[str, Any] = {"first_response_at": answered}
    if status in {"resolved", "closed"}:
        days = between(*RESOLVED[told["severity"]], seed, "resolved")
        course["resolved_at"] = almanac.in_hours(answered + timedelta(days=days, minutes=95))
    if status == "closed":
        course["closed_at"] = almanac.in_hours(
            course["resolved_at"] + timedelta(days=between(2, 7, seed, "closed"))
        )
    return course


def _events(values: Values, contact: str, owner: str) -> Iterator[Values]:
    ours = values["owed_by"] == "us"
    answering, asking = (owner, contact) if ours else (contact, owner)
    yield {"at": values["opened_at"], "what": "opened", "by": asking}
    answered: datetime | None = values.get("first_response_at")
    if answered is None:
        return
    yield {"at": answered, "what": "replied" if ours else "they_replied", "by": answering}
    yield _moved(answered, "new", "in_progress", owner)
    status = values["status"]
    if status in WAITING:
        yield _moved(answered, "in_progress", status, owner)
    elif status in ENDED_EARLY:
        yield _moved(values["closed_at"], "in_progress", status, owner)
    if resolved := values.get("resolved_at"):
        yield _moved(resolved, "in_progress", "resolved", owner)
    if status == "closed":
        yield _moved(values["closed_at"], "resolved", "closed", owner)


def _moved(at: datetime, before: str, after: str, by: str) -> Values:
    return {"at": at, "what": "status", "from": before, "to": after, "by": by}

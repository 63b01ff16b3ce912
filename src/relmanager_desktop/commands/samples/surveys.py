"""Answers to surveys: twice a year how likely they recommend us, and how an issue was solved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from relmanager_desktop.commands.samples.chances import pick, share, spread
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample, Values

ROUNDS_AGO = (25, 207, 389, 571)
RESPONDENTS = 2


def make(sample: Sample) -> None:
    """Add the answers of the people that take part."""
    people = {party["handle"]: _steady(party) for party in sample.content["party"]}
    for told in sample.content["survey"]:
        for ago in ROUNDS_AGO:
            for person in people[told["account"]][:RESPONDENTS]:
                _add_recommendation(sample, told, person["name"], ago)
    moods = {told["account"]: told["mood"] for told in sample.content["survey"]}
    for handle, issue in sample.rows["issue"].items():
        mood = moods.get(issue["account"].handle)
        if mood is not None and "resolved_at" in issue:
            _add_satisfaction(sample, handle, issue, mood)


def _steady(party: Told) -> list[Told]:
    return [p for p in party["people"] if not {"started", "ended_on"} & p.keys()]


def _add_recommendation(sample: Sample, told: Told, name: str, ago: int) -> None:
    account = sample.values("account", told["account"])
    on = sample.almanac.workday(-ago)
    if on <= account["since"] or share(name, ago, "answers") > 0.8:
        return
    level = max(0.0, min(1.0, spread(told["mood"], 0.18, name, ago, "score")))
    values = {"kind": "NPS", "score": float(round(10 * level)), "on": on}
    values |= {"comment": next(_verdicts(sample, level, name, ago), None)}
    who = {"account": Ref("account", told["account"]), "contact": Ref("contact", name)}
    sample.add("survey_answer", {**who, **values})


def _add_satisfaction(sample: Sample, handle: str, issue: Values, mood: float) -> None:
    level = max(0.0, min(1.0, spread(mood, 0.25, handle, "score")))
    kind, most = pick((("CSAT", 5), ("CSAT", 5), ("CES", 7)), handle, "kind")
    on = min(issue["resolved_at"].date() + timedelta(days=1), sample.almanac.day(-1))
    values = {
        "account": issue["account"],
        "contact": issue["contact"],
        "kind": kind,
        "score": float(max(1, round(most * level))),
        "on": on,
        "issue": Ref("issue", handle),
        "comment": next(_verdicts(sample, level, handle), None),
    }
    sample.add("survey_answer", values)


def _verdicts(sample: Sample, level: float, *seed: object) -> Iterator[str]:
    words = sample.content["verdict"][0]
    if share(*seed, "comments") < 0.5:
        tone = "low" if level < 0.5 else "middle" if level < 0.8 else "high"
        yield pick(words[tone], *seed, "comment")

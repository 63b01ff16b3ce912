"""Interactions: each account in its rhythm, and beside it what moves no cadence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from relmanager_desktop.commands.samples.chances import between, pick, share, spread
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample

HISTORY_DAYS = 730
OFTEN = {"call": 6, "video": 4, "meeting": 2, "visit": 1}
MINUTES = {"call": (10, 35), "video": (30, 60), "meeting": (60, 150), "visit": (120, 300)}
GATHERINGS = frozenset({"meeting", "visit"})
LETTER_DAYS = 180
MISSED_SHARE = 0.04
MAILING_ROUNDS = 4
MAILED_ROLES = frozenset({"customer", "distributor"})


@dataclass(frozen=True)
class Party:
    """One account as its conversations need it."""

    handle: str
    told: Told
    mood: float
    taken: frozenset[date]

    @property
    def account(self) -> Ref:
        """The account itself."""
        return Ref("account", self.handle)

    @property
    def history_days(self) -> int:
        """For how many days back there can have been touches."""
        since: int = self.told.get("since", -HISTORY_DAYS)
        return min(HISTORY_DAYS, -since)

    def people_at(self, ago: int) -> list[Told]:
        """Return who was there so many days ago, the weightiest first."""
        there = [
            person
            for person in self.told["people"]
            if person.get("started", -9999) <= -ago < person.get("ended_on", 9999)
        ]
        return sorted(there, key=lambda person: -person.get("influence", 1))


def make(sample: Sample) -> None:
    """Add what was said, written, planned and not held."""
    for told in sample.content["conversation"]:
        _tell_conversation(sample, told)
    moods = {told["account"]: told["mood"] for told in sample.content["survey"]}
    for told in sample.content["party"]:
        party = Party(
            told["handle"], told, moods.get(told["handle"], 0.65), _days_taken(sample, told)
        )
        if "touch" in told:
            _add_rhythm(sample, party)
            _add_letters(sample, party)
            _add_planned(sample, party)
        if MAILED_ROLES & set(told["roles"]) and told.get("status", "active") == "active":
            _add_mailings(sample, party)


def _tell_conversation(sample: Sample, told: Told) -> None:
    values = {name: value for name, value in told.items() if name != "with"}
    touch = sample.tell("interaction", values)
    for name in told["with"]:
        sample.add("interaction_contact", {"interaction": touch, "contact": Ref("contact", name)})


def _days_taken(sample: Sample, told: Told) -> frozenset[date]:
    account = Ref("account", told["handle"])
    return frozenset(
        row["at"].date() for row in sample.rows["interaction"].values() if row["account"] == account
    )


def _add_rhythm(sample: Sample, party: Party) -> None:
    for number, ago in enumerate(_rhythm(party)):
        talk = _talk(sample, party, number, ago)
        if sample.almanac.workday(-ago) in party.taken:
            continue
        _add_touch(sample, party, talk, ago)
        if number and share(party.handle, ago, "missed") < MISSED_SHARE:
            subject = pick(sample.content["not_held"][0]["subjects"], party.handle, ago)
            _add_other(sample, party, ago + 2, "call", {"state": "not_held", "subject": subject})


def _rhythm(party: Party) -> Iterator[int]:
    ago = int(party.told["touch"]["last"])
    every = int(party.told["touch"]["every"])
    while ago < party.history_days:
        yield ago
        ago += max(2, round(every * spread(1.0, 0.3, party.handle, ago)))


def _talk(sample: Sample, party: Party, number: int, ago: int) -> Told:
    """Return what it was about; the last touch is a check-in, for that is what comes due."""
    fitting = [
        talk
        for talk in sample.content["talk"]
        if talk["for"] == party.told["roles"][0] and (number or talk["purpose"] == "check_in")
    ]
    weighted = [talk for talk in fitting for _ in range(_weight(talk))]
    return pick(weighted, party.handle, ago, "talk")


def _weight(talk: Told) -> int:
    return OFTEN[talk["channel"]] if talk["purpose"] == "check_in" else 1


def _add_touch(sample: Sample, party: Party, talk: Told, ago: int) -> None:
    seed = (party.handle, ago)
    present = _present(party, talk, ago)
    names = _names(sample, party, present, seed)
    channel = talk["channel"]
    values: dict[str, Any] = {
        "account": party.account,
        "at": sample.almanac.at(-ago, _clock(*seed)),
        "channel": channel,
        "purpose": talk["purpose"],
        "subject": pick(talk["subjects"], *seed, "subject").format_map(names),
        "minutes": 5 * (between(*MINUTES[channel], *seed, "minutes") // 5),
        "member": _member(party, *seed),
    }
    if channel in GATHERINGS:
        values["place"] = party.told["city"]
    if share(*seed, "noted") < 0.7:
        values["body"] = pick(talk["notes"], *seed, "note").format_map(names)
        values["outcome"] = pick(talk["outcomes"], *seed, "outcome") or None
    if share(*seed, "felt") < 0.6:
        felt = round(spread((party.mood - 0.45) * 3, 1.2, *seed, "sentiment"))
        values["sentiment"] = max(-2, min(2, felt))
    _add(sample, values, present)


def _present(party: Party, talk: Told, ago: int) -> list[Told]:
    people = party.people_at(ago)
    if len(people) < 2:
        return people
    first = 0 if share(party.handle, ago, "first") < 0.55 else 1
    lead = people[first if first == 0 else between(1, len(people) - 1, party.handle, ago, "lead")]
    others = [person for person in people if person is not lead]
    extra = between(1, 2, party.handle, ago, "extra") if talk["channel"] in GATHERINGS else 0
    return [lead, *others[:extra]]


def _names(
    sample: Sample, party: Party, present: list[Told], seed: tuple[object, ...]
) -> Mapping[str, object]:
    who = sample.values("contact", present[0]["name"])["given_name"] if present else "them"
    city = party.told["city"]
    return {"person": who, "city": city, "account": party.told["name"], "n": between(3, 9, *seed)}


def _member(party: Party, *seed: object) -> Ref:
    owner: str = party.told["owner"]
    deputy: str = party.told.get("deputy", owner)
    return Ref("member", deputy if share(*seed, "stands in") < 0.15 else owner)


def _clock(*seed: object) -> time:
    quarters = between(0, 33, *seed, "clock")
    return time(8 + (quarters + 2) // 4, 15 * ((quarters + 2) % 4))


def _add_letters(sample: Sample, party: Party) -> None:
    for ago in range(between(1, 80, party.handle, "letters"), party.history_days, LETTER_DAYS):
        subject = pick(sample.content["letter"][0]["subjects"], party.handle, ago, "letter")
        _add_other(sample, party, ago, "email", {"direction": "out", "subject": subject})


def _add_mailings(sample: Sample, party: Party) -> None:
    subjects = sample.content["mailing"][0]["subjects"]
    for number in range(MAILING_ROUNDS):
        ago = 68 + 91 * number
        values: dict[str, Any] = {"direction": "out", "subject": subjects[number]}
        if number == 0:
            values["campaign"] = Ref("campaign", "letter")
        if ago < party.history_days:
            _add_other(sample, party, ago, "mailing", values)


def _add_planned(sample: Sample, party: Party) -> None:
    ahead = party.told["touch"].get("next")
    if ahead is None or sample.almanac.workday(ahead) in party.taken:
        return
    present = party.people_at(0)[:1]
    names = _names(sample, party, present, (party.handle, "next"))
    subjects = sample.content["planned"][0]["subjects"]
    values = {
        "account": party.account,
        "at": sample.almanac.at(ahead, _clock(party.handle, "next")),
        "channel": "call",
        "state": "planned",
        "subject": pick(subjects, party.handle, "next").format_map(names),
        "member": Ref("member", party.told["owner"]),
    }
    _add(sample, values, present)


def _add_other(
    sample: Sample, party: Party, ago: int, channel: str, values: Mapping[str, Any]
) -> None:
    fixed = {
        "account": party.account,
        "at": sample.almanac.at(-ago, _clock(party.handle, ago, channel)),
        "channel": channel,
        "member": Ref("member", party.told["owner"]),
    }
    _add(sample, {**fixed, **values}, party.people_at(ago)[:1])


def _add(sample: Sample, values: Mapping[str, Any], present: list[Told]) -> None:
    touch = sample.add("interaction", values)
    for person in present:
        contact = Ref("contact", person["name"])
        sample.add("interaction_contact", {"interaction": touch, "contact": contact})

"""Who is invited to a campaign, and how far it got with each."""

from __future__ import annotations

from datetime import time
from typing import Any

from relmanager_desktop.commands.samples.chances import pick
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample

LEAST_INFLUENCE = 4


def make(sample: Sample) -> None:
    """Add the members of each campaign: people of weight at active accounts that fit."""
    refused = {no["contact"] for no in sample.content["refusal"] if no["purpose"] == "marketing"}
    for told in sample.content["invitation"]:
        for party in sample.content["party"]:
            is_active = party.get("status", "active") == "active"
            if is_active and set(told["roles"]) & set(party["roles"]):
                _invite(sample, told, party, refused)


def _invite(sample: Sample, told: Told, party: Told, refused: set[str]) -> None:
    for person in party["people"]:
        name = person["name"]
        if person.get("influence", 0) < LEAST_INFLUENCE or "ended_on" in person:
            continue
        state = "opted_out" if name in refused else pick(told["states"], name, told["campaign"])
        values: dict[str, Any] = {
            "campaign": Ref("campaign", told["campaign"]),
            "contact": Ref("contact", name),
            "state": state,
        }
        if state != "chosen":
            values["at"] = sample.almanac.at(told["at"], time(7, 30))
        sample.add("campaign_member", values)

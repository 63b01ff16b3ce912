"""Business reviews each quarter, with who sat there and the touch that each of them was."""

from __future__ import annotations

from datetime import time

from relmanager_desktop.commands.samples.almanac import Almanac
from relmanager_desktop.commands.samples.chances import between, pick
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample, Values

ROUNDS = 4
PURPOSES = {"supplier_review": "supplier_review"}
CHANNELS = ("meeting", "video", "visit")


def make(sample: Sample) -> None:
    """Add the last reviews of each account that has them."""
    words = {told["kind"]: told for told in sample.content["review_words"]}
    for told in sample.content["review_round"]:
        account = sample.values("account", told["account"])
        for number in range(ROUNDS):
            ago = told["last"] + number * told["every"]
            if sample.almanac.day(-ago) > account["since"]:
                _add_review(sample, told, words[told["kind"]], ago)


def _add_review(sample: Sample, told: Told, words: Told, ago: int) -> None:
    seed = (told["account"], ago)
    review = sample.add(
        "review",
        {
            "account": Ref("account", told["account"]),
            "kind": told["kind"],
            "on": sample.almanac.workday(-ago),
            "agenda": pick(words["agendas"], *seed, "agenda"),
            "decisions": pick(words["decisions"], *seed, "decision"),
            "rating": between(3, 5, *seed, "rating"),
        },
    )
    contacts = [Ref("contact", name) for name in told["with"]]
    for contact in contacts:
        sample.add("review_attendee", {"review": review, "contact": contact})
    account = sample.values("account", told["account"])
    for member in (account["owner"], account.get("deputy")):
        if member:
            sample.add("review_attendee", {"review": review, "member": member})
    touch = sample.add("interaction", _touch(sample.almanac, told, words, review, account, ago))
    for contact in contacts:
        sample.add("interaction_contact", {"interaction": touch, "contact": contact})


def _touch(
    almanac: Almanac, told: Told, words: Told, review: Ref, account: Values, ago: int
) -> Values:
    return {
        "account": Ref("account", told["account"]),
        "at": almanac.at(-ago, time(10, 0)),
        "channel": pick(CHANNELS, told["account"], ago, "channel"),
        "purpose": PURPOSES.get(told["kind"], "business_review"),
        "subject": words["subject"].format(account=account["name"]),
        "minutes": 90,
        "member": account["owner"],
        "review": review,
    }

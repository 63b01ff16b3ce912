"""Accounts with their tags and people: contact points, places, consents, standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from relmanager_desktop.commands.samples.chances import between, pick, share
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS

OWN_WORDS = ("domain", "tags", "worth", "touch", "people")
ROLE_FIELDS = frozenset(KINDS["contact_role"].by_name) & {
    "title",
    "department",
    "primary",
    "ended_on",
    "buying_role",
    "influence",
    "support",
    "coverage",
    "reports_to",
}
# Numbers that the authorities keep free for films and books.
PHONES = {
    "GB": "+44 1632 960{n:03}",
    "US": "+1 202 555 01{n:02}",
    "DE": "+49 30 23125 {n:03}",
    "FR": "+33 1 99 00 00 {n:02}",
    "IE": "+353 20 910 0{n:03}",
    "SE": "+46 8 465 004 {n:02}",
}
MOBILE = "+44 7700 900{n:03}"
CHANNELS = ("call", "email", "video", "email", "meeting")
STANDINGS = {
    "mentor": ("trusted_advisor", "trusted_advisor"),
    "supporter": ("problem_solver", "trusted_advisor"),
    "neutral": ("credible_source", "problem_solver"),
    "non_supporter": ("vendor", "credible_source"),
}
BUSINESS = frozenset({"customer", "supplier", "distributor", "partner"})


def make(sample: Sample) -> None:
    """Add every party of the content."""
    lines = Counter[str]()
    refused = {(no["contact"], no["purpose"]): no["source"] for no in sample.content["refusal"]}
    for party in sample.content["party"]:
        account = _add_account(sample, party, lines)
        for person in party["people"]:
            _add_person(sample, party, account, person, lines)
            _add_consents(sample, party, person, refused)


def _add_account(sample: Sample, party: Told, lines: Counter[str]) -> Ref:
    told = {name: value for name, value in party.items() if name not in OWN_WORDS}
    if domain := party.get("domain"):
        told |= {"email": f"office@{domain}", "website": f"https://www.{domain}"}
        told |= {"domains": domain, "phone": _number(party["country"], lines)}
    account = sample.tell("account", told)
    for tag in party.get("tags", ()):
        sample.add("account_tag", {"account": account, "tag": Ref("tag", tag)})
    return account


def _add_person(
    sample: Sample, party: Told, account: Ref, person: Told, lines: Counter[str]
) -> None:
    own = {name: value for name, value in person.items() if name not in {*ROLE_FIELDS, "started"}}
    contact = sample.tell("contact", {**_particulars(party, person), **own})
    role = {name: value for name, value in person.items() if name in ROLE_FIELDS}
    seat = sample.tell(
        "contact_role", {"contact": contact.handle, "account": account.handle} | role
    )
    if birthday := _birthday(contact.handle):
        sample.values("contact", contact.handle)["birthday"] = birthday
    _add_points(sample, party, contact, person, lines)
    if party.get("tier") == "A" and person.get("influence", 0) >= 4 and "ended_on" not in person:
        _add_standing(sample, party, seat, person)


def _particulars(party: Told, person: Told) -> dict[str, Any]:
    given, _, family = person["name"].partition(" ")
    known = {
        "given_name": given,
        "family_name": family,
        "country": party["country"],
        "language": "en",
        "preferred_channel": pick(CHANNELS, person["name"], "channel"),
    }
    return known | ({"owner": party["owner"]} if "owner" in party else {})


def _birthday(name: str) -> date | None:
    if share(name, "birthday known") > 0.4:
        return None
    day = between(1, 28, name, "day")
    return date(between(1959, 1995, name, "year"), between(1, 12, name, "month"), day)


def _add_points(
    sample: Sample, party: Told, contact: Ref, person: Told, lines: Counter[str]
) -> None:
    given, _, family = fold(person["name"]).partition(" ")
    local = f"{given}.{family.replace(' ', '')}"
    address = f"{local}@{party.get('domain', 'example.com')}"
    points = [("email", "Work", address), ("phone", "Desk", _number(party["country"], lines))]
    if person.get("influence", 0) >= 4 and party["country"] == "GB":
        points.append(("phone", "Mobile", _number("mobile", lines)))
    if person.get("influence", 0) == 5:
        points.append(("link", "Network", f"https://network.example/{local.replace('.', '-')}"))
    for kind, label, value in points:
        values = {"kind": kind, "label": label, "value": value, "primary": kind == "email"}
        sample.add("contact_point", {"contact": contact, **values})


def _number(country: str, lines: Counter[str]) -> str:
    """Return the next number; countries without invented ones are reached by a British line."""
    pattern = MOBILE if country == "mobile" else PHONES.get(country, PHONES["GB"])
    lines[pattern] += 1
    return pattern.format(n=lines[pattern])


def _add_standing(sample: Sample, party: Told, seat: Ref, person: Told) -> None:
    level, desired = STANDINGS[person.get("support", "neutral")]
    values = {"contact_role": seat, "level": level, "desired_level": desired}
    sample.add("relationship_level", {"member": Ref("member", party["owner"]), **values})
    if person["influence"] == 5:
        above = {"member": Ref("member", "ruth"), "level": "vendor", "desired_level": desired}
        sample.add("relationship_level", {"contact_role": seat, **above})


def _add_consents(
    sample: Sample, party: Told, person: Told, refused: Mapping[tuple[str, str], str]
) -> None:
    name = person["name"]
    purposes = {"service": "contract"} if BUSINESS & set(party["roles"]) else {}
    if share(name, "marketing") < 0.55:
        purposes["marketing"] = "consent"
    if share(name, "survey") < 0.25:
        purposes["survey"] = "legitimate_interest"
    channels = {"marketing": "email", "survey": "email"}
    purposes |= {purpose: "consent" for who, purpose in refused if who == name}
    for purpose, basis in purposes.items():
        source = refused.get((name, purpose))
        values = _consent(name, purpose, source) | {"basis": basis, "source": source}
        if not source:
            values["channel"] = channels.get(purpose, "any")
        values["on"] = sample.almanac.day(values["on"])
        recorded = {"recorded_by": Ref("member", party["owner"])}
        sample.add("consent", {"contact": Ref("contact", name), **values, **recorded})


def _consent(name: str, purpose: str, refusal: str | None) -> dict[str, Any]:
    if refusal:
        ago = between(15, 200, name, purpose, "refused")
        return {"purpose": purpose, "state": "withdrawn", "on": -ago}
    ago = between(210, 700, name, purpose, "granted")
    return {"purpose": purpose, "state": "granted", "on": -ago}

"""Who may be contacted: it fails closed and says why."""

from __future__ import annotations

from datetime import date

from relmanager_desktop.domain.consents import Consent, why_not_contact

TODAY = date(2026, 11, 24)


def ask(*consents: Consent, channels: tuple[str, ...] = (), purpose: str = "check_in") -> str:
    return str(why_not_contact("Priya", False, consents, channels, purpose, TODAY) or "")


def test_do_not_contact_wins_over_everything() -> None:
    found = why_not_contact("Priya", True, [Consent("service", "granted")], (), "sales", TODAY)
    assert str(found) == "Priya asked not to be contacted"


def test_a_conversation_needs_no_consent() -> None:
    assert ask(channels=("call", "email")) == ""


def test_a_withdrawn_consent_takes_the_person_off_the_list() -> None:
    granted = Consent("service", "granted", date(2025, 1, 1))
    withdrawn = Consent("service", "withdrawn", date(2026, 1, 1))
    assert "withdrew the consent for service" in ask(withdrawn, granted)


def test_a_later_grant_opens_again() -> None:
    withdrawn = Consent("service", "withdrawn", date(2025, 1, 1))
    assert ask(withdrawn, Consent("service", "granted", date(2026, 1, 1))) == ""


def test_mass_mail_needs_a_granted_consent() -> None:
    assert "No consent of Priya for mailing" in ask(channels=("mailing",))
    assert ask(Consent("marketing", "granted"), channels=("mailing",)) == ""


def test_an_expired_consent_is_none() -> None:
    expired = Consent("survey", "granted", expires_on=date(2026, 1, 1))
    assert "survey" in ask(expired, channels=("survey",))


def test_selling_in_writing_needs_consent_but_a_call_stays_open() -> None:
    assert ask(channels=("email",), purpose="sales") != ""
    assert ask(channels=("email", "call"), purpose="sales") == ""

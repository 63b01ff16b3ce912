"""Who may be contacted: it fails closed and says why."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

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


def test_a_withdrawal_closes_its_channel_alone() -> None:
    withdrawn = Consent("service", "withdrawn", date(2026, 1, 1), channel="email")
    assert ask(withdrawn, channels=("email",)) == (
        "Priya withdrew the consent for service by e-mail"
    )
    assert ask(withdrawn, channels=("email", "call")) == ""
    assert ask(withdrawn) == ""


def test_a_later_withdrawal_for_any_channel_closes_an_earlier_grant_of_one() -> None:
    granted = Consent("service", "granted", date(2025, 1, 1), channel="call")
    withdrawn = Consent("service", "withdrawn", date(2026, 1, 1))
    assert ask(granted, withdrawn, channels=("call",)) == "Priya withdrew the consent for service"


def test_a_later_grant_of_one_channel_opens_that_channel_alone() -> None:
    withdrawn = Consent("service", "withdrawn", date(2025, 1, 1))
    granted = Consent("service", "granted", date(2026, 1, 1), channel="call")
    assert ask(withdrawn, granted, channels=("call",)) == ""
    assert ask(withdrawn, granted, channels=("email",)) != ""
    assert ask(withdrawn, granted) == ""


def test_of_one_day_the_withdrawal_counts() -> None:
    granted = Consent("service", "granted", TODAY)
    assert ask(Consent("service", "withdrawn", TODAY), granted) != ""


def test_a_consent_by_letter_opens_no_mailing_but_one_by_e_mail_does() -> None:
    by_letter = Consent("marketing", "granted", channel="letter")
    by_email = Consent("marketing", "granted", channel="email")
    assert ask(by_letter, channels=("mailing",)) == "No consent of Priya for mailing"
    assert ask(by_email, channels=("mailing",)) == ""


def test_channels_are_named_as_people_say_them() -> None:
    assert ask(channels=("email",), purpose="sales") == "No consent of Priya for e-mail"


CONSENTS = st.builds(
    Consent,
    st.sampled_from(["service", "marketing", "survey"]),
    st.sampled_from(["granted", "withdrawn"]),
    st.dates(date(2020, 1, 1), TODAY),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["any", "email", "call", "mailing"]),
)


@given(st.lists(CONSENTS), st.permutations(["call", "email", "mailing"]), st.booleans())
def test_more_channels_never_close_and_the_order_of_entries_is_nothing(
    consents: list[Consent], channels: list[str], is_sale: bool
) -> None:
    purpose = "sales" if is_sale else "check_in"
    if not ask(*consents, channels=(channels[0],), purpose=purpose):
        assert not ask(*consents, channels=tuple(channels), purpose=purpose)
    assert ask(*consents, channels=tuple(channels)) == ask(
        *reversed(consents), channels=tuple(channels)
    )


@given(st.lists(CONSENTS))
def test_a_withdrawal_of_today_for_any_channel_closes_whatever_came_before(
    consents: list[Consent],
) -> None:
    assert ask(*consents, Consent("service", "withdrawn", TODAY))


def test_a_consent_for_the_channel_that_ran_out_takes_the_person_off_the_list() -> None:
    ended = Consent("service", "granted", date(2025, 1, 1), date(2026, 2, 1), "call")
    assert ask(ended, channels=("call",)) == "The consent of Priya for service ended on 1 Feb"
    assert ask(ended, channels=("call", "meeting")) == ""


def test_a_consent_holds_on_its_last_day() -> None:
    assert ask(Consent("service", "granted", date(2025, 1, 1), TODAY)) == ""


def test_a_consent_that_was_renewed_holds() -> None:
    ended = Consent("service", "granted", date(2025, 1, 1), date(2026, 2, 1))
    assert ask(ended, Consent("service", "granted", date(2026, 2, 2))) == ""

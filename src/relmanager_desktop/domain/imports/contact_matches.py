"""Matching contacts: by their addresses, and by a name where the account agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from relmanager_desktop.domain.imports.keys import point_key
from relmanager_desktop.domain.imports.matching import Found, Matcher, Portfolio, Tokens
from relmanager_desktop.domain.imports.sifting import Sifted

_REFERENCE, _NAME = 0, 1


@dataclass(frozen=True)
class Reach:
    """How a row's person is reached: comparable e-mails, and the account of the row (0 if none)."""

    mails: tuple[str, ...] = ()
    account: int = 0


def are_one_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of a mailbox can be one person's: given name first, made comparable.

    'J. Klein' and 'Jan Klein' can, and who married keeps the given name; Anna and Karl Klein are a
    couple with one address.
    """
    mine = [word for word in one if word not in other]
    theirs = [word for word in other if word not in one]
    if len(mine) == len(one):
        return False
    if not mine or not theirs or one[0] == other[0]:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


class ContactMatcher(Matcher):
    """Contacts by reference, by an e-mail address, and by name where the account agrees.

    ``trusts_mails`` is for a user who matches by e-mail whatever the names say.
    """

    def __init__(self, *, trusts_mails: bool = False) -> None:
        super().__init__("contact", (("reference",), ("name",)))
        self.trusts_mails = trusts_mails
        self.by_mail: dict[str, set[int]] = {}
        self.mails: dict[int, set[str]] = {}
        self.accounts: dict[int, set[int]] = {}
        self.people: dict[int, list[int]] = {}
        self._homeless = Sifted()

    def load(self, portfolio: Portfolio) -> None:
        """Take in what the portfolio holds."""
        super().load(portfolio)
        for _id, contact, value in portfolio.rows("contact_point", ("contact", "value")):
            if value and "@" in value:
                self._reach(contact, point_key(value))
        for _id, contact, account in portfolio.rows("contact_role", ("contact", "account")):
            self._join(contact, account)

    def are_strangers(self, rows: Sequence[Tokens], abouts: Sequence[Any]) -> list[bool]:
        """Return which rows plainly speak of no person known, by name or by e-mail address."""
        mails = Counter(mail for about in abouts if about is not None for mail in about.mails)
        return [
            is_strange
            and (
                about is None
                or all(mails[mail] == 1 and mail not in self.by_mail for mail in about.mails)
            )
            for is_strange, about in zip(super().are_strangers(rows, abouts), abouts, strict=True)
        ]

    def find(self, tokens: Tokens, about: Any = None) -> Found | None:
        """Return the person of a row, None for a new one."""
        ref = self.by_key(_REFERENCE, tokens, about)
        if ref is not None:
            return Found(ref, self.keys[_REFERENCE])
        for mail in about.mails if about is not None else ():
            fitting = [ref for ref in self.by_mail.get(mail, ()) if self._may_be(ref, tokens)]
            if len(fitting) == 1:
                return Found(fitting[0], ("e-mail",))
        ref = self.by_key(_NAME, tokens, about)
        return None if ref is None else Found(ref, self.keys[_NAME])

    def _may_be(self, ref: int, tokens: Tokens) -> bool:
        """Whether an address leads to this person: a mailbox is often shared by several."""
        name, other = tokens[_NAME], self.tokens[ref][_NAME]
        if self.trusts_mails or name is None or other is None:
            return True
        return are_one_name(str(name).split(), str(other).split())

    def nearest(
        self, hits: Sequence[int], number: int, tokens: Tokens, about: Any
    ) -> Sequence[int]:
        """Return of many people of one name those at the row's account and those at none."""
        if number != _NAME or about is None or not about.account:
            return super().nearest(hits, number, tokens, about)
        name = tokens[_NAME]
        there = (ref for ref in self.people.get(about.account, ()) if ref in self.tokens)
        at_none = self._homeless.among(name, hits, lambda ref: not self.accounts.get(ref))
        return [*(ref for ref in there if self.tokens[ref][_NAME] == name), *at_none]

    def contradicts(self, ref: int, tokens: Tokens, number: int, about: Any) -> bool:
        """Whether a person of the same name is another one."""
        if super().contradicts(ref, tokens, number, about):
            return True
        if number != _NAME or about is None:
            return False
        accounts = self.accounts.get(ref, set())
        if about.account and accounts:
            return about.account not in accounts
        mails = self.mails.get(ref, set())
        return bool(about.mails and mails and mails.isdisjoint(about.mails))

    def narrow(self, fitting: Sequence[int], tokens: Tokens, about: Any) -> int | None:
        """Return the one of several people of a name who is at the row's account."""
        account = about.account if about is not None else 0
        there = [ref for ref in fitting if account and account in self.accounts.get(ref, ())]
        if len(there) == 1:
            return there[0]
        return super().narrow(fitting, tokens, about)

    def add(self, ref: int, tokens: Tokens, about: Any = None) -> None:
        """Enter a person that this import makes."""
        super().add(ref, tokens)
        self._meet(ref, about)

    def add_run(self, refs: Sequence[int], rows: Sequence[Tokens], abouts: Sequence[Any]) -> None:
        """Enter people that this import makes, no two of which share a key or an address."""
        super().add_run(refs, rows, abouts)
        for ref, about in zip(refs, abouts, strict=True):
            self._meet(ref, about)

    def learn(self, ref: int, tokens: Tokens, about: Any = None) -> None:
        """Let a person be found by the addresses and the account that a row brings."""
        super().learn(ref, tokens)
        self._meet(ref, about)

    def _meet(self, ref: int, about: Reach | None) -> None:
        if about is None:
            return
        for mail in about.mails:
            self._reach(ref, mail)
        if about.account:
            self._join(ref, about.account)

    def _reach(self, ref: int, mail: str) -> None:
        self.by_mail.setdefault(mail, set()).add(ref)
        self.mails.setdefault(ref, set()).add(mail)

    def _join(self, ref: int, account: int) -> None:
        known = self.accounts.setdefault(ref, set())
        if account not in known:
            known.add(account)
            self.people.setdefault(account, []).append(ref)

"""How well the values of a column fit a field of fixed words: choices, roles, tiers, letters."""

from __future__ import annotations

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.choices import code_of
from relmanager_desktop.domain.mapping.fitness import OPEN, Fit, graded
from relmanager_desktop.domain.mapping.looks import Look
from relmanager_desktop.domain.mapping.word_lists import TIERS
from relmanager_desktop.domain.records import KINDS, Field
from relmanager_desktop.domain.texts import tr

_TIER, _TIER_CODE = "tier", 2
_MOSTLY_ROLES = 0.6
_OF_MATTERS = 0.75


def choice_fit(field: Field, look: Look) -> Fit:
    """Return how well values fit a choice; what is unknown of them is asked later."""
    texts = [str(value).removesuffix(".0") for value in look.values]
    known = {text for text in set(texts) if code_of(field, text) is not None}
    share = sum(text in known for text in texts) / len(texts)
    if share == 0 and look.distinct > 0.6 and len(texts) > 4:
        return Fit(0.3, 0.0, tr("choices we know"))
    if share >= 0.5:
        return graded(share, tr("choices we know"))
    return Fit(0.72 if share else 0.55, share, tr("choices we know"))


def roles_fit(look: Look) -> Fit:
    """'Customer', 'Vendor' and 'Reseller' bear out a header such as 'Type'."""
    fit = choice_fit(KINDS["account"].field("roles"), look)
    return Fit(fit.factor, fit.share, fit.what, is_telling=fit.share > _MOSTLY_ROLES)


def tier_fit(look: Look) -> Fit:
    """'A', 'Gold' and 'Key' are tiers; 'Hot' or 'Acquired' make none without being asked for."""
    words = [fold(str(value)).removesuffix(".0").strip() for value in look.values]
    share = sum(len(word) <= _TIER_CODE or _TIER in word.split() for word in words) / len(words)
    known = sum(not TIERS.isdisjoint(word.replace("-", " ").split()) for word in words) / len(words)
    return OPEN if share + known > 0.5 else Fit(0.7)


def stage_fit(look: Look) -> Fit:
    """'Open', 'In progress' and 'Closed' are how far a matter is, and no steps of a sale."""
    status = KINDS["issue"].field("status")
    known = sum(code_of(status, str(value)) is not None for value in look.values)
    is_matter = look.values and known == len(look.values) and look.distinct * known > 1
    return Fit(_OF_MATTERS) if is_matter else OPEN


def letter_fit(look: Look) -> Fit:
    """The letters of a RACI matrix."""
    return graded(look.letter, tr("the letters R, A, C and I"))

"""Headers over the fields of contact cards, and the names that programs have for one thing."""

from __future__ import annotations

# How often one field of a card is taken; what is beyond is counted among what is left out.
MOST_REPEATS = 20
NAME_PARTS = ("Family name", "Given name", "Middle name", "Salutation", "Suffix")
ADDRESS_PARTS = ("PO box", "Extension", "Street", "City", "Region", "Postcode", "Country")
PLACE_PARTS = ("Street", "City", "Region", "Postcode", "Country")
# Headers in the order of their columns; others follow as they come.
ORDER = (
    "Full name",
    "Given name",
    "Middle name",
    "Family name",
    "Salutation",
    "Suffix",
    "Nickname",
    "Company",
    "Department",
    "Job title",
    "Phone",
    "E-mail",
    "Account phone",
    "Account e-mail",
    "Account website",
    "Website",
    *PLACE_PARTS,
    *(f"Business {part.lower()}" for part in PLACE_PARTS),
    "Birthday",
    "Anniversary",
    "Language",
    "Time zone",
    "Categories",
    "Notes",
)
# What is kept for programs and says nothing of the person.
TECHNICAL = frozenset(
    {
        "PRODID", "REV", "UID", "PROFILE", "CLASS", "SOURCE", "NAME", "SORT-STRING", "MAILER",
        "CLIENTPIDMAP", "XML", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "X-ABUID", "X-ETAG", "X-ID",
        "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF", "KIND", "X-MS-OL-DESIGN",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-EVOLUTION-FILE-AS", "X-ADDRESSBOOKSERVER-KIND",
        "X-COUCHDB-APPLICATION-ANNOTATIONS", "X-MOZILLA-HTML", "X-MS-CARDPICTURE",
    }
)  # fmt: skip
MESSENGER = "Messenger"
# Names under which programs keep the same thing, and its header.
SAME = {
    "ROLE": "Role",
    "LANG": "Language",
    "X-SPOUSE": "Spouse",
    "X-EVOLUTION-SPOUSE": "Spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "Spouse",
    "X-MANAGER": "Manager",
    "X-EVOLUTION-MANAGER": "Manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "Manager",
    "X-MS-MANAGER": "Manager",
    "X-ASSISTANT": "Assistant",
    "X-EVOLUTION-ASSISTANT": "Assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "Assistant",
    "X-MS-ASSISTANT": "Assistant",
    "X-PHONETIC-FIRST-NAME": "Pronounced given name",
    "X-PHONETIC-LAST-NAME": "Pronounced family name",
    "X-MS-IMADDRESS": MESSENGER,
    "IMPP": MESSENGER,
    "X-AIM": "Messenger (AIM)",
    "X-GTALK": "Messenger (GTalk)",
    "X-GOOGLE-TALK": "Messenger (GTalk)",
    "X-ICQ": "Messenger (ICQ)",
    "X-JABBER": "Messenger (Jabber)",
    "X-MSN": "Messenger (MSN)",
    "X-QQ": "Messenger (QQ)",
    "X-SKYPE": "Skype",
    "X-SKYPE-USERNAME": "Skype",
    "X-YAHOO": "Messenger (Yahoo)",
    "X-SOCIALPROFILE": "Profile",
    "X-GENDER": "Gender",
    "GENDER": "Gender",
    "X-ABRELATEDNAMES": "Related",
    "RELATED": "Related",
}
ANNIVERSARIES = frozenset(
    {"ANNIVERSARY", "X-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY"}
)
COMPANY_KINDS = frozenset({"org", "organization"})
GROUP = "group"

"""RelManager Desktop: whom to contact, and why."""

__version__ = "0.1.0"

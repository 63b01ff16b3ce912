"""The portfolio on disk: tables, sessions, journal, facts, search and backups."""

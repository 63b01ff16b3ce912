"""The portfolio on disk: its tables, its transactions, its journal, its upgrades."""

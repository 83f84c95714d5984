"""The audit log: who looked at which page and group, and which files they took along; never a value."""

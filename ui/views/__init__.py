"""Saved views: a page with its filters by name, and the links that carry one to somebody else."""

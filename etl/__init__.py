"""Raw exports in, one audited release out; `python -m etl` is the way in."""

"""Speed and memory, measured beside an empty page in the same run: `make bench`."""

"""The audit: a finished release read again, from its file and the warehouse, by code of its own."""

"""Reads raw exports, in whatever format a tool delivers them, to tables of text. Judges nothing."""

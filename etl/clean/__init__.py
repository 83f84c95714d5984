"""Turns tables of text into the tables of the warehouse, and notes in the ledger what does not fit."""

"""A prediction ledger: what speakers said will happen, in their own words, and what became of it."""

__version__ = "0.1.0"

"""Makes the weights `ledger.reading` ships, from annotated transcripts. Not installed with the package."""

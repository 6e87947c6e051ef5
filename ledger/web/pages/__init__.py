"""The pages, one file a kind: each function takes a `Visit` and answers with one of our templates."""

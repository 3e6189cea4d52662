"""The item lint: what is wrong with a finished question, or with many of them together."""

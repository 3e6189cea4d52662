"""The rules a host can play by, each a small description and one function that says what a question pays."""

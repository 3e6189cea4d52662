"""The local save file: one SQLite store, its migrations, and the keeper that loses nothing."""

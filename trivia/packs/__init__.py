"""Where packs are found, and how one is opened."""

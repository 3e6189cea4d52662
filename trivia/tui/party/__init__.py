"""The party: set-up, the list of those that wait, and the show."""

"""Nights that were played, as something to keep, to print and to compare."""

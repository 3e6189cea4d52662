"""Measurements, as ratios taken in one run; run by hand, never by the tests."""

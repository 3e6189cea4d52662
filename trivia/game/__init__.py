"""The rules: frozen state in, new state out; no screen, no clock, no chance of its own."""

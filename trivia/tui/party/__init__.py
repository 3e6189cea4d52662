"""The host's show: what a party looks like on the screen that everybody watches."""

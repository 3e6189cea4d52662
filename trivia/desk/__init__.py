"""The desk: commands that answer on paper, not on the stage; each prints, and returns its exit status."""

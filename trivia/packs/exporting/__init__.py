"""Questions for other programs and for paper: one module for each format."""

"""Questions from elsewhere: one module for each format, text or bytes in, items and remarks out."""

"""What is known: sources, entities, tables, rows and cells, and reading them from a pack's files."""

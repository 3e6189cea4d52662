"""Facts become questions: prompts, options, proofs, certificates, and the draw of a game."""

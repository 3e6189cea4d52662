"""globes-trivia: a quiz show in the terminal, asked from facts and explained from their sources."""

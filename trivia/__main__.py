"""`python -m trivia` is `globes-trivia`."""

import sys

from trivia.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""A night for many: one room that holds seats, questions and scores, whoever brings the answers in."""

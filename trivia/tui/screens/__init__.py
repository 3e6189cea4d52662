"""The screens of the show."""

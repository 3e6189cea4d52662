"""Letters as keys: the same with Caps Lock as without."""


def with_capitals(keys: str) -> str:
    """Keys with the capital of every letter besides: Caps Lock, or a key line that says `R`, stops nobody.

    Args:
        keys: Keys as a terminal calls them, with commas between.
    """
    named = keys.split(",")
    return ",".join((*named, *(key.upper() for key in named if len(key) == 1 and key.islower())))

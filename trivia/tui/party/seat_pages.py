"""What a seat elsewhere shows where nothing can be answered: the lobby, a round, the standings, the end."""

from rich.cells import cell_len
from textual.content import Content

from trivia import seat_voice
from trivia.party.afar import Afar


def page_told(seen: Afar, width: int) -> Content:
    """The picture, laid out for so many cells."""
    match seen.where:
        case "door":
            return _page("Globes Trivia", seat_voice.FINDING)
        case "lobby":
            return _page(seat_voice.welcome(seen), seat_voice.WAITING, seat_voice.company(seen.lobby))
        case "intro" if seen.intro is not None:
            over = Content.styled(seat_voice.announced(seen.intro), "$quiet")
            return Content("\n").join([over, _page(seen.intro.title, seen.intro.words)])
        case "dropped":
            return _page("Never mind", seat_voice.DROPPED)
        case "standings" | "final":
            return _standings(seen, width)
        case "bye":
            title, words = seat_voice.goodbye(seen.bye)
            told = _page(title, words)
            ended = seen.bye is not None and seen.bye.code == "over" and bool(seen.places)
            return Content("\n\n").join([told, _rows(seen, width)]) if ended else told
    return Content("")


def _page(title: str, *lines: str) -> Content:
    told = [Content.styled(title, "bold $primary"), Content("")]
    told += [
        Content(line) if number == 0 else Content.styled(line, "$quiet") for number, line in enumerate(lines)
    ]
    return Content("\n").join(told)


def _standings(seen: Afar, width: int) -> Content:
    over = Content.styled("That's the show", "$quiet")
    title = Content.styled(seat_voice.standings_told(seen), "bold $primary")
    head = [over, title] if seen.where == "final" else [title]
    return Content("\n").join([*head, Content(""), _rows(seen, width)])


def _rows(seen: Afar, width: int) -> Content:
    """The first rows of the standings; this seat's own is marked."""
    wide = max(min(width - 1, 60), 30)  # a blank before the scrollbar
    lines = []
    for place in seen.places:
        mine = place.unit == seen.unit
        head, score = f"{'▸' if mine else ' '}{place.place:>3}  ", f"{place.score:,}".replace("-", "−")
        climb = f" ▲{place.climbed}" if place.climbed > 0 else ""
        room = max(wide - cell_len(head) - cell_len(score) - cell_len(climb) - 1, 1)
        name = Content(place.name).truncate(room, ellipsis=True, pad=True)
        style = "bold $primary" if mine else ""
        lines.append(
            Content.assemble(
                (head, style or "$quiet"), name.stylize(style or "$foreground"), (climb, "$success")
            )
            + Content.styled(f" {score}", style or "bold")
        )
    return Content("\n").join(lines)

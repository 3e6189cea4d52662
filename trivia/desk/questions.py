"""`globes-trivia questions`: every question that a pack can ask."""

import json
import sys

from trivia.quiz.generate import every_question
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question, question_data
from trivia.quiz.survey import survey, why_nothing
from trivia.session import nothing_to_ask


def print_questions(pack: Pack, seed: int, *, as_json: bool) -> None:
    """Print the questions of a pack with their answers.

    Args:
        pack: The pack.
        seed: What the options are drawn with.
        as_json: Whether as JSON, with explanations and certificates (docs/json.md).

    Raises:
        PackError: If it asks nothing.
    """
    found = list(every_question(pack, seed))
    if not found:
        raise nothing_to_ask((pack,))
    if as_json:
        json.dump([question_data(question) for question in found], sys.stdout, indent=2)
        print()
        return
    for question in found:
        print(f"{question.prompt}\n  → {question.options[question.answer]}")
    _tell_of_pack(pack, found)


def _tell_of_pack(pack: Pack, questions: list[Question]) -> None:
    """What an author wants to know besides, where it does not mix with the questions: on standard error."""
    asserted = sum(question.asserted for question in questions)
    told = f"{len(questions):,} questions: {len(questions) - asserted:,} proved"
    print(f"{told}, {asserted:,} asserted by hand" if asserted else told, file=sys.stderr)
    for note in pack.notes:
        print(note, file=sys.stderr)
    spreadsheets = {ask.id for ask in pack.asks if _from_csv(pack, ask.table)}
    for found in (found for found in survey(pack) if found.ask in spreadsheets):
        odd = [f"{found.several:,} with several right answers"] if found.several else []
        odd += [f"{found.unanswered:,} more have none"] if found.unanswered else []
        if odd:
            print(f"{found.ask}: {found.prompts:,} prompts, {', '.join(odd)}", file=sys.stderr)
    asking = {question.ask for question in questions}
    for ask in pack.asks:
        if ask.id not in asking:
            print(f"0 questions from ask '{ask.id}': {why_nothing(pack, ask)}", file=sys.stderr)


def _from_csv(pack: Pack, table: str) -> bool:
    return not pack.facts.tables[table].file.endswith((".yaml", ".yml"))

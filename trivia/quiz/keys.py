"""The keys of asks and of questions written by hand: the reader's own, which the schema tells editors."""

from typing import Final

ASK_KEYS: Final = {
    "id": "The ask's name within the pack; question ids hold it.",
    "prompt": "The question, with columns in braces: 'Who won {award}?'",
    "prompt_many": "The wording where several answers are right: 'Which of these …'",
    "answer": "The column that is asked for.",
    "count": "What is counted instead: a column whose different values count, or rows.",
    "show": "The attribute that options are shown by, in place of the value's name.",
    "option": "The wording of an option around its value, like '${gross} million'.",
    "statement": "The claim for true/false, of the prompt's columns and the answer.",
    "because": "The sentence that explains the answer, from any columns of its row.",
    "not": "The wording for which is NOT an answer; it holds NOT in capitals.",
    "pairs": "The wording for which two belong together; 'pair' shows them.",
    "most": "The wording for which has the most of all there are.",
    "least": "The wording for which has the least of all there are.",
    "higher": "The wording for which of those shown has the most.",
    "lower": "The wording for which of those shown has the least.",
    "order": "The wording for the rising order of three; it says from which end.",
    "compare": "The claim that the first has more than {other}.",
    "pair": "How a pair is shown, like '{peak} – {climbed}'.",
    "forms": "The forms that it may take; all that have a wording, if left out.",
    "where": "What a row must meet to be asked about, like where: {range: Karakoram}.",
    "alike": "What wrong answers must share with the right one: columns or column.attribute.",
    "near": "What the better wrong answers share besides, the weightiest first.",
    "between": "The bounds of wrong numbers, like [1950, 1970].",
    "harder": "Steps to add to the fact's level, -4 to 4.",
}

QUESTION_KEYS: Final = {
    "id": "The question's name within the pack; it outlives rewording.",
    "prompt": "The question, or the statement to judge.",
    "answer": "The right answer; true or false for a statement.",
    "wrong": "Two or three wrong answers or more; left out for true/false.",
    "explanation": "Why the answer is right.",
    "topic": "What players read above it; the pack's title if left out.",
    "sources": "Citations, like article:3.",
    "level": "1 (everyone knows it) to 5; 3 if left out.",
}

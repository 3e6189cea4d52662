"""A quiz sheet to print, with the answer key on a page of its own: in Markdown, or as one HTML file."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from trivia.packs.exporting.report import Exported
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTU"
JUDGED: Final = "True or false?"
KEY: Final = "Answers"

_MARKS: Final = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_LIST_MARK: Final = re.compile(r"^([0-9]+)([.)])|^([-+])(?=\s)|^(=+|-+)$")

_STYLE: Final = """
:root { color-scheme: light; }
body { font: 12pt/1.45 Georgia, "Times New Roman", serif; color: #000; background: #fff;
  max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6em; margin: 0 0 .3em; }
.name { margin: 0 0 1.5em; }
.sheet > li { margin: 0 0 1.1em; break-inside: avoid; page-break-inside: avoid; }
.sheet .topic { font-size: .8em; color: #444; }
.options { list-style: upper-alpha; margin: .2em 0 0; columns: 2; column-gap: 2em; }
.options li { break-inside: avoid; }
.key { break-before: page; page-break-before: always; }
.key li { margin: 0 0 .5em; break-inside: avoid; page-break-inside: avoid; }
.sources { font-size: .85em; color: #444; }
@page { margin: 18mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
"""


def export_markdown(pack: Pack, questions: Sequence[Question]) -> Exported:
    """The sheet in Markdown; a line of HTML breaks the page before the key."""
    title = marked(pack.facts.title)
    lines = [f"# {title}", "", "Name: ____________________", ""]
    for number, question in enumerate(questions, start=1):
        lines += [f"**{number}.** {marked(question.prompt)}", ""]
        if question.judged:
            lines += [f"- [ ] {option}" for option in question.options]
        else:
            lines += [
                f"- **{letter}** {marked(option)}"
                for letter, option in zip(LETTERS, question.options, strict=False)
            ]
        lines.append("")
    lines += ['<div style="page-break-before: always"></div>', "", f"# {KEY}: {title}", ""]
    for number, question in enumerate(questions, start=1):
        answer = f"**{number}. {_answer(question, marked)}**"
        why = " ".join(marked(text) for text in (question.explanation, sources_told(question)) if text)
        lines += [f"{answer} — {why}" if why else answer, ""]
    return Exported("\n".join(lines).encode(errors="replace"), len(questions))


def marked(text: str) -> str:
    """A text in which nothing means anything to Markdown."""
    text = _MARKS.sub(r"\\\g<0>", text)
    return _LIST_MARK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[0]}", text)


def export_html(pack: Pack, questions: Sequence[Question]) -> Exported:
    """The sheet as one HTML file that loads nothing from anywhere."""
    return Exported("".join(_page(pack, questions)).encode(errors="replace"), len(questions))


def _page(pack: Pack, questions: Sequence[Question]) -> Iterator[str]:
    title = html.escape(pack.facts.title)
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{title}</h1>\n<p class="name">Name: ______________________________</p>\n<ol class="sheet">\n'
    )
    for question in questions:
        topic, prompt = html.escape(question.heading), html.escape(question.prompt)
        yield f'<li><span class="topic">{topic}</span><br>{prompt}\n'
        if question.judged:
            yield f"<div>{JUDGED} ☐ {question.options[0]} ☐ {question.options[1]}</div></li>\n"
        else:
            options = "".join(f"<li>{html.escape(option)}</li>" for option in question.options)
            yield f'<ol class="options">{options}</ol></li>\n'
    yield f'</ol>\n<section class="key">\n<h1>{KEY}: {title}</h1>\n<ol>\n'
    for question in questions:
        told = html.escape(question.explanation)
        sources = html.escape(sources_told(question))
        yield f"<li><strong>{_answer(question, html.escape)}</strong> {told}"
        yield f' <span class="sources">{sources}</span></li>\n' if sources else "</li>\n"
    yield "</ol>\n</section>\n</body>\n</html>\n"


def _answer(question: Question, told: Callable[[str], str]) -> str:
    right = told(question.options[question.answer])
    return right if question.judged else f"{LETTERS[question.answer]} {right}"


def sources_told(question: Question) -> str:
    """The sources in brackets, or an empty string."""
    told = "; ".join(source.told for source in question.sources)
    return f"({told})" if told else ""

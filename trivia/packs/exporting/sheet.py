"""A quiz sheet to print, with the answer key on a page of its own: in Markdown, or as one HTML file."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from trivia.packs.exporting.report import Exported
from trivia.quiz.pack import Pack
from trivia.quiz.question import Question, Reference

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTU"
JUDGED: Final = "True or false?"
KEY: Final = "Answers"

_MARKS: Final = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_LIST_MARK: Final = re.compile(r"^([0-9]+)([.)])|^([-+])(?=\s)|^(=+|-+)$")

_BROAD_OPTION: Final = 38
"""Characters of an option from which on two columns are too narrow for it."""

_PAPER: Final = """
:root { color-scheme: light; }
body { font: 12pt/1.4 Georgia, "Times New Roman", serif; color: #000; background: #fff;
  max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6em; margin: 0 0 .3em; break-after: avoid; page-break-after: avoid; }
@page { margin: 18mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
"""

_STYLE: Final = """\
.name { display: flex; justify-content: space-between; margin: 0 0 1.5em; }
ol { padding-left: 2.6em; }
.sheet > li { margin: 0 0 1em; break-inside: avoid; page-break-inside: avoid; }
.topic { float: right; max-width: 14em; margin-left: 1.5em;
  font-size: .75em; line-height: 1.85; color: #444; }
.options { list-style: upper-alpha; clear: right; margin: .25em 0 0; padding-left: 1.6em;
  columns: 2; column-gap: 2em; }
.options.broad { columns: 1; }
.options li { break-inside: avoid; }
.judged { margin-top: .25em; word-spacing: .1em; }
.judged span { margin-left: 2em; white-space: nowrap; }
.key { break-before: page; page-break-before: always; }
.glance { margin: 0 0 1.2em; padding: .5em .8em; border: 1px solid #444; }
.glance span { display: inline-block; margin-right: 1.2em; white-space: nowrap; }
.key li { margin: 0 0 .5em; break-inside: avoid; page-break-inside: avoid; }
.sources { font-size: .8em; color: #444; }
"""

Cited: TypeAlias = Callable[[Sequence[Reference]], str]
"""Tells the sources of an answer in one line."""


def export_markdown(pack: Pack, questions: Sequence[Question], cited: Cited) -> Exported:
    """The sheet in Markdown; a line of HTML breaks the page before the key.

    Args:
        pack: The pack.
        questions: What is asked.
        cited: Tells the sources of an answer.
    """
    title = marked(pack.facts.title)
    points = f"Points: ______ of {len(questions):,}"
    lines = [f"# {title}", "", f"Name: ____________________ {points}", ""]
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
    lines += [" · ".join(_glance(questions)), ""]
    for number, question in enumerate(questions, start=1):
        answer = f"**{number}. {_answer(question, marked)}**"
        why = " ".join(marked(text) for text in (question.explanation, _sources(question, cited)) if text)
        lines += [f"{answer} — {why}" if why else answer, ""]
    return Exported("\n".join(lines).encode(errors="replace"), len(questions))


def marked(text: str) -> str:
    """A text in which nothing means anything to Markdown."""
    text = _MARKS.sub(r"\\\g<0>", text)
    return _LIST_MARK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[0]}", text)


def export_html(pack: Pack, questions: Sequence[Question], cited: Cited) -> Exported:
    """The sheet as one HTML file that loads nothing from anywhere.

    Args:
        pack: The pack.
        questions: What is asked.
        cited: Tells the sources of an answer.
    """
    return Exported("".join(_page(pack, questions, cited)).encode(errors="replace"), len(questions))


def opened(title: str, style: str) -> str:
    """The beginning of a page to print, up to its title.

    Args:
        title: The title, as text.
        style: How it looks, beyond what all pages have in common.
    """
    told = html.escape(title)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{told}</title>\n<style>{_PAPER}{style}</style>\n</head>\n<body>\n<h1>{told}</h1>\n"
    )


def _page(pack: Pack, questions: Sequence[Question], cited: Cited) -> Iterator[str]:
    title = html.escape(pack.facts.title)
    yield opened(pack.facts.title, _STYLE)
    yield (
        f'<p class="name"><span>Name: ______________________________</span> '
        f'<span>Points: ______ of {len(questions):,}</span></p>\n<ol class="sheet">\n'
    )
    for question in questions:
        topic, prompt = html.escape(question.heading), html.escape(question.prompt)
        yield f'<li><span class="topic">{topic}</span>{prompt}\n'
        if question.judged:
            boxes = "".join(f"<span>☐ {option}</span>" for option in question.options)
            yield f'<div class="judged">{JUDGED}{boxes}</div></li>\n'
        else:
            broad = any(len(option) > _BROAD_OPTION for option in question.options)
            options = "".join(f"<li>{html.escape(option)}</li>" for option in question.options)
            yield f'<ol class="options{" broad" * broad}">{options}</ol></li>\n'
    glance = " ".join(f"<span>{short}</span>" for short in _glance(questions))
    yield f'</ol>\n<section class="key">\n<h1>{KEY}: {title}</h1>\n<p class="glance">{glance}</p>\n<ol>\n'
    for question in questions:
        told = html.escape(question.explanation)
        sources = html.escape(_sources(question, cited))
        yield f"<li><strong>{_answer(question, html.escape)}</strong>" + (f" — {told}" if told else "")
        yield f' <span class="sources">{sources}</span></li>\n' if sources else "</li>\n"
    yield "</ol>\n</section>\n</body>\n</html>\n"


def _glance(questions: Sequence[Question]) -> Iterator[str]:
    """All answers as short as can be, for whoever marks a pile of sheets."""
    for number, question in enumerate(questions, start=1):
        right = question.options[question.answer] if question.judged else LETTERS[question.answer]
        yield f"{number} {right}"


def _answer(question: Question, told: Callable[[str], str]) -> str:
    right = told(question.options[question.answer])
    return right if question.judged else f"{LETTERS[question.answer]} {right}"


def _sources(question: Question, cited: Cited) -> str:
    """The sources in brackets, or an empty string."""
    return f"({cited(question.sources)})" if question.sources else ""

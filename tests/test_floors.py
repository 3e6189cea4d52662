"""The floors hold when the program runs, not only in what import-linter reads."""

import subprocess
import sys

import pytest

from tests.support import ROOT

PURE = (
    "trivia.errors",
    "trivia.paths",
    "trivia.facts",
    "trivia.quiz",
    "trivia.game",
    "trivia.review",
    "trivia.voice",
    "trivia.party.room",
    "trivia.party.journal",
    "trivia.party.standing",
    "trivia.party.names",
    "trivia.party.afar",
)
FORBIDDEN = ("textual", "rich", "websockets", "sqlite3", "asyncio", "socket", "platformdirs")


def modules(package):
    path = ROOT.joinpath(*package.split("."))
    if path.with_suffix(".py").is_file():
        return [package]
    return [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in sorted(path.rglob("*.py"))]


@pytest.mark.parametrize("package", [package for package in PURE if package != "trivia.voice"])
def test_a_pure_room_never_loads_a_screen_a_socket_or_a_database(package):
    code = f"import sys\nimport {', '.join(modules(package))}\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert not loaded & set(FORBIDDEN)


@pytest.mark.parametrize(
    "module",
    ["trivia.cli", "trivia.tui.party.show", "trivia.desk.party_headless", "trivia.tui.party.seat_app"],
)
def test_the_network_is_loaded_when_a_door_opens_and_not_before(module):
    code = f"import sys\nimport {module}\nprint('websockets' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "False\n"


def test_package_faces_are_a_docstring_and_nothing_else():
    import ast

    for path in (ROOT / "trivia").rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert len(body) == 1, path
        assert isinstance(body[0], ast.Expr), path


def test_modules_stay_small():
    for path in (ROOT / "trivia").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path

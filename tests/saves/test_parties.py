import io
import multiprocessing
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.party.night import make_round
from tests.saves.test_mending import garbage
from tests.saves.test_released import RELEASED
from tests.saves.test_store import answer, began
from tests.support import ROOT
from trivia.errors import SaveBusy, SaveError
from trivia.party import events as e
from trivia.party.host import Host
from trivia.party.plan import Plan
from trivia.party.room import Phase
from trivia.paths import SAVE_FILE
from trivia.saves import parties
from trivia.saves.backups import back_up
from trivia.saves.mending import mend_if_faulty, restore
from trivia.saves.parties import new_party, reopened, taken_up, unfinished
from trivia.saves.store import Store
from trivia.saves.transfer import export_csv, export_json, import_text

BEGAN = 1_790_000_000_000


class Evening:
    """A party on a real save file, with a clock turned by hand."""

    def __init__(self, folder, name="Friday", rounds=None):
        self.folder, self.ms, self.utc = folder, 0, BEGAN
        plan = Plan(name, rounds or (make_round(), make_round("calm", count=2)))
        self.journal = new_party(folder, plan, lambda: self.utc)
        self.host = Host(self.journal, lambda: self.ms)
        self.do(e.Opened(plan), *(e.Joined(seat, f"Player {seat}") for seat in "abc"), e.Started())

    @property
    def uid(self):
        return self.journal.uid

    @property
    def room(self):
        return self.host.room

    def do(self, *events):
        for event in events:
            self.ms += 100
            self.host.do(event)
        return self

    def ask(self):
        there = [seat.player for seat in self.room.seats.values() if seat.present]
        return self.do(e.Advanced(), *(e.Answered(seat, self.room.question + 1, 0) for seat in there))

    def close(self):
        self.journal.close()
        return self


def listed(folder, which=unfinished):
    with closing(Store(folder)) as store:
        return which(store)


def rows(folder):
    with closing(sqlite3.connect(folder / SAVE_FILE)) as db:
        return db.execute("SELECT party, place, at_ms, body FROM party_event ORDER BY 1, 2").fetchall()


def test_a_party_comes_back_as_it_was_with_its_clock_paused(tmp_path):
    evening = Evening(tmp_path)
    evening.do(e.Advanced(), e.Answered("a", 1, 0), e.Left("c")).close()
    host, journal = taken_up(tmp_path, evening.uid, lambda: 0, lambda: 9_999)
    assert host.now() == evening.host.now()
    assert host.room.paused
    host.do(e.Resumed())
    assert host.room == evening.room
    host.do(e.Answered("b", 1, 1))
    assert host.room.phase is Phase.LOCKED
    assert host.trouble == ""
    journal.close()
    assert [place for _, place, _, _ in rows(tmp_path)] == list(range(11))


def test_where_nothing_can_be_paused_it_comes_back_all_the_same(tmp_path):
    evening = Evening(tmp_path).do(e.Ended()).close()
    host, journal = taken_up(tmp_path, evening.uid, lambda: 0, lambda: 0)
    assert (host.room, host.unkept) == (evening.room, 0)
    journal.close()


def test_unfinished_parties_are_listed_with_who_plays_and_where_they_stand(tmp_path):
    first = Evening(tmp_path, "Friday").ask()
    first.utc += 5_000
    first.host.sync()
    Evening(tmp_path, "Saturday").close()
    over = Evening(tmp_path, "Sunday").ask().do(e.Ended(), e.Closed()).close()
    later, other = listed(tmp_path)
    assert (later.name, later.last_at, later.players, later.seats) == (
        "Friday",
        BEGAN + 5_000,
        ("Player a", "Player b", "Player c"),
        3,
    )
    assert (later.phase, later.round, later.rounds, later.asked, later.questions) == (
        Phase.LOCKED,
        1,
        2,
        1,
        5,
    )
    assert (other.name, other.phase, other.asked) == ("Saturday", Phase.INTRO, 0)
    assert [one.uid for one in listed(tmp_path, parties.finished)] == [over.uid]
    with pytest.raises(SaveError, match="“Sunday” is over"):
        reopened(tmp_path, over.uid, lambda: 0)
    first.close()


def test_a_journal_that_cannot_be_played_back_is_one_line(tmp_path):
    evening = Evening(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db, db:
        db.execute('UPDATE party_event SET body = \'{"type":"danced\\n"}\' WHERE place = 2')
    with pytest.raises(SaveError, match=r"^“Friday” cannot be brought back, .*cannot be read.*$") as caught:
        reopened(tmp_path, evening.uid, lambda: 0)
    assert "\n" not in str(caught.value)
    (kept,) = listed(tmp_path)
    assert kept.fault == str(caught.value)
    with closing(Store(tmp_path)) as store:  # nobody holds it after that
        parties.delete(store, evening.uid)
        assert parties.every(store) == ()
    assert not list(tmp_path.glob("party-*"))


def hold(folder, uid, held, release):
    journal, _, _ = reopened(folder, uid, lambda: 0)
    held.set()
    release.wait(60)
    assert journal


def test_a_second_host_is_refused_with_a_word_until_the_first_is_killed(tmp_path):
    evening = Evening(tmp_path).close()
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path, evening.uid, held, release))
    other.start()
    assert held.wait(60)
    with pytest.raises(SaveBusy, match="open in another window"):
        reopened(tmp_path, evening.uid, lambda: 0)
    with closing(Store(tmp_path)) as store, pytest.raises(SaveBusy, match="open in another window"):
        parties.delete(store, evening.uid)
    other.kill()
    other.join()
    journal, room, _ = reopened(tmp_path, evening.uid, lambda: 0)
    assert room == evening.room
    journal.close()


def test_where_locks_do_not_work_two_hosts_cannot_write_the_same_place(tmp_path, monkeypatch):
    """A file system without locks: whoever comes second hears of it, and nothing is mixed up."""
    monkeypatch.setattr("trivia.saves.party_journal.PartyJournal.hold", lambda _: None)
    evening = Evening(tmp_path)
    journal, room, at_ms = reopened(tmp_path, evening.uid, lambda: 0)
    other = Host(journal, lambda: evening.ms, room, at_ms)
    evening.do(e.Advanced())
    other.do(e.Paused())
    assert "another window" in other.trouble
    assert other.unkept == 1
    evening.do(e.Answered("a", 1, 2))
    assert evening.host.trouble == ""
    journal.close()
    evening.close()
    assert reopened(tmp_path, evening.uid, lambda: 0)[1] == evening.room


def test_events_wait_while_the_file_is_locked_and_none_is_lost_or_doubled(tmp_path):
    evening = Evening(tmp_path)
    with closing(sqlite3.connect(tmp_path / SAVE_FILE, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        evening.do(e.Advanced(), e.Answered("a", 1, 0))
        assert evening.host.trouble == "another window is writing to the save file"
        assert evening.host.unkept == 2
        db.execute("COMMIT")
    evening.do(e.Answered("b", 1, 0))
    assert (evening.host.trouble, evening.host.unkept) == ("", 0)
    evening.close()
    assert reopened(tmp_path, evening.uid, lambda: 0)[1] == evening.room


def test_an_event_whose_commit_was_said_to_have_failed_is_kept_once(tmp_path):
    evening = Evening(tmp_path)
    append, done = evening.journal._insert, []

    def failing(db, row, *, closes):
        append(db, row, closes=closes)
        if not done:
            done.append(db.execute("COMMIT"))
            raise sqlite3.OperationalError("disk I/O error")

    evening.journal._insert = failing
    evening.do(e.Advanced())
    assert evening.host.unkept == 1
    evening.do(e.Answered("a", 1, 0))
    assert evening.host.unkept == 0
    evening.close()
    assert len(rows(tmp_path)) == 7
    assert reopened(tmp_path, evening.uid, lambda: 0)[1] == evening.room


def test_events_that_come_at_once_are_kept_in_one_transaction(tmp_path):
    evening = Evening(tmp_path).do(e.Advanced())
    before = rows(tmp_path)
    seen = []
    evening.journal._store._db.set_trace_callback(seen.append)
    assert evening.host.do_all(e.Answered(seat, 1, 0) for seat in "abc") == [None] * 3
    assert [line for line in seen if line in {"BEGIN IMMEDIATE", "COMMIT"}] == ["BEGIN IMMEDIATE", "COMMIT"]
    assert rows(tmp_path)[: len(before)] == before
    assert len(rows(tmp_path)) == len(before) + 3
    evening.close()
    assert reopened(tmp_path, evening.uid, lambda: 0)[1] == evening.room


def test_a_file_that_is_replaced_or_damaged_under_a_party_gets_all_of_it(tmp_path):
    evening = Evening(tmp_path)
    backup = back_up(tmp_path, BEGAN)
    evening.do(e.Advanced())
    restore(tmp_path, backup)
    evening.do(e.Answered("a", 1, 0))
    assert (evening.host.trouble, len(rows(tmp_path))) == ("", 7)
    garbage(tmp_path / SAVE_FILE)
    evening.journal._drop_store()
    evening.do(e.Answered("b", 1, 0))
    assert evening.host.trouble == ""
    assert "set aside as damaged-1.db" in evening.journal.notice
    evening.close()
    assert reopened(tmp_path, evening.uid, lambda: 0)[1] == evening.room


def test_a_party_that_is_over_is_so_in_an_older_file_that_takes_the_place_of_its_own(tmp_path):
    evening = Evening(tmp_path)
    backup = back_up(tmp_path, BEGAN)
    evening.do(e.Closed())
    restore(tmp_path, backup)
    assert evening.host.sync()
    evening.close()
    assert listed(tmp_path) == ()
    assert [one.uid for one in listed(tmp_path, parties.finished)] == [evening.uid]


@pytest.mark.parametrize("body", ["x", '{"type":"started"}'], ids=["unreadable", "impossible"])
def test_a_damaged_file_gives_back_the_events_that_the_backup_had_not(tmp_path, body):
    evening = Evening(tmp_path)
    back_up(tmp_path, BEGAN)
    evening.ask().do(e.Advanced())
    other = Evening(tmp_path, "Saturday").ask().close()
    evening.close()
    with closing(sqlite3.connect(tmp_path / SAVE_FILE)) as db:
        db.execute("DROP INDEX party_by_time")
        db.execute("UPDATE party_event SET body = ? WHERE party = 2 AND place = 6", (body,))
        db.commit()
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, 'streak INTEGER', 'streak TEXT')")
        db.commit()
    mended = mend_if_faulty(tmp_path)
    assert mended is not None
    assert "more of 2 parties could be rescued" in str(mended)
    assert reopened(tmp_path, evening.uid, lambda: 0)[1] == evening.room
    (cut,) = [one for one in listed(tmp_path) if one.uid == other.uid]
    assert (cut.fault, cut.phase) == ("", Phase.OPEN)


@pytest.mark.parametrize("longer_first", [True, False])
def test_parties_travel_and_the_longer_journal_of_one_stays(tmp_path, longer_first):
    evening = Evening(tmp_path / "a")
    told = []
    for _ in range(2):
        evening.ask().do(e.Advanced())
        with closing(Store(tmp_path / "a")) as store:
            told.append(io.StringIO())
            export_json(store, told[-1])
    evening.close()
    with closing(Store(tmp_path / "b")) as store:
        counts = [
            import_text(store, text.getvalue(), "export").parties
            for text in (told[::-1] if longer_first else told)
        ]
        again = io.StringIO()
        export_json(store, again)
        assert again.getvalue() == told[-1].getvalue()
        assert parties.room_of(store, evening.uid) == evening.room
    assert counts == ([1, 0] if longer_first else [1, 1])


def test_a_party_that_went_on_on_two_machines_is_kept_twice(tmp_path):
    evening = Evening(tmp_path / "a").close()
    with closing(Store(tmp_path / "a")) as store:
        text = io.StringIO()
        export_json(store, text)
    with closing(Store(tmp_path / "b")) as store:
        import_text(store, text.getvalue(), "export")
    rooms = []
    for place, event in (("a", e.Advanced()), ("b", e.Paused())):
        journal, room, at_ms = reopened(tmp_path / place, evening.uid, lambda: 0)
        host = Host(journal, lambda: 0, room, at_ms)
        host.do(event)
        rooms.append(host.room)
        journal.close()
    with closing(Store(tmp_path / "a")) as store:
        text = io.StringIO()
        export_json(store, text)
    with closing(Store(tmp_path / "b")) as store:
        assert import_text(store, text.getvalue(), "export").parties == 1
        assert import_text(store, text.getvalue(), "export").parties == 0
        kept = [parties.room_of(store, one.uid) for one in parties.every(store)]
    assert len(kept) == 2
    assert all(room in kept for room in rooms)


def test_an_export_of_one_player_or_as_csv_tells_of_no_party(tmp_path):
    Evening(tmp_path).close()
    with closing(Store(tmp_path)) as store:
        store.write([began(), answer(0)])
        one, table = io.StringIO(), io.StringIO()
        export_json(store, one, "Player")
        export_csv(store, table)
    assert "parties" not in one.getvalue()
    assert "Friday" not in table.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ('"type":"started"', '"type":"danced"', "no export that can be read"),
        ('"player":"b"', '"player":"a"', "“Friday”: event 3 .*Joined.* cannot have happened"),
        ('"party":"', '"party":"../', "no export that can be read"),
        ('"at_ms":0', '"at_ms":-1', "no export that can be read"),
    ],
)
def test_an_import_with_a_party_that_makes_no_sense_changes_nothing(tmp_path, old, new, match):
    Evening(tmp_path / "a").close()
    with closing(Store(tmp_path / "a")) as store:
        text = io.StringIO()
        export_json(store, text)
    text = text.getvalue()
    if old == '"at_ms":0':
        text = text.replace('"at_ms":100', '"at_ms":0', 1)
    assert old in text
    with closing(Store(tmp_path / "b")) as store:
        with pytest.raises(SaveError, match=match):
            import_text(store, text.replace(old, new, 1), "export")
        assert parties.every(store) == ()


def test_a_file_of_before_that_may_only_be_read_has_no_parties(tmp_path, monkeypatch):
    shutil.copy(RELEASED[2], tmp_path / SAVE_FILE)
    monkeypatch.setattr("trivia.saves.store.only_read", lambda _: True)
    assert listed(tmp_path) == listed(tmp_path, parties.every) == ()
    text = io.StringIO()
    with closing(Store(tmp_path)) as store:
        export_json(store, text)
    assert "Anna" in text.getvalue()


WITHOUT_ROOM = """
import resource, signal, sys
from pathlib import Path
from tests.saves.test_parties import Evening
from trivia.party import events as e
from trivia.saves.parties import reopened
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
evening = Evening(folder)
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, resource.RLIM_INFINITY))
evening.do(e.Advanced(), e.Answered("b", 1, 0))
print(evening.host.trouble)
print(evening.host.unkept, evening.host.sync())
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(evening.host.sync(), evening.host.unkept, repr(evening.host.trouble))
evening.close()
print(reopened(folder, evening.uid, lambda: 0)[1] == evening.room)
"""


def test_the_show_goes_on_without_room_on_the_disk_and_all_is_written_later(tmp_path):
    pytest.importorskip("resource", reason="only there can a process be kept from making large files")
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_ROOM, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    trouble, waiting, later, same = run.stdout.splitlines()
    assert str(tmp_path / SAVE_FILE) in trouble
    assert (waiting, later, same) == ("2 False", "True 0 ''", "True")

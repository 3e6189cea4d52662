import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.party import frames, says, tellings, wire

NUMBERS = st.integers(0, 1_000_000)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
MESSAGES = st.one_of(
    st.builds(
        wire.Hello, NUMBERS, WORDS, WORDS, WORDS, st.just("") | st.text("abc", min_size=16, max_size=64)
    ),
    st.builds(wire.Back, NUMBERS, st.text("abcdef", min_size=16, max_size=64)),
    st.builds(wire.Answer, NUMBERS, st.integers(0, 9)),
    st.builds(wire.Buzz, NUMBERS),
    st.builds(wire.Choose, NUMBERS),
    st.builds(wire.Wager, NUMBERS, NUMBERS),
    st.builds(wire.Rename, WORDS),
    st.builds(wire.Team, WORDS),
    st.just(wire.Leave()),
    st.just(wire.Ping()),
    st.builds(wire.HostHello, NUMBERS, st.text("abcdef", min_size=16, max_size=64)),
    st.builds(wire.Do, st.text("abc", max_size=16), NUMBERS, WORDS),
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
JSON = LEAVES | st.lists(LEAVES, max_size=2) | st.dictionaries(st.text(max_size=3), LEAVES, max_size=2)
KINDS = st.sampled_from(
    ["hello", "back", "answer", "buzz", "choose", "wager", "host", "do", "welcome", "reveal"]
)


@given(MESSAGES)
def test_what_is_encoded_is_decoded_to_the_same(message):
    text = wire.encode(message)
    if len(text.encode()) <= wire.MOST_BYTES:
        assert wire.decode(text) == wire.decode(text.encode()) == message


@given(st.binary(max_size=1_200))
def test_any_bytes_are_a_message_or_malformed(frame):
    taken_or_malformed(frame)


@given(KINDS, st.dictionaries(st.sampled_from(["v", "q", "o", "c", "pin", "name", "token", "what"]), JSON))
def test_any_fields_are_a_message_or_malformed(kind, fields):
    taken_or_malformed(json.dumps({"t": kind, **fields}).encode())


@given(MESSAGES, st.integers(0, 200), st.binary(min_size=1, max_size=3))
def test_a_message_with_a_spoilt_place_is_a_message_or_malformed(message, place, spoilt):
    frame = wire.encode(message).encode()
    taken_or_malformed(frame[:place] + spoilt + frame[place + 1 :])


def taken_or_malformed(frame: bytes) -> None:
    with suppress(wire.Malformed):  # and no other exception
        assert type(wire.decode(frame)).__module__ == "trivia.party.wire"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ('{"t":"answer","q":1}', "unknown"),
        ('{"t":"answer","q":1,"o":0,"score":1000}', "unknown"),
        ('{"t":"answer","q":1,"o":0,"ms":3}', "unknown"),
        ('{"t":"answer","q":1,"o":0,"at":1483920000000}', "unknown"),
        ('{"t":"answer","q":"1","o":0}', "unknown"),
        ('{"t":"answer","q":1.5,"o":0}', "unknown"),
        ('{"t":"answer","q":true,"o":0}', "unknown"),
        ('{"t":"answer","q":-1,"o":0}', "unknown"),
        ('{"t":"answer","q":1,"o":10}', "unknown"),
        ('{"t":"answer","q":99999999999999999999999,"o":1}', "unknown"),
        ('{"t":"wager","q":1,"points":-5}', "unknown"),
        ('{"t":"reveal","q":1,"right":0}', "unknown"),
        ('{"q":1,"o":0}', "unknown"),
        ('["answer",1,0]', "unknown"),
        ("null", "unknown"),
        ("", "broken"),
        ('{"t":"answer","q":1,"o":0', "broken"),
        ('{"t":"answer","q":1,"o":0}{}', "broken"),
        ('{"t":"rename","name":"\\ud800"}', "broken"),
        ("[" * 1_000, "unknown"),
        ('{"t":"ping","x":' + "[" * 900, "unknown"),
        ('{"t":"rename","name":"' + "x" * 81 + '"}', "unknown"),
        ('{"t":"rename","name":"' + "x" * 2_000 + '"}', "too-big"),
        (b"\xff\xfe\x00", "broken"),
    ],
)
def test_what_is_no_message_is_refused_with_a_code(frame, code):
    with pytest.raises(wire.Malformed) as caught:
        wire.decode(frame)
    assert caught.value.code == code


def test_a_frame_of_the_largest_size_is_taken_and_one_byte_more_is_not():
    frame = b'{"t":"ping"}'
    assert wire.decode(frame + b" " * (wire.MOST_BYTES - len(frame))) == wire.Ping()
    with pytest.raises(wire.Malformed, match="1024 bytes"):
        wire.decode(frame + b" " * (wire.MOST_BYTES - len(frame) + 1))


def test_a_client_passes_over_kinds_and_fields_of_a_later_version():
    assert wire.read('{"t":"fireworks","colour":"gold"}') is None
    assert wire.read('{"t":"taken","q":3,"applause":true}') == says.Took(3)


def test_nothing_that_a_server_says_reaches_a_terminal_as_more_than_text():
    said = wire.read(r'{"t":"bye","code":"over","words":"\u001b[2J\u202eGone\nnow\u0007"}')
    assert said == says.Bye("over", "␛[2J\N{REPLACEMENT CHARACTER}Gone now␇")
    intro = wire.read(r'{"t":"final","top":[{"unit":"u","name":"\u009b2J","score":1,"place":1}]}')
    assert intro.top[0].name == "\N{REPLACEMENT CHARACTER}2J"


@pytest.mark.parametrize("frame", ['{"t":"taken"}', '{"t":"taken","q":"x"}', "{", "[]", '{"q":1}', b"\xff"])
def test_a_client_is_told_of_a_server_that_is_none(frame):
    with pytest.raises(wire.Malformed):
        wire.read(frame)


def test_nothing_that_goes_out_before_the_reveal_has_a_field_for_the_answer():
    later = {says.Reveal, says.Stage}  # the stage is for the host, and it too waits for the reveal
    for kind in msgspec.inspect.type_info(says.FromServer).types:
        if kind.cls not in later:
            assert not {"right", "answer", "because", "source"} & {field.name for field in kind.fields}


def test_every_telling_has_its_message():
    silent = {tellings.Outcome, tellings.AnsweredCount}
    for kind in msgspec.inspect.type_info(tellings.What).types:
        made = msgspec.convert(_filled(kind), kind.cls, str_keys=True)
        assert (frames.said_of(made) is None) == (kind.cls in silent)


def _filled(kind: msgspec.inspect.StructType) -> dict:
    """Some value for every field of a telling."""
    values = {
        msgspec.inspect.IntType: 1,
        msgspec.inspect.StrType: "x",
        msgspec.inspect.BoolType: False,
        msgspec.inspect.VarTupleType: [],
        msgspec.inspect.UnionType: 1,
    }
    fields = {
        field.name: field.type.values[0]
        if isinstance(field.type, msgspec.inspect.LiteralType)
        else values[type(field.type)]
        for field in kind.fields
    }
    return {kind.tag_field: kind.tag, **fields}

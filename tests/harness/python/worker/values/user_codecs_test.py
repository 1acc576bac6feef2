"""Codecs of the user's, in every interpreter: believed as far as they can be checked."""

import pytest
from client import case

import lockstep
from lockstep.worker.values import tags
from lockstep.worker.values.object_forms import parts

RETURNED, UNENCODABLE = 0, 2  # head bytes of an observation


@pytest.fixture
def told(zygote):
    """What the worker tells of a call of a function of money.py."""
    session = []

    def run(function, *args, codecs=("money_codecs",), fetch=True):
        if not session:
            answer = zygote.load("money:" + function, codecs=list(codecs))
            assert answer["ok"], answer
            session.append(zygote.fork())
        (cell,) = session[0].run([case(*args)])
        return cell, session[0].fetch(1, 0)[:2] if fetch else None

    return run


def test_the_call_that_makes_it_is_what_it_is(told):
    one, (head, outcome) = told("pay", "Money", 5, "USD")
    made = (tags.CLASS, "money:Money")
    assert head == RETURNED
    assert outcome == (tags.OBJECT, ["money:Money", "call", made, (5,), ["unit", "USD"]])
    assert told("pay", "Money", 5, "USD")[0].exact == one.exact
    assert told("pay", "Money", 5, "EUR")[0].exact != one.exact
    assert told("pay", "Money", 5.0, "USD")[0].exact != one.exact


def test_parts_are_compared_and_nothing_else(told):
    one, (head, outcome) = told("pay", "Handle", 5, "USD")
    assert head == RETURNED and outcome[1] == ["money:Handle", "parts", ["amount", 5]]
    assert told("pay", "Handle", 5, "EUR")[0].exact == one.exact
    assert told("pay", "Handle", 6, "EUR")[0].exact != one.exact


@pytest.mark.parametrize(
    "kind,reason",
    [
        ("Forgetful", "money:Forgetful: what its codec says makes an object that is not equal"),
        ("Fickle", "money:Fickle: its codec tells two things of one object"),
        ("Raising", "money:Raising: its codec raised builtins:SystemExit"),
        ("Wrong", "money:Wrong: what its codec says makes another object"),
        ("Silent", "money:Silent: its codec gave neither made() nor parts()"),
        ("Unknown", "money:Unknown: builtins:TypeError"),
    ],
)
def test_a_codec_that_lies_or_fails_matches_nothing(told, kind, reason):
    _, (head, outcome) = told("pay", kind, 5, "USD")
    assert (head, outcome) == (UNENCODABLE, reason)


def test_codecs_inside_of_codecs(told):
    _, (head, outcome) = told("purse", 7)
    assert head == RETURNED
    outer = outcome[0][1]
    assert outer[3][0][1][3] == (7,)


def test_an_object_that_holds_itself(told):
    one, _ = told("swallow", fetch=False)
    assert one.kind == RETURNED and told("swallow", fetch=False)[0].exact == one.exact


def test_without_the_manifest_s_word_no_codec_counts(told):
    _, (head, _) = told("pay", "Money", 5, codecs=())
    assert head == UNENCODABLE


def test_a_module_that_registers_nothing_is_told(zygote):
    answer = zygote.load("money:pay", codecs=["plain"])
    assert answer["ok"] is False and answer["kind"] == "name"
    assert answer["error"] == (
        "module 'plain' registers no codec: decorate a function with @lockstep.codec(CLASS)"
    )


def test_a_module_that_is_not_there_is_told(zygote):
    answer = zygote.load("money:pay", codecs=["money_codec"])
    assert answer["ok"] is False and "did you mean 'money_codecs'" in answer["error"]


@pytest.mark.parametrize("cls", ["money.Money", 5, None, list, ValueError])
def test_what_cannot_have_a_codec(cls):
    with pytest.raises(TypeError):
        lockstep.codec(cls)


def test_a_part_may_be_called_as_it_likes():
    kind, item = parts("money:Money", name="a", self=1)
    assert kind == tags.OBJECT
    assert item.payload[2].payload == ["name", "a", "self", 1]

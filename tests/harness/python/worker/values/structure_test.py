"""How objects are taken apart (structure.py) and put together again (build.py)."""

import collections
import datetime
import decimal
import fractions
import itertools
import operator
import re
import types
import typing

import pytest
from client import building, codec
from codec_test_values import Color, Number, Plain, Point, Record, Slotted, Text

from lockstep.worker.values import tags
from lockstep.worker.values.codec import Codec
from lockstep.worker.values.item import Unencodable
from lockstep.worker.values.structure import Structure


def loose(value):
    """The encoding, read back with tagged objects as (tag, payload)."""
    return codec().decode(codec().encode(value))


def test_subclasses_are_not_their_base():
    number = Number(7)
    number.extra = "more"
    assert loose(number) == (tags.SUBCLASS, ["codec_test_values:Number", 7, {"extra": "more"}])
    assert loose(Text("t")) == (tags.SUBCLASS, ["codec_test_values:Text", "t", None])
    assert loose(True) is True


@pytest.mark.parametrize(
    "base,value",
    [(float, -0.0), (complex, 1j), (bytes, b"x"), (bytearray, b"x"), (list, [1]), (tuple, (1,))]
    + [(set, {1}), (frozenset, {1}), (dict, {1: 2}), (str, "\ud800")],
)
def test_every_builtin_base_is_kept_exactly(base, value):
    cls = type("Sub", (base,), {"__eq__": None, "__hash__": None, "__iter__": None, "__len__": None})
    tag, (name, plain, attributes) = loose(cls(value))
    assert tag == tags.SUBCLASS and name.endswith(":Sub") and attributes is None
    assert type(plain) is base and repr(plain) == repr(base(value))


def test_slots_are_attributes():
    class Slots(int):
        __slots__ = ()

    assert loose(Slots(3))[1][1:] == [3, None]
    tag, parts = loose(Slotted())
    assert tag == tags.OBJECT and parts[1] == "reduce" and parts[4] == (None, {"a": 1})


def test_ordered_dict_has_its_own_order():
    value = collections.OrderedDict([(1, 1), (2, 2)])
    value.move_to_end(1)
    assert list(loose(value)[1][1].items()) == [(2, 2), (1, 1)]


def test_defaultdict_keeps_its_factory():
    value = collections.defaultdict(list)
    assert loose(value)[1][2] == {"default_factory": (tags.CLASS, "builtins:list")}


def test_classes_functions_and_modules_go_by_name():
    assert loose(int) == (tags.CLASS, "builtins:int")
    assert loose(Point) == (tags.CLASS, "codec_test_values:Point")
    assert loose(len) == (tags.FUNCTION, "builtins:len")
    assert loose(Plain.__init__) == (tags.FUNCTION, "codec_test_values:Plain.__init__")
    assert loose(dict.fromkeys) == (tags.FUNCTION, "builtins:dict.fromkeys")
    assert loose(str.join) == (tags.FUNCTION, "builtins:str.join")
    assert loose(datetime.datetime.now)[0] == tags.FUNCTION
    assert loose(re) == (tags.MODULE, "re")


@pytest.mark.parametrize("value", [lambda: 0, types.ModuleType("nowhere"), (x for x in "a").gi_code])
def test_what_no_name_reaches_is_unencodable(value):
    with pytest.raises(Unencodable) as caught:
        codec().encode([value])
    assert "0x" not in caught.value.reason


def test_bound_methods_are_a_reduction():
    tag, parts = loose([1].append)
    assert tag == tags.OBJECT and parts[1] == "reduce" and parts[3] == ([1], "append")


def test_exceptions_in_full():
    error = OSError(2, "gone", "file")
    error.__cause__ = ValueError("at 0x7f00")
    error.note = 1
    if hasattr(error, "add_note"):
        error.add_note("n")
    tag, parts = loose(error)
    name, bases, args, cause, context, notes, attributes, message = parts
    assert tag == tags.EXCEPTION and name == "builtins:FileNotFoundError"
    assert bases == ["builtins:OSError", "builtins:Exception", "builtins:BaseException"]
    assert args == (2, "gone") and attributes == {"note": 1, "filename": "file"}
    assert cause[1][2] == ("at 0x...",) and cause[1][7] == "at 0x..." and context is None
    assert notes == (["n"] if hasattr(error, "add_note") else [])
    assert message == "[Errno 2] gone: 'file'"


def test_what_hangs_on_an_exception_may_have_no_encoding():
    error = ValueError("x", lambda: 0)
    error.log, error.itself = [lambda: 0], error
    tag, payload = loose(error)
    assert tag == tags.EXCEPTION and payload[2][0] == "x"
    assert payload[2][1].startswith("unencodable: ")
    assert payload[6]["log"].startswith("unencodable: ")
    assert Codec(Structure(), None, None).encode(error)


def test_an_exception_whose_str_raises():
    class Bad(Exception):
        def __str__(self):
            raise SystemExit

    assert loose(Bad(1))[1][7] == "<str raised builtins:SystemExit>"


def test_iterators_by_what_they_yield():
    assert loose(iter([1, 2])) == (tags.ITERATOR, ["builtins:list_iterator", 1, 2, None])
    assert loose(n for n in [1]) == (tags.ITERATOR, ["builtins:generator", 1, None])
    endless = loose(itertools.count())[1]
    assert len(endless) == 66 and endless[-1] is Ellipsis and endless[-2] == 63

    def failing():
        yield 1
        raise KeyError(2)

    assert loose(failing())[1][2][1][0] == "builtins:KeyError"


def test_an_iterator_speaks_once_but_is_encoded_alike_each_time():
    structure, generator = Structure(), (n for n in range(3))
    assert structure(generator) == structure(generator)
    structure.forget()
    assert structure(generator)[1].payload == ["builtins:generator", None]


def test_structured_objects():
    assert loose(Point(1, 2)) == (tags.OBJECT, [name_of(Point), "namedtuple", ["x", 1, "y", 2]])
    record = [name_of(Record), "dataclass", ["name", "r", "items", [1]]]
    assert loose(Record("r", [1])) == (tags.OBJECT, record)
    assert loose(Color.RED) == (tags.OBJECT, [name_of(Color), "enum", "RED", 1])
    assert loose(Plain())[1][4] == {"a": 1, "b": [2]}
    assert loose({1: 2}.values())[1][2:4] == [(tags.FUNCTION, "builtins:dict.values"), ({0: 2},)]
    view = memoryview(bytearray(b"abcd")).cast("H", [2])
    assert loose(view) == (tags.MEMORYVIEW, ["H", [2], False, b"abcd"])
    assert loose(typing.List[int])[0] == tags.OBJECT


def name_of(cls):
    return cls.__module__ + ":" + cls.__qualname__


def test_a_lying_class_is_taken_for_what_it_is():
    class Liar:
        __class__ = property(lambda self: 1 / 0)

        def __eq__(self, other):
            raise AssertionError

        __hash__ = None

        def __reduce_ex__(self, protocol):
            return dict, ()

    assert loose(Liar())[1][1:4] == ["reduce", (tags.CLASS, "builtins:dict"), ()]


@pytest.mark.parametrize("reduction", [None, 5, (), (1,), (int, 5), "nowhere"])
def test_a_reduction_that_is_none(reduction):
    class Odd:
        def __reduce_ex__(self, protocol):
            return reduction

    with pytest.raises(Unencodable):
        codec().encode(Odd())


def test_user_code_that_raises_is_unencodable():
    class Odd:
        def __reduce_ex__(self, protocol):
            raise KeyboardInterrupt

    with pytest.raises(Unencodable, match="builtins:KeyboardInterrupt"):
        codec().encode(Odd())


def test_cycles_through_objects():
    value = Plain()
    value.a = value
    assert codec().encode([value]).endswith(bytes.fromhex("d81d01" + "6162" + "8102" + "f6f6"))


@pytest.mark.parametrize(
    "value",
    [
        Text("t"),
        Point(1, 2),
        Record("r", [1]),
        Color.RED,
        Plain(),
        Slotted(),
        collections.OrderedDict([(2, 1), (1, 2)]),
        collections.Counter("aab"),
        collections.deque([1, 2], 3),
        decimal.Decimal("1.50"),
        fractions.Fraction(1, 3),
        datetime.datetime(2020, 1, 2),
        operator.itemgetter(1, 2),
        re.compile("a+", re.I),
        int,
        len,
        re,
        ValueError("x", 1),
        memoryview(b"abc"),
    ],
    ids=lambda v: type(v).__name__,
)
def test_inputs_are_rebuilt(value):
    encoded = codec().encode(value)
    again = building().decode(encoded)
    assert type(again) is type(value)
    assert codec().encode(again) == encoded


def test_what_a_result_yielded_its_argument_has_no_more():
    structure = Structure()
    items = iter([1, 2])
    assert structure(items)[1].payload[1:] == [1, 2, None]
    structure.use_up()
    assert structure(items)[1].payload[1:] == [None]


def test_iterators_are_rebuilt_one_shot():
    again = building().decode(codec().encode(iter([1, 2])))
    assert isinstance(again, type(iter([]))) and list(again) == [1, 2] and list(again) == []
    again = building().decode(codec().encode(n for n in "ab"))
    assert isinstance(again, types.GeneratorType) and list(again) == ["a", "b"]


def expression(text):
    return building().decode(bytes.fromhex("d94c10") + codec().encode(text))


def test_expressions_are_evaluated_afresh():
    assert expression("[i * 2 for i in range(3)]") == [0, 2, 4]
    assert expression("decimal.Decimal('1.5')") == decimal.Decimal("1.5")
    assert expression("xml.etree.ElementTree.Element('a')").tag == "a"
    assert expression("(lambda xs: collections.deque(xs))([1])") == collections.deque([1])
    with pytest.raises(NameError):
        expression("nowhere_at_all(1)")

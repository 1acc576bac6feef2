"""A port where native's library is not, and a port where its own module is not."""

import sys

import pytest

from lockstep.shipped import NotShippable
from lockstep.shipping import by_value
from lockstep.shipping.isolation import Isolation, NativeIsAbsent
from lockstep.shipping.relocation import relocated
from lockstep.shipping.own_modules import is_standard, own_packages
from lockstep.worker.target.loader import LoadFailed


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Writes a module that can be imported."""
    monkeypatch.syspath_prepend(str(tmp_path))
    made = []

    def write(source, name="moved_port"):
        (tmp_path / (name + ".py")).write_text(source, "utf-8")
        made.append(name)

    yield write
    for name in made:
        __import__("sys").modules.pop(name, None)


def apart(native):
    return relocated("moved_port:port", "independence", [], native)


@pytest.mark.parametrize("source", [
    "import heapq\ndef port(n, xs):\n    return heapq.nsmallest(n, xs)\n",
    "from heapq import nsmallest\ndef port(n, xs):\n    return nsmallest(n, xs)\n",
    "from heapq import nsmallest as smallest\ndef port(n, xs):\n    return smallest(n, xs)\n",
    "def port(n, xs):\n    from heapq import nsmallest\n    return nsmallest(n, xs)\n",
    "import importlib\ndef port(n, xs):\n    return importlib.import_module('heapq').nsmallest(n, xs)\n",
    "import heapq\ndef port(n, xs):\n    yield from heapq.nsmallest(n, xs)\n",
])
def test_native_of_the_standard_library_is_out_of_reach(module, source):
    module(source)
    with pytest.raises(NativeIsAbsent, match=r"moved_port.py:\d"):
        list(apart("heapq:nsmallest")(1, [2, 1]))
    import heapq
    assert heapq.nsmallest(1, [2, 1]) == [1]


@pytest.mark.parametrize("source", [
    "import heapq\ndef port(n, xs):\n    return [heapq.heappop(xs)]\n",
    "from collections import Counter\ndef port(n, xs):\n    return Counter(xs).most_common(n) and [1]\n",
    "from heapq import nsmallest\ndef port(n, xs):\n    return sorted(xs)[:n]\n",
])
def test_what_else_the_standard_library_has_is_there(module, source):
    module(source)
    assert apart("heapq:nsmallest")(1, [1, 2]) == [1]


def test_what_lies_beside_the_port_is_the_port_s_own(module):
    module("import heapq\n\ndef least(n, xs):\n    return heapq.nsmallest(n, xs)\n", "moved_helper")
    module("import moved_helper\n\ndef port(n, xs):\n    return moved_helper.least(n, xs)\n")
    with pytest.raises(NativeIsAbsent, match="moved_helper.py:4"):
        apart("heapq:nsmallest")(1, [2, 1])
    assert {"moved_port", "moved_helper"} <= own_packages("moved_port")
    assert own_packages("heapq") == set() and own_packages("pytest") == {"pytest"}


def test_a_builtin_is_out_of_the_port_s_reach_and_of_nobody_else_s(module):
    module("import textwrap\ndef port(xs):\n    return any(xs)\n")
    with pytest.raises(NativeIsAbsent, match="moved_port.py:3 calls any"):
        apart("builtins:any")([1])
    assert any([1])


def test_a_port_may_have_a_function_of_native_s_name(module):
    module("def any(xs):\n    return bool(xs)\n\ndef port(xs):\n    return any(xs)\n")
    assert apart("builtins:any")([1]) is True


def test_a_library_cannot_be_imported(module):
    module("LIBRARY = 1\ndef f(x):\n    return x\n", "moved_library")
    module("import moved_library\ndef port(x):\n    return moved_library.f(x)\n")
    with pytest.raises(NativeIsAbsent, match="moved_port.py:1 imports moved_library"):
        apart("moved_library:f")(1)


def test_a_port_that_does_without_the_library_is_independent(module):
    module("def f(x):\n    return x\n", "moved_library")
    module("try:\n    from moved_library import f as port\nexcept ImportError:\n    def port(x):\n        return x\n")
    assert apart("moved_library:f")(1) == 1


def test_translators_may_know_the_library(module):
    module("class Money:\n    def __init__(self, n):\n        self.n = n\n\ndef f(x):\n    return x\n", "moved_library")
    module("class Cents:\n    def __init__(self, n):\n        self.n = n\n\ndef port(x):\n    return x\n\n"
           "def asks(x):\n    return Library.f(x)\n\n"
           "def calls(f, x):\n    return f(x)\n")
    module("import moved_library, moved_port\nimport lockstep\nmoved_port.Library = moved_library\n"
           "@lockstep.mapping(moved_library.Money, moved_port.Cents, values='int')\nclass Map:\n"
           "    def to_port(x):\n        return moved_port.Cents(x.n)\n"
           "    def to_native(x):\n        return moved_library.Money(x.n)\n", "moved_map")
    one = lambda name: relocated("moved_port:" + name, "independence", ["moved_map"], "moved_library:f")  # noqa: E731
    port = one("port")
    import moved_library
    money = moved_library.Money(3)
    assert type(port(money)) is moved_library.Money
    assert one("calls")(lambda x: type(x), money) is moved_library.Money
    with pytest.raises(NativeIsAbsent):
        one("asks")(money)


@pytest.mark.parametrize("source", [
    "def port(n, xs, f=smallest):\n    return f(n, xs)\n",
    "def port(n, xs, *, f=smallest):\n    return f(n, xs)\n",
    "TABLE = {'f': [(1, smallest)]}\ndef port(n, xs):\n    return TABLE['f'][0][1](n, xs)\n",
    "part = functools.partial(smallest, 2)\ndef port(n, xs):\n    return part(xs)\n",
    "call = functools.partial(map, smallest)\n"
    "def port(n, xs):\n    return [*call([n], [xs])]\n",
    "class Holder:\n    f = staticmethod(smallest)\ndef port(n, xs):\n    return Holder.f(n, xs)\n",
    "class Holder:\n    def __init__(self):\n        self.f = smallest\nheld = Holder()\n"
    "def port(n, xs):\n    return held.f(n, xs)\n",
    "class Holder:\n    def f(self, n, xs, g=smallest):\n        return g(n, xs)\nf = Holder().f\n"
    "def port(n, xs):\n    return f(n, xs)\n",
    "def make(f):\n    return lambda n, xs: f(n, xs)\nport = make(smallest)\n",
    "@functools.wraps(smallest)\ndef other(n, xs):\n    return []\n"
    "def port(n, xs):\n    return other.__wrapped__(n, xs)\n",
    "def port(n, xs):\n    return sys.modules['heapq'].nsmallest(n, xs)\n",
    "MODULES = sys.modules\ndef port(n, xs):\n    return MODULES['heapq'].nsmallest(n, xs)\n",
    "def port(n, xs):\n    return importlib.import_module('heapq').nsmallest(n, xs)\n",
    "def port(n, xs):\n    return importlib.__import__('heapq').nsmallest(n, xs)\n",
    "def port(n, xs):\n    return __import__('heapq').nsmallest(n, xs)\n",
    "def port(n, xs):\n    return operator.attrgetter('nsmallest')(sys.modules['heapq'])(n, xs)\n",
    "def port(n, xs):\n    return getattr(sys.modules['heapq'], 'nsmallest')(n, xs)\n",
    "def port(n, xs):\n    return globals()['smallest'](n, xs)\n",
    "def port(n, xs):\n    return eval('smallest(n, xs)')\n",
    "def port(n, xs):\n    return eval('f(n, xs)', {'f': sys.modules['heapq'].nsmallest, 'n': n, 'xs': xs})\n",
    "def port(n, xs):\n    found = [f for f in gc.get_objects() if getattr(f, '__qualname__', 0) == 'nsmallest'\n"
    "             and type(f) is type(port) and f.__module__ == 'heapq']\n    return found[0](n, xs)\n",
    "def port(n, xs):\n    return pickle.loads(b'cheapq\\nnsmallest\\n.')(n, xs)\n",
    "def port(n, xs):\n    return next(map(sys.modules['heapq'].nsmallest, [n], [xs]))\n",
])
def test_however_a_port_comes_by_native_it_is_named(module, source):
    module("import functools, gc, importlib, operator, pickle, sys\nfrom heapq import nsmallest as smallest\n"
           + source)
    with pytest.raises(NativeIsAbsent, match="moved_port.py:|nsmallest|<string>:"):
        apart("heapq:nsmallest")(2, [3, 1, 2])
    import heapq
    assert heapq.nsmallest(2, [3, 1, 2]) == [1, 2]
    assert type(sys.modules["heapq"].nsmallest) is type(apart) and sys.modules["heapq"] is heapq
    assert sys.getprofile() is None


@pytest.mark.parametrize("source", [
    "def port(x):\n    return math.sqrt(x)\n",
    "def port(x, f=math.sqrt):\n    return f(x)\n",
    "def port(x, f=math.sqrt):\n    return next(map(f, [x]))\n",
    "def port(x):\n    return sorted([x], key=sys.modules['math'].sqrt)\n",
    "TABLE = [math.sqrt]\ndef port(x):\n    return functools.reduce(lambda y, f: f(y), TABLE, x)\n",
    "half = functools.partial(map, math.sqrt)\ndef port(x):\n    return [*half([x])]\n",
])
def test_a_native_in_c_is_seen_too(module, source):
    module("import functools, math, sys\n" + source)
    with pytest.raises(NativeIsAbsent, match="sqrt"):
        apart("math:sqrt")(4.0)


@pytest.mark.parametrize("source,native,args,result", [
    ("import collections\ndef port(n, xs):\n    return [x for x, _ in collections.Counter(xs).most_common(n)]\n",
     "heapq:nlargest", (1, "aab"), ["a"]),
    ("import statistics\ndef port(x):\n    return statistics.pstdev([x, -x])\n", "math:sqrt", (2.0,), 2.0),
    ("import heapq\ndef port(n, xs):\n    return heapq.nlargest(n, xs, key=lambda x: -x)\n",
     "heapq:nsmallest", (1, [2, 1]), [1]),
    ("import json\ndef port(x):\n    return json.loads(json.dumps(x))\n", "re:compile", ([1],), [1]),
    ("import time\ndef port(x):\n    return time.strptime(x, '%Y')[0]\n", "_strptime:_strptime", ("2020",), 2020),
    ("def port(x):\n    return [*str(x)]\n", "builtins:str.split", (12,), ["1", "2"]),
])
def test_what_the_rest_of_the_standard_library_does_with_native_is_its_own(module, source, native, args, result):
    module(source)
    assert apart(native)(*args) == result


def test_methods_of_builtin_classes_are_seen(module):
    module("def port(x):\n    return x.upper()\n")
    with pytest.raises(NativeIsAbsent, match="moved_port.py:2 calls upper"):
        apart("builtins:str.upper")("a")


def test_tables_are_as_they_were_after_the_call(module):
    module("from heapq import nsmallest\nTABLE = {'f': nsmallest}\n"
           "def port(n, xs, f=nsmallest):\n    TABLE['g'] = 1\n    return sorted(xs)[:n]\n")
    assert apart("heapq:nsmallest")(1, [2, 1]) == [1]
    import heapq

    import moved_port
    assert moved_port.TABLE == {"f": heapq.nsmallest, "g": 1}
    assert moved_port.nsmallest is moved_port.port.__defaults__[0] is heapq.nsmallest


def test_a_library_that_translators_import_is_out_of_reach_in_every_way(module):
    module("class Money:\n    def __init__(self, n):\n        self.n = n\n\ndef f(x):\n    return x\n", "moved_library")
    module("import sys\nimport moved_library\nimport lockstep\n"
           "class Cents:\n    def __init__(self, n):\n        self.n = n\n\n"
           "@lockstep.mapping(moved_library.Money, Cents, values='int')\nclass Map:\n"
           "    def to_port(x):\n        return Cents(x.n)\n"
           "    def to_native(x):\n        return moved_library.Money(x.n)\n"
           "def default(x, f=moved_library.f):\n    return f(x)\n"
           "TABLE = {1: moved_library}\ndef table(x):\n    return TABLE[1].f(x)\n"
           "def modules(x):\n    return sys.modules['moved_library'].f(x)\n"
           "def again(x):\n    import importlib\n    return importlib.__import__('moved_library').f(x)\n"
           "def honest(x):\n    return x\n")
    one = lambda name: relocated("moved_port:" + name, "independence", ["moved_port"], "moved_library:f")  # noqa: E731
    import moved_library
    for name in ("default", "table", "again"):
        with pytest.raises(NativeIsAbsent):
            one(name)(1)
    with pytest.raises(KeyError):
        one("modules")(1)
    assert type(one("honest")(moved_library.Money(3))) is moved_library.Money
    assert sys.modules["moved_library"] is moved_library


def test_a_singleton_is_called_apart_and_shipped(module):
    module("import lockstep\n@lockstep.singleton(any)\nclass port:\n    def __call__(self, xs):\n        return xs == [1]\n")
    assert relocated("moved_port:port", "independence", ["moved_port"], "builtins:any")([1]) is True
    assert relocated("moved_port:port", "shippable", ["moved_port"], "builtins:any")([1]) is True


def test_a_library_of_one_package_loses_only_native(module):
    module("def native(x):\n    return x\n\ndef helper(x):\n    return x\n\n"
           "def port(x):\n    return helper(x)\n\ndef lazy(x):\n    return native(x)\n")
    assert apart("moved_port:native")(1) == 1
    with pytest.raises(NativeIsAbsent):
        relocated("moved_port:lazy", "independence", [], "moved_port:native")(1)


def test_what_is_standard():
    assert is_standard("heapq") and is_standard("sys") and is_standard("builtins")
    assert not is_standard("pytest")
    assert Isolation("heapq:merge", "mypkg:merge", [])


def test_a_port_arrives_without_its_module(module):
    pytest.importorskip("cloudpickle")
    module("BASE = 10\n\ndef plus(x):\n    return x + BASE\n", "moved_helper")
    module("import moved_helper\n\ndef port(x):\n    return moved_helper.plus(x * 2)\n")
    function = relocated("moved_port:port", "shippable", [], "builtins:abs")
    assert function(4) == 18
    assert not {"moved_port", "moved_helper"} & set(__import__("sys").modules)


def test_a_port_that_cannot_be_pickled_says_why_in_each_call(module):
    pytest.importorskip("cloudpickle")
    module("import threading\nLOCK = threading.Lock()\n\ndef port(x):\n    with LOCK:\n        return x\n")
    function = relocated("moved_port:port", "shippable", [], "builtins:abs")
    with pytest.raises(NotShippable, match="lock"):
        function(1)


def test_without_cloudpickle_nothing_is_delivered(module, monkeypatch):
    module("def port(x):\n    return x\n")
    monkeypatch.setattr(by_value, "_SENDER", "import sys; sys.modules['cloudpickle'] = None\n" + by_value._SENDER)
    with pytest.raises(LoadFailed, match="cloudpickle is not installed"):
        relocated("moved_port:port", "shippable", [], "builtins:abs")


@pytest.fixture(autouse=True)
def nothing_is_left_behind():
    import builtins
    import importlib
    import sys
    before = builtins.__import__, importlib.import_module, list(sys.meta_path)
    yield
    assert (builtins.__import__, importlib.import_module) == before[:2]
    sys.meta_path[:] = before[2]

"""Values of the standard library, as expressions, and how each of them encodes here.

Run as a program it prints one line per expression: its index and the encoding in hexadecimal.
"""

from client import building
from lockstep.worker.values.expression import Expressions

# Of one kind each: no two of a group are the same to whoever looks at everything.
GROUPS = {
    "Decimal": """
        decimal.Decimal('1')
        decimal.Decimal('1.0')
        decimal.Decimal('-1')
        decimal.Decimal('0')
        decimal.Decimal('-0')
        decimal.Decimal('0E+3')
        decimal.Decimal('1E+3')
        decimal.Decimal('1000')
        decimal.Decimal('Infinity')
        decimal.Decimal('-Infinity')
        decimal.Decimal('NaN')
        decimal.Decimal('-NaN')
        decimal.Decimal('NaN7')
        decimal.Decimal('sNaN')
        decimal.Decimal('sNaN7')
        decimal.Decimal(1).scaleb(400)
        1
        1.0
    """,
    "Context": """
        decimal.Context(prec=5)
        decimal.Context(prec=6)
        decimal.Context(prec=5, rounding='ROUND_UP')
        decimal.Context(prec=5, traps=[])
        decimal.Context(prec=5, flags=[decimal.Inexact])
        decimal.Context(prec=5, flags=[decimal.Rounded, decimal.Inexact])
    """,
    "Fraction": """
        fractions.Fraction(1, 2)
        fractions.Fraction(-1, 2)
        fractions.Fraction(2, 1)
        fractions.Fraction(10 ** 5000, 3)
        2
    """,
    "date": """
        datetime.date(2020, 2, 29)
        datetime.date(2020, 3, 29)
        datetime.datetime(2020, 2, 29)
        datetime.timedelta(1)
        datetime.timedelta(0, 1)
        datetime.timedelta(0, 0, 1)
        datetime.timedelta(-1)
    """,
    "datetime": """
        datetime.datetime(2020, 10, 25, 2, 30)
        datetime.datetime(2020, 10, 25, 2, 30, fold=1)
        datetime.datetime(2020, 10, 25, 2, 30, 0, 1)
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=datetime.timezone.utc)
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=datetime.timezone(datetime.timedelta(0), 'UTC'))
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=datetime.timezone(datetime.timedelta(0, 60)))
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=zoneinfo.ZoneInfo('Europe/Paris'))
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=zoneinfo.ZoneInfo('Europe/Paris'), fold=1)
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=zoneinfo.ZoneInfo('Europe/Berlin'))
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=zoneinfo.ZoneInfo.no_cache('Europe/Paris'))
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=standard_kinds.Zone(1))
        datetime.datetime(2020, 10, 25, 2, 30, tzinfo=standard_kinds.Zone(2))
    """,
    "time": """
        datetime.time(2, 30)
        datetime.time(2, 30, fold=1)
        datetime.time(2, 30, tzinfo=datetime.timezone.utc)
        time.gmtime(0)
        time.struct_time((1970, 1, 1, 0, 0, 0, 3, 1, 0))
        time.struct_time((1970, 1, 1, 0, 0, 0, 3, 1, 0), {'tm_zone': 'UTC', 'tm_gmtoff': 0})
        (1970, 1, 1, 0, 0, 0, 3, 1, 0)
    """,
    "UUID": """
        uuid.UUID(int=5)
        uuid.UUID(int=6)
        uuid.UUID(int=2 ** 63 + 5)
        uuid.UUID(int=2 ** 127 + 5)
        uuid.UUID(int=5, is_safe=uuid.SafeUUID.safe)
    """,
    "path": """
        pathlib.PurePosixPath('a/b')
        pathlib.PurePosixPath('/a/b')
        pathlib.PurePosixPath('//a/b')
        pathlib.PurePosixPath('a/B')
        pathlib.PurePosixPath('a/../b')
        pathlib.PurePosixPath()
        pathlib.PosixPath('a/b')
        pathlib.PureWindowsPath('a/b')
        pathlib.PureWindowsPath('c:a/b')
        pathlib.PureWindowsPath('c:/a/b')
    """,
    "deque": """
        collections.deque([1, 2])
        collections.deque([2, 1])
        collections.deque([1, 2], 2)
        collections.deque([1, 2], 3)
        collections.deque([1, True])
        [1, 2]
    """,
    "dict": """
        {1: 2, 3: 4}
        collections.OrderedDict([(1, 2), (3, 4)])
        collections.OrderedDict([(3, 4), (1, 2)])
        collections.defaultdict(None, {1: 2, 3: 4})
        collections.defaultdict(int, {1: 2, 3: 4})
        collections.defaultdict(list, {1: 2, 3: 4})
        standard_kinds.Defaults(int, {1: 2, 3: 4})
        standard_kinds.Defaults(list, {1: 2, 3: 4})
        collections.Counter({1: 2, 3: 4})
        collections.Counter({3: 4, 1: 2})
        collections.ChainMap({1: 2}, {3: 4})
        collections.ChainMap({1: 2, 3: 4})
        collections.ChainMap({1: 2}, {3: 4}, {})
        types.MappingProxyType({1: 2, 3: 4})
        types.MappingProxyType({1: 2, 3: 5})
        types.MappingProxyType(collections.OrderedDict([(1, 2), (3, 4)]))
        {1: 2, 3: 4}.keys()
        {1: 2, 3: 4}.values()
        {1: 2, 3: 4}.items()
        {3: 4, 1: 2}.items()
        collections.OrderedDict([(1, 2), (3, 4)]).items()
    """,
    "text keys": """
        {'a': 1}
        {standard_kinds.Text('a'): 1}
        types.SimpleNamespace(**{'a': 1})
        types.SimpleNamespace(a=True)
        types.SimpleNamespace(a=1, b=2)
        types.SimpleNamespace(b=2, a=1)
        types.SimpleNamespace(**{'no name': 1})
        standard_kinds.with_key(standard_kinds.Text('a'))
        standard_kinds.with_key('a')
    """,
    "array": """
        array.array('i', [1, 2])
        array.array('l', [1, 2])
        array.array('i', [2, 1])
        array.array('d', [1, 2])
        array.array('d', [0.0])
        array.array('d', [-0.0])
        array.array('d', bytes.fromhex('010000000000f07f'))
        array.array('f', bytes.fromhex('0100807f'))
        array.array('f', bytes.fromhex('0200807f'))
        array.array('i')
        array.array('u', 'ab')
        [1, 2]
    """,
    "buffer": """
        io.StringIO('abc')
        io.StringIO('abd')
        io.StringIO('abc', newline=None)
        io.StringIO('abc', newline='')
        standard_kinds.moved(io.StringIO('abc'), 1)
        standard_kinds.moved(io.StringIO('abc'), 9)
        standard_kinds.closed(io.StringIO('abc'))
        io.BytesIO(b'abc')
        standard_kinds.moved(io.BytesIO(b'abc'), 1)
        standard_kinds.closed(io.BytesIO(b'abc'))
        standard_kinds.Buffer('abc')
        standard_kinds.moved(standard_kinds.Buffer('abc'), 1)
    """,
    "Pattern": """
        re.compile('a')
        re.compile('b')
        re.compile(b'a')
        re.compile('a', re.I)
        re.compile('(?i)a')
        re.compile('a', re.A)
    """,
    "Match": """
        re.match('(a)|(b)', 'a')
        re.match('(a)|(c)', 'a')
        re.match('(a)|(b)', 'b')
        re.match('(a)|(b)', 'ab')
        re.compile('(a)|(b)').match('ab', 0, 1)
        re.compile('(a)|(b)').match('ba', 1)
        list(re.finditer('(a)|(b)', 'ab'))[1]
        re.compile('a|ab').fullmatch('ab')
        re.compile('a|ab').match('ab')
        re.match('(a)', 'a')
        re.match('((a))', 'a')
    """,
    "partial": """
        functools.partial(int)
        functools.partial(float)
        functools.partial(int, '5')
        functools.partial(int, base=3)
        functools.partial(int, '5', base=3)
        functools.partial(dict, a=1, b=2)
        functools.partial(dict, b=2, a=1)
    """,
    "operator": """
        operator.itemgetter(1)
        operator.itemgetter((1,))
        operator.itemgetter(1, 2)
        operator.itemgetter((1, 2))
        operator.attrgetter('a')
        operator.attrgetter('a.b')
        operator.attrgetter('a', 'b')
        operator.methodcaller('a')
        operator.methodcaller('a', 1)
        operator.methodcaller('a', k=1)
        operator.methodcaller('a', 1, k=1, l=2)
        operator.methodcaller('a', 1, l=2, k=1)
    """,
    "names": """
        len
        max
        int
        float
        str.join
        dict.fromkeys
        collections.OrderedDict.fromkeys
        re.compile
        datetime.datetime.utcnow
        types
        re
        'a'.join
        'b'.join
        type(None)
        types.MappingProxyType
        [].append
    """,
    "generic": """
        typing.List[int]
        typing.List[str]
        typing.Optional[int]
        typing.Union[int, str]
        typing.Dict[str, typing.List[int]]
        typing.Callable[[int], str]
    """,
    "range": """
        range(3)
        range(0, 4, 2)
        range(0, 3, 2)
        slice(3)
        slice(0, 3)
        slice(0, 3, 1)
        slice(0, 3, True)
    """,
    "memoryview": """
        memoryview(b'abcd')
        memoryview(bytearray(b'abcd'))
        memoryview(b'abcd').cast('b')
        memoryview(b'abcd').cast('h')
        memoryview(b'abcd').cast('B', [2, 2])
        memoryview(b'abce')
        b'abcd'
    """,
    "iterator": """
        iter([1, 2])
        iter((1, 2))
        standard_kinds.advanced(iter([0, 1, 2]), 2)
        map(int, [1, 2])
        filter(None, [1, 2])
        itertools.chain([1], [2])
        itertools.islice([1, 2], None)
        iter([])
        (n for n in [1, 2])
    """,
    "struct": """
        struct.Struct('<i')
        struct.Struct('>i')
    """,
    "ipaddress": """
        ipaddress.ip_address('10.0.0.1')
        ipaddress.ip_interface('10.0.0.1/8')
        ipaddress.ip_network('10.0.0.0/8')
        ipaddress.ip_network('10.0.0.0/9')
    """,
    "number": """
        10 ** 5000
        10 ** 5000 + 1
        -(10 ** 5000)
        1
        True
    """,
}
# Encoded, though nothing makes them again.
SEEN = """
    weakref.ref(standard_kinds.ONE)
    weakref.ref(standard_kinds.TWO)
    weakref.ref(standard_kinds.Zone(1))
    weakref.ref(standard_kinds.ONE, len)
    weakref.WeakSet([standard_kinds.ONE])
    weakref.WeakSet([standard_kinds.TWO])
    weakref.WeakSet([standard_kinds.TWO, standard_kinds.ONE])
    weakref.WeakValueDictionary({1: standard_kinds.ONE})
    weakref.WeakKeyDictionary({standard_kinds.ONE: 1})
    super(bool, True)
    super(bool, False)
"""
# The same value, new on the left and much used on the right.
USED = {
    "pathlib.PosixPath('a/b')": "standard_kinds.used(pathlib.PosixPath('a/b'))",
    "pathlib.PurePosixPath('a//b/.')": "standard_kinds.used(pathlib.PurePosixPath('a/b'))",
    "datetime.datetime(2020, 1, 2)": "standard_kinds.used(datetime.datetime(2020, 1, 2))",
    "decimal.Decimal('1E+9')": "standard_kinds.small_letters(decimal.Decimal('1E+9'))",
    "ipaddress.ip_network('10.0.0.0/8')": "standard_kinds.used(ipaddress.ip_network('10.0.0.0/8'))",
    "re.compile('a')": "standard_kinds.used(re.compile('a', re.U))",
    "fractions.Fraction(1, 2)": "standard_kinds.used(fractions.Fraction(2, 4))",
    "zoneinfo.ZoneInfo('Europe/Paris')": "standard_kinds.used(zoneinfo.ZoneInfo('Europe/Paris'))",
    "uuid.UUID(int=5)": "standard_kinds.used(uuid.UUID(int=5))",
    "collections.deque([1, 2])": "standard_kinds.rotated(collections.deque([2, 1]))",
    "frozenset('ab')": "standard_kinds.used(frozenset('ba'))",
}


def expressions(text):
    return [line.strip() for line in text.strip().splitlines()]


def every():
    """In one order everywhere."""
    found = [text for group in GROUPS.values() for text in expressions(group)]
    return found + expressions(SEEN)


def value(text):
    return Expressions().evaluate(text)


def encoded(anything):
    return building().encode(anything)


def main():
    for number, text in enumerate(every()):
        try:
            print(number, encoded(value(text)).hex())
        except Exception as error:
            print(number, "%s: %s" % (type(error).__name__, error))


if __name__ == "__main__":
    main()

"""Plays a sequence of operations on a class, statement by statement."""
import pickle
import re
import sys

from pieces.sequence_watched import OBSERVE, home, made
from pieces.show import inside, show

__SHOW__ = None  # statements
__CLASS__ = "deque"
__STEP__ = __BEFORE__ = None
__PICKLED__ = False
__REPEATS__ = 0
__ATTRIBUTES__ = ["maxlen"]
__RAISED__ = repr
# --- in the script:


import ast, copy
from collections import abc

MODULE = sys.argv[1].partition(":")[0]
CLASS, STEP, PICKLED, BEFORE, REPEATS = __CLASS__, __STEP__, __PICKLED__, __BEFORE__, __REPEATS__
SELVES = []  # the classes of the instances
__SHOW__

def nameless(text):
    for kind in SELVES:
        names = (kind.__module__ + "." + kind.__qualname__, kind.__qualname__, kind.__name__)
        text = re.sub(r"(?<!\w)(?:%s)(?!\w)" % "|".join(map(re.escape, names)), "<class>", text)
    return re.sub("0x[0-9a-f]+", "0x...", text)

def observe(o, pickled=False):
    if OBSERVE:
        return eval(OBSERVE, dict(vars(home), o=o))
    seen, iterator = {}, hasattr(type(o), "__next__")
    looks = {"repr": lambda: nameless(repr(o)), "len": lambda: len(o), "vars": lambda: public(o),
             "list": lambda: iterator or [item for _, item in zip(range(64), o)],
             "equals its copy": lambda: iterator or bool(copy.copy(o) == o)}
    if not pickled:
        looks["pickled"] = lambda: observe(pickle.loads(pickle.dumps(o, 4)), True)
    for name, look in looks.items():
        try:
            seen[name] = look()
        except Exception as error:
            seen[name] = "no pickle" if name == "pickled" else type(error).__qualname__
    return seen

def public(o):
    return {name: getattr(o, name, "none") for name in __ATTRIBUTES__}

plain, plain_inside = show, inside

def inside(value, kind):
    if kind in SELVES:
        try:
            return ("instance", observe(value))
        except Exception as error:
            return ("instance", type(error).__qualname__)
    return plain_inside(value, kind)

def show(value, open_=()):
    if type(value) in SELVES and id(value) not in open_:
        return plain(inside(value, type(value)), open_ + (id(value),))
    return plain(value, open_)

def shown(method, value):
    if method == "__hash__" and type(value) is int:
        return "a hash"
    if method in ("__repr__", "__str__", "__format__") and type(value) is str:
        return ascii(nameless(value))
    for kind in (abc.KeysView, abc.ItemsView, abc.ValuesView):
        if isinstance(value, kind) and type(value) not in SELVES:
            return kind.__name__ + " of " + show(list(value))
    return show(value)

def play(sequence, passed):
    names, lines = dict(globals(), **{CLASS: made}), []
    for statement in sequence.strip().splitlines():
        name, call = re.fullmatch(r"(?:(o|r[0-9]+) = )?(.*)", statement).groups()
        if PICKLED and "o" in names and type(names["o"]) in SELVES:
            try:
                names["o"] = pickle.loads(pickle.dumps(names["o"], 4))
            except BaseException as error:
                return lines + ["cannot be pickled: " + type(error).__name__]
        node = ast.parse(call, mode="eval").body
        part = lambda node: eval(compile(ast.Expression(node), "<sequence>", "eval"), names)
        try:
            args = [part(arg) for arg in node.args]
            kwargs = {key.arg: part(key.value) for key in node.keywords}
            passed.append(show((args, kwargs)) if BEFORE else (args, kwargs))
            value = part(node.func)(*args, **kwargs)
            method = re.match(r"(?:o|r[0-9]+)\.(\w+)\(", call)
            if not method:
                SELVES.append(type(value))
            later = name and hasattr(type(value), "__next__")
            what = "an iterator" if later else shown(method and method.group(1), value)
            did = "returned " + what if method else "made"
            if name or not method:
                names[name or "r%d" % len(lines)] = value
        except BaseException as error:
            did = "raised " + __RAISED__(error)
        instances = [names[key] for key in sorted(names) if re.fullmatch("o|r[0-9]+", key)]
        states = [show(value) for value in instances if type(value) in SELVES]
        lines.append("%s -> %s; state: %s" % (statement, did, "; ".join(states)))
    return lines

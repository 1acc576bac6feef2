"""Applies the user's codecs. None is believed: an object is taken apart twice, made again and taken
apart once more, and where these differ it is unencodable."""

from typing import Any, Callable, Dict, List, Optional

from ...api import codecs
from ..target.loader import LoadFailed, load_module
from ..target.names import class_name, mro
from . import tags
from .encoder import Encoder
from .identity import known_as
from .item import Item, Structured, Unencodable
from .object_forms import parts as parts_of

Take = Callable[[Any], Structured]


def load_codecs(modules: List[str]) -> "Codecs":
    """Imports the modules. Raises LoadFailed, also for one that registers nothing."""
    found: List[codecs.Registered] = []
    for name in modules:
        module = load_module(name)
        own = [each for each in codecs.REGISTERED if each.function.__module__ == module.__name__]
        if not own:
            advice = "decorate a function with @lockstep.codec(CLASS)"
            raise LoadFailed("name", "module %r registers no codec: %s" % (name, advice))
        found += own
    return Codecs(found)


class Codecs:
    """Of the modules that the manifest names; what others register has no say."""

    def __init__(self, registered: List[codecs.Registered]) -> None:
        self._known: Dict[str, codecs.Registered] = {}
        self._checking = False
        for each in registered:
            named = each.cls if isinstance(each.cls, str) else class_name(each.cls)
            self._known[named] = each

    def __call__(self, value: Any, cls: type, take: Take) -> Optional[Structured]:
        """None where no codec is for the class."""
        name = class_name(cls)
        known = self._known.get(name)
        if known is None or not (isinstance(known.cls, str) or known.cls is cls):
            return None
        name = known_as(cls)
        told = _told(name, known.function, value)
        if not self._checking:
            self._checking = True  # what is inside is checked in its own turn
            try:
                _check(name, known.function, value, told, take)
            finally:
                self._checking = False
        return _structured(name, told)


def _told(name: str, function: Callable[..., Any], value: Any) -> Any:
    try:
        told = function(value)
    except BaseException as error:
        raise Unencodable("%s: its codec raised %s" % (name, class_name(type(error)))) from None
    if type(told) not in (codecs.Made, codecs.Parts):
        raise Unencodable("%s: its codec gave neither made() nor parts()" % name)
    return told


def _structured(name: str, told: Any) -> Structured:
    if type(told) is codecs.Parts:
        return parts_of(name, **told.named)
    flat = [part for pair in told.keywords.items() for part in pair]
    return tags.OBJECT, Item.array([name, "call", told.function, told.args, Item.array(flat)])


def _check(name: str, function: Callable[..., Any], value: Any, told: Any, take: Take) -> None:
    data = _bytes(name, told, take)
    if _bytes(name, _told(name, function, value), take) != data:
        raise Unencodable("%s: its codec tells two things of one object" % name)
    if type(told) is codecs.Parts:
        return
    try:
        again = told.function(*told.args, **told.keywords)
    except BaseException as error:
        reason = "%s: what its codec says does not make it again: %s"
        raise Unencodable(reason % (name, class_name(type(error)))) from None
    if type(again) is not type(value) or _bytes(name, _told(name, function, again), take) != data:
        raise Unencodable("%s: what its codec says makes another object" % name)
    if _says_unequal(value, again):
        raise Unencodable("%s: what its codec says makes an object that is not equal" % name)


def _bytes(name: str, told: Any, take: Take) -> bytes:
    # What was told stands for the object itself.
    return Encoder(lambda each: _structured(name, told) if each is told else take(each)).encode(told)


def _says_unequal(value: Any, again: Any) -> bool:
    """Whether the class knows what is equal, and says that these two are not."""
    if not any("__eq__" in vars(base) for base in mro(type(value)) if base is not object):
        return False
    try:
        return (value == value) is True and (value == again) is False
    except BaseException:
        return False

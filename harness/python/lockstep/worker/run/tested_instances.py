"""The instances of the class under test: in a result they are what is observed of them, whatever
the class is called and however it is made."""

import re
from typing import Any, Callable, List, Optional, Sequence, Tuple

from ..target.addresses import without_addresses
from ..target.names import module_name
from ..values import identity, tags
from ..values.item import Item, Structured
from .earlier import Earlier

NAME = "lockstep:Self"
_TEXTS = ("__repr__", "__str__", "__format__")


def _of_target(target: str) -> Tuple[str, str, str]:
    module, _, name = target.partition(":")
    return module, name, name.rpartition(".")[2]


class TestedInstances:
    """Stands before the user's codecs. ``observe`` is (instance) -> its state. What the class is
    called is left out of texts, and so is what ``others`` ("module:qualname") are: a text of the user's
    that is one of these names is then the same on all sides."""

    def __init__(
        self, cls: Any, observe: Callable[[Any], Any], codecs: Optional[Any], others: Sequence[str] = ()
    ) -> None:
        self.classes: List[type] = []
        self._others = [_of_target(other) for other in others]
        self._names: Optional[Any] = None
        self._observe = observe
        self._codecs = codecs
        if isinstance(cls, type):
            self._add(cls)

    def meet(self, instance: Any) -> None:
        """What the constructor gave is an instance, whatever the constructor is."""
        cls = type(instance)
        if not self.is_one(cls):
            self._add(cls)
            identity.meet(cls)

    def _add(self, cls: type) -> None:
        self.classes.append(cls)
        all_names = [(module_name(known), known.__qualname__, known.__name__) for known in self.classes]
        names = [r"(?:%s\.)?(?:%s|%s)" % tuple(re.escape(part) for part in one)
                 for one in all_names + self._others]
        self._names = re.compile(r"(?<!\w)(?:%s)(?!\w)" % "|".join(names))

    def is_one(self, cls: type) -> bool:
        for known in self.classes:
            if known is cls:
                return True
        return False

    def __call__(self, value: Any, cls: type, structure: Any) -> Optional[Structured]:
        if cls is Earlier:
            return tags.EXPR, value.text
        if not self.is_one(cls):
            return None if self._codecs is None else self._codecs(value, cls, structure)
        try:
            told = ["state", self._observe(value)]
        except BaseException as error:
            error.__traceback__ = None
            told = ["raised", error]
        return tags.OBJECT, Item.array([NAME, "parts", Item.array(told)])

    def neutral(self, operation: str, result: Any) -> Any:
        """A result without what the class is called, where that is no contract: hashes, and the
        texts that show an instance."""
        if operation == "__hash__" and type(result) is int:
            return "<hash>"
        if operation in _TEXTS and type(result) is str:
            return self.nameless(result)
        return result

    def nameless(self, text: str) -> str:
        if self._names is not None:
            text = self._names.sub("<class>", text)
        return without_addresses(text)

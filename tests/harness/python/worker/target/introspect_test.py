"""What loading a target teaches: signature, examples, constants; and what a bad name says."""

import datetime
import os
import sys
import typing

import pytest
from client import TARGETS

sys.path.insert(0, TARGETS)
import plain  # noqa: E402

from lockstep.worker.target import introspect  # noqa: E402
from lockstep.worker.target.annotation import annotation_text  # noqa: E402
from lockstep.worker.target.doctests import argument_lists  # noqa: E402
from lockstep.worker.target.loader import LoadFailed, load  # noqa: E402

T = typing.TypeVar("T")
B = typing.TypeVar("B", bound=int)


def test_signature_by_parameter():
    assert introspect.signature(plain.annotated) == [
        ["n", "POSITIONAL_OR_KEYWORD", None, "int"],
        ["rest", "VAR_POSITIONAL", None, "list[int]"],
        ["key", "KEYWORD_ONLY", "'a'", "str"],
        ["more", "VAR_KEYWORD", None, "float"],
    ]


def test_a_method_without_a_module_is_at_home_where_its_class_is():
    assert introspect.own_modules(datetime.time.fromisoformat, "a:f", ["b:f"]) == ["a", "b", "datetime"]
    assert introspect.own_modules(datetime.time.isoformat, "a:f", [None]) == ["a", "datetime"]
    assert introspect.own_modules(len, "a:f", []) == ["a"]


@pytest.mark.parametrize(
    "annotation,text",
    [
        (int, "int"),
        ("list[int]", "list[int]"),
        (None, "None"),
        (typing.List[int], "list[int]"),
        (typing.List, "list"),
        (typing.Dict[str, typing.List[float]], "dict[str, list[float]]"),
        (typing.Optional[int], "int | None"),
        (typing.Union[int, str], "int | str"),
        (typing.Tuple[int, ...], "tuple[int, ...]"),
        (typing.Callable[[int], bool], "Callable[[int], bool]"),
        (typing.Callable[..., bool], "Callable[..., bool]"),
        (typing.Any, "Any"),
        (typing.Iterable[int], "Iterable[int]"),
        (typing.List["int"], "list[int]"),
        (T, "Any"),
        (B, "int"),
        (os.PathLike, "os.PathLike"),
    ],
    ids=str,
)
def test_annotations_as_text(annotation, text):
    assert annotation_text(annotation) == text


@pytest.mark.skipif(sys.version_info < (3, 10), reason="newer syntax")
def test_newer_annotations_as_text():
    assert annotation_text(eval("int | None")) == "int | None"
    assert annotation_text(eval("list[tuple[int, str]]")) == "list[tuple[int, str]]"
    assert annotation_text(typing.Literal["C", 2]) == "Literal['C', 2]"
    assert annotation_text(typing.Annotated[int, "m"]) == "Annotated[int, 'm']"


def test_doctests_become_argument_lists():
    about = introspect.about(plain.annotated, plain, "plain:annotated")
    assert about["doctests"] == ["3, [1,               2], key=\"b\"", "4"]
    doc = ">>> m.f(x)\n>>> f(*a)\n>>> g(f(1), f(len('a')))\n>>> f(lambda y: y)\n>>> f(("
    assert argument_lists(doc, "f") == ["1", "len('a')", "lambda y: y"]


def test_constants_are_mined():
    mined = introspect.constants(plain.annotated)
    assert {12345, 6789, "left", "right", "a"} <= set(mined)
    assert plain.annotated.__doc__ not in mined


def test_sources_and_threads():
    about = introspect.about(plain.annotated, plain, "plain:annotated")
    assert about["sources"] == [os.path.abspath(plain.__file__)]
    assert about["threads"] >= 1
    assert introspect.about(len, os, "builtins:len")["constants"] == []


def test_the_brief_answer_is_part_of_the_whole_one():
    about = introspect.about(plain.annotated, plain, "plain:annotated")
    brief = introspect.brief(plain.annotated, plain)
    assert brief and {**about, **brief} == about


@pytest.mark.parametrize(
    "name,kind,text",
    [
        ("heapq:nsmalest", "name", "did you mean 'nsmallest'?"),
        ("heapqq:nsmallest", "name", "no module named 'heapqq'; did you mean 'heapq'?"),
        ("no_such_module_anywhere_qq:f", "name", "is its directory in the manifest's path?"),
        ("heapq.nsmallest:*", "name", "no module named 'heapq.nsmallest'; did you mean 'heapq:nsmallest'?"),
        ("xml.etre:x", "name", "did you mean 'etree'?"),
        ("heapq", "name", "module:name"),
        ("broken_by_import:f", "import", "ZeroDivisionError: division by zero"),
        ("broken_by_missing:f", "import", "No module named 'surely_not_there'"),
        ("collections:OrderedDict.gett", "name", "has no attribute 'gett'; did you mean 'get'?"),
    ],
)
def test_bad_names_say_what_to_do(name, kind, text):
    with pytest.raises(LoadFailed) as caught:
        load(name)
    assert caught.value.kind == kind and text in caught.value.error


def test_dotted_names_resolve():
    assert load("collections:OrderedDict.fromkeys").value is not None
    assert load("os.path:join").value is os.path.join

#include "harness/manifest/type_names.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "harness/manifest/suggest.h"

namespace lockstep {
namespace {

using Form = TypeName::Form;
using Kind = Domain::Kind;

constexpr std::string_view kArrays = "arrays are not generated yet";
constexpr std::string_view kFrames = "data frames are not generated yet";
constexpr std::string_view kAsync = "asynchronous values are not generated yet";
constexpr std::string_view kTypes =
    "classes as arguments are not generated yet; list them with Expr(...)";

constexpr TypeName kTypeNames[] = {
    {"int", Form::kPlain, Kind::kInt},
    {"float", Form::kPlain, Kind::kFloat},
    {"bool", Form::kPlain, Kind::kBool},
    {"str", Form::kPlain, Kind::kStr},
    {"bytes", Form::kPlain, Kind::kBytes},
    {"bytearray", Form::kPlain, Kind::kByteArray},
    {"complex", Form::kPlain, Kind::kComplex},
    {"None", Form::kPlain, Kind::kNone},
    {"NoneType", Form::kPlain, Kind::kNone},
    {"Any", Form::kPlain, Kind::kAny},
    {"object", Form::kPlain, Kind::kAny},
    {"JSON", Form::kPlain, Kind::kJson},
    {"PyObj", Form::kPlain, Kind::kPyObj},
    {"FiniteFloat", Form::kPlain, Kind::kFloat},
    {"Text", Form::kPlain, Kind::kStr},
    {"list", Form::kSequence, Kind::kList},
    {"List", Form::kSequence, Kind::kList},
    {"set", Form::kSequence, Kind::kSet},
    {"Set", Form::kSequence, Kind::kSet},
    {"MutableSet", Form::kSequence, Kind::kSet},
    {"frozenset", Form::kSequence, Kind::kFrozenSet},
    {"FrozenSet", Form::kSequence, Kind::kFrozenSet},
    {"Iterator", Form::kSequence, Kind::kIterator},
    {"Generator", Form::kAlias, Kind::kIterator, "Iterator[%]"},
    {"MutableSequence", Form::kSequence, Kind::kList},
    {"dict", Form::kMapping, Kind::kDict},
    {"Dict", Form::kMapping, Kind::kDict},
    {"Mapping", Form::kMapping, Kind::kDict},
    {"MutableMapping", Form::kMapping, Kind::kDict},
    {"tuple", Form::kTuple, Kind::kTuple},
    {"Tuple", Form::kTuple, Kind::kTuple},
    {"Union", Form::kUnion},
    {"Optional", Form::kOptional},
    {"Literal", Form::kLiteral},
    {"Annotated", Form::kAnnotated},
    {"Callable", Form::kCallable},
    {"Iterable", Form::kAlias, Kind::kUnion, "list[%] | tuple[%, ...] | Iterator[%]"},
    {"Sequence", Form::kAlias, Kind::kUnion, "list[%] | tuple[%, ...]"},
    {"Collection", Form::kAlias, Kind::kUnion, "list[%] | tuple[%, ...]"},
    {"Reversible", Form::kAlias, Kind::kUnion, "list[%] | tuple[%, ...]"},
    {"Container", Form::kAlias, Kind::kUnion, "list[%] | tuple[%, ...]"},
    {"AbstractSet", Form::kAlias, Kind::kUnion, "set[%] | frozenset[%]"},
    {"Hashable", Form::kAlias, Kind::kUnion, "int | str | float | None | tuple[int, ...]"},
    {"Sized", Form::kAlias, Kind::kUnion, "list[int] | str | dict[str, int]"},
    {"Buffer", Form::kAlias, Kind::kUnion, "bytes | bytearray"},
    {"ByteString", Form::kAlias, Kind::kUnion, "bytes | bytearray"},
    {"AnyStr", Form::kAlias, Kind::kUnion, "str | bytes"},
    {"Number", Form::kAlias, Kind::kUnion, "int | float | complex"},
    {"Real", Form::kAlias, Kind::kUnion, "int | float"},
    {"Integral", Form::kAlias, Kind::kInt, "int"},
    {"SupportsIndex", Form::kAlias, Kind::kInt, "int"},
    {"SupportsInt", Form::kAlias, Kind::kUnion, "int | float"},
    {"SupportsFloat", Form::kAlias, Kind::kUnion, "float | int"},
    {"NDArray", Form::kUnsupported, Kind::kUnsupported, kArrays},
    {"NDArray2", Form::kUnsupported, Kind::kUnsupported, kArrays},
    {"NDSquare", Form::kUnsupported, Kind::kUnsupported, kArrays},
    {"ndarray", Form::kUnsupported, Kind::kUnsupported, kArrays},
    {"ArrayLike", Form::kUnsupported, Kind::kUnsupported, kArrays},
    {"DataFrame", Form::kUnsupported, Kind::kUnsupported, kFrames},
    {"Series", Form::kUnsupported, Kind::kUnsupported, kFrames},
    {"Self", Form::kPlain, Kind::kSelf},
    {"Awaitable", Form::kUnsupported, Kind::kUnsupported, kAsync},
    {"Coroutine", Form::kUnsupported, Kind::kUnsupported, kAsync},
    {"AsyncIterator", Form::kUnsupported, Kind::kUnsupported, kAsync},
    {"AsyncIterable", Form::kUnsupported, Kind::kUnsupported, kAsync},
    {"type", Form::kUnsupported, Kind::kUnsupported, kTypes},
    {"Type", Form::kUnsupported, Kind::kUnsupported, kTypes},
};

constexpr std::pair<std::string_view, Kind> kGrammars[] = {
    {"JsonText", Kind::kStr},      {"IsoDateText", Kind::kStr},    {"DecimalText", Kind::kStr},
    {"FormatSpec", Kind::kStr},    {"XmlText", Kind::kStr},        {"Markup", Kind::kStr},
    {"CsvText", Kind::kStr},       {"YamlText", Kind::kStr},       {"RegexText", Kind::kStr},
    {"PathText", Kind::kStr},      {"UrlText", Kind::kStr},        {"FloatText", Kind::kStr},
    {"IntText", Kind::kStr},       {"PythonExprText", Kind::kStr}, {"StructFormat", Kind::kStr},
    {"PickleBytes", Kind::kBytes}, {"DatetimeExpr", Kind::kExpr},
};

constexpr std::string_view kParts[] = {"digit", "digits", "letter", "word", "sign", "space"};

constexpr std::string_view kModules[] = {
    "typing.",       "t.",   "collections.abc.", "builtins.", "typing_extensions.", "abc.",
    "numpy.",        "np.",  "pandas.",          "pd.",       "numbers.",           "types.",
    "numpy.typing.", "npt.", "annotated_types.", "lockstep."};

constexpr std::string_view kForms[] = {"OneOf", "Expr", "Index", "ElementOf"};

}  // namespace

std::string_view Unqualified(std::string_view name) {
  for (const auto module : kModules) {
    if (!name.starts_with(module)) continue;
    const auto rest = name.substr(module.size());
    if (rest.find('.') == std::string_view::npos) return rest;
  }
  return name;
}

std::span<const TypeName> TypeNames() { return kTypeNames; }

const TypeName* FindTypeName(std::string_view name) {
  name = Unqualified(name);
  for (const auto& type : kTypeNames)
    if (type.name == name) return &type;
  return nullptr;
}

std::optional<Domain::Kind> FindGrammar(std::string_view name, const Grammar* own) {
  name = Unqualified(name);
  if (own != nullptr && own->Find(name) != nullptr)
    return IsOfBytes(name) ? Kind::kBytes : Kind::kStr;
  for (const auto& [grammar, kind] : kGrammars)
    if (grammar == name) return kind;
  return std::nullopt;
}

std::vector<std::string_view> BuiltInRules() {
  std::vector<std::string_view> all(std::begin(kParts), std::end(kParts));
  for (const auto& grammar : kGrammars) all.push_back(grammar.first);
  return all;
}

std::string SuggestType(std::string_view name, const Grammar* own) {
  std::vector<std::string_view> known;
  for (const auto& type : kTypeNames) known.push_back(type.name);
  for (const auto& grammar : kGrammars) known.push_back(grammar.first);
  known.insert(known.end(), std::begin(kForms), std::end(kForms));
  for (std::size_t i = 0; own != nullptr && i < own->rules.size(); ++i)
    known.push_back(own->rules[i].name);
  return DidYouMean(Unqualified(name), known);
}

}  // namespace lockstep

// The names that annotation text may use, and the nearest one to a name that it may not.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/domain.h"

namespace lockstep {

struct TypeName {
  enum class Form {
    kPlain,     // int
    kSequence,  // list[T]
    kMapping,   // dict[K, V]
    kTuple,
    kUnion,
    kOptional,
    kLiteral,
    kAnnotated,
    kCallable,
    kAlias,        // text: what it stands for; `%` is the subscript, or Any
    kUnsupported,  // text: why
  };
  std::string_view name;
  Form form;
  Domain::Kind kind = Domain::Kind::kAny;
  std::string_view text = {};
};

// All of them, with those that cannot be drawn from.
std::span<const TypeName> TypeNames();

// `typing.`, `collections.abc.` and the like may stand in front. nullptr: there is none.
const TypeName* FindTypeName(std::string_view name);

// Grammars: a manifest's own (`own`; null: none), which stand before JsonText and so on. kStr,
// kBytes, or kExpr for grammars of expressions.
std::optional<Domain::Kind> FindGrammar(std::string_view name, const Grammar* own);

// What rules of a manifest may refer to besides each other: the grammars that are built in, and
// parts that many of these share, as in "digits".
std::vector<std::string_view> BuiltInRules();

// Without the module in front, if it is one of those in which types are found.
std::string_view Unqualified(std::string_view name);

// `did you mean "float"?`, or empty when nothing is near. `own` as above.
std::string SuggestType(std::string_view name, const Grammar* own);

}  // namespace lockstep

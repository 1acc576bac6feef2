// A Domain is the set of values an argument may take, written in Python's annotation syntax.
//
// It is a tree: `list[Annotated[int, Ge(0)]]` is kList over kInt with low = 0. The parser is
// harness/manifest/domain_parser.h; generators and shrinking (fuzzers/) walk the tree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/grammar.h"
#include "harness/model/value.h"

namespace lockstep {

struct Domain {
  enum class Kind : std::uint8_t {
    kAny,  // Any, object: any of the kinds below, shallow
    kNone,
    kBool,
    kInt,    // low, high
    kFloat,  // low, high (as real); finite
    kComplex,
    kStr,    // alphabet, tokens, grammar; min_len, max_len
    kBytes,  // alphabet, tokens, grammar; min_len, max_len
    kByteArray,
    kList,         // items[0]; min_len, max_len, sorted
    kTuple,        // items: one each; or with `variadic`, items[0] repeated
    kDict,         // items[0] keys, items[1] values; min_len, max_len
    kSet,          // items[0]
    kFrozenSet,    // items[0]
    kIterator,     // items[0]: a one-shot iterator over them
    kUnion,        // items: the members
    kOneOf,        // values: Literal[...] and OneOf(...)
    kExpr,         // values: kExpr each; or a grammar of expressions: "DatetimeExpr"
    kCallable,     // values: kFunction or kExpr each, drawn from named pure functions;
                   // items: the parameters' domains, then the result's; variadic: Callable[..., R]
    kJson,         // JSON: None, bool, int, float, str, list, dict[str, ...], recursive
    kPyObj,        // PyObj: recursive builtins, containers, hashable keys
    kSelf,         // Self: an instance of the class under test, by the step that made it
    kIndex,        // Index("xs"): an index into the argument named text
    kElementOf,    // ElementOf("xs")
    kSameLength,   // Annotated[list[T], SameLength("xs")]: items[0] repeated to that length
    kUnsupported,  // parsed, but not drivable yet: text says why
  };

  Kind kind = Kind::kAny;
  std::vector<std::shared_ptr<const Domain>> items;
  std::vector<Value> values;
  std::optional<Value> low, high;            // inclusive bounds; kInt or kFloat
  bool low_open = false, high_open = false;  // Gt, Lt
  bool finite = false;                       // FiniteFloat
  bool sorted = false;                       // Sorted()
  bool unique = false;                       // Unique()
  bool variadic = false;
  std::size_t min_len = 0;
  std::optional<std::size_t> max_len;
  std::string alphabet;                  // Alphabet("..."): UTF-8, or raw bytes for kBytes
  std::vector<std::string> tokens;       // Tokens(...), ByteTokens(...)
  std::string grammar;                   // a named text grammar: "JsonText", "IsoDateText", ...;
                                         // for kUnsupported: the annotation as it was written
  std::shared_ptr<const Grammar> rules;  // the manifest's own, where `grammar` is one of them
  std::string text;                      // the name a dependent domain refers to, or the reason
};

// As Python annotation text, normalised: what reports print.
std::string ToString(const Domain& domain);

// "int", "list[int]" ... by value: makes a shared node.
std::shared_ptr<const Domain> MakeDomain(Domain domain);

// Whether the value depends on another argument: Index, ElementOf, SameLength.
bool IsDependent(const Domain& domain);

// The arguments that the domain, or a part of it, depends on; each once.
std::vector<std::string> ReferencesOf(const Domain& domain);

}  // namespace lockstep

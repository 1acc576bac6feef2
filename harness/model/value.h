// A Value is a Python value as data: exact in type and bits, comparable, and printable
// as Python source.
//
// It is the cold form. The hot path moves encoded bytes (harness/wire/FORMAT.md) and makes
// a Value only for a case that is shrunk, explained or stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

struct Value {
  enum class Kind : std::uint8_t {
    kNone,
    kBool,        // small: 0 or 1
    kInt,         // small, unless text is set: then text is the big-endian magnitude and
                  // small its sign (+1 or -1); text is set only beyond 64 bits
    kFloat,       // bits
    kComplex,     // bits (real), bits2 (imaginary)
    kStr,         // text: UTF-8, lone surrogates as their three bytes (generalised UTF-8)
    kBytes,       // text
    kByteArray,   // text
    kMemoryView,  // items: format str, shape tuple, readonly bool, bytes
    kList,        // items
    kTuple,       // items
    kDict,        // items: key, value, key, value ... in insertion order
    kSet,         // items, sorted by encoded bytes
    kFrozenSet,   // items, sorted by encoded bytes
    kRange,       // items: start, stop, step
    kSlice,       // items: start, stop, step
    kEllipsis,
    kNotImplemented,
    kClass,      // text: "module:qualname"
    kFunction,   // text: "module:qualname"
    kModule,     // text: dotted name
    kSubclass,   // text: class; items: value of the builtin base, attributes (dict or None)
    kObject,     // text: class; items: form str, then the form's payload
    kException,  // text: class; items: bases (tuple of str), args (tuple), cause, context,
                 // notes (list), attributes (dict), message (str)
    kIterator,   // text: class; items: what it yields, then the end: None exhausted,
                 // Ellipsis bound reached, or an exception
    kExpr,       // text: Python expression, evaluated afresh on each side (inputs only)
    kReference,  // small: the label of the shared value it refers to
  };

  Kind kind = Kind::kNone;
  std::int64_t small = 0;
  std::uint64_t bits = 0, bits2 = 0;
  std::int64_t label = -1;  // >= 0: a shared value; kReference nodes name it (tags 28 and 29)
  std::string text;
  std::vector<Value> items;

  friend bool operator==(const Value&, const Value&) = default;

  double real() const;
  double imag() const;

  static Value None() { return {}; }
  static Value Bool(bool value);
  static Value Int(std::int64_t value);
  // `magnitude` is big-endian; leading zeros and values within 64 bits are normalised.
  static Value BigInt(bool negative, std::string_view magnitude);
  static Value Float(double value);
  static Value Complex(double real, double imag);
  static Value Str(std::string text);
  static Value Bytes(std::string text);
  static Value Expr(std::string source);
  static Value Of(Kind kind, std::vector<Value> items);

  bool IsNone() const { return kind == Kind::kNone; }
  bool IsContainer() const;  // list, tuple, dict, set, frozenset
};

// How many nodes the tree has: the size that shrinking lowers.
std::size_t NodeCount(const Value& value);

// Python source for the value. Pasteable where Python has a literal or a constructor in
// builtins (float("nan"), set(), bytearray(b"..")); `<...>` for outcomes with none.
// Sharing inside one value is shown by repeating; see Call in case.h for same-object arguments.
std::string ToPython(const Value& value);

// "int", "list[int]", "dict[str, float]": the shape of the types, element types united,
// at most a few levels deep. Part of a finding's signature.
std::string TypeShape(const Value& value);

// Decimal digits of an integer Value of any size.
std::string Decimal(const Value& integer);

}  // namespace lockstep

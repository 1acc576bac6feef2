// A Handling is what can be done with the values of one kind of domain. Each Domain::Kind has one,
// in the file of its family; fuzzers/kinds/table.h finds it.
#pragma once

#include <cstddef>
#include <vector>

#include "fuzzers/containment.h"
#include "fuzzers/fitting.h"
#include "harness/model/domain.h"

namespace lockstep {

struct CompileContext;
struct CompiledDomain;
struct Draw;

// What most kinds do.
std::vector<Value> NoElements(const Value& value);
std::vector<Value> ItemsOf(const Value& value);  // all of them
std::size_t SizeIsInfinite(const Domain& domain);
bool BoundsNoWork(const Domain& domain);
Value SimplestIsNone(const Domain& domain);
std::vector<Value> ListedValues(const Domain& domain);
const Domain* NoPart(const Domain& domain, const Value& value, std::size_t item);
const Domain* OnlyPart(const Domain& domain, const Value& value, std::size_t item);  // items[0]
bool ElementsFit(const Domain& domain, const Value& value, const ArgumentsByName& arguments);

void PrepareNothing(const Domain& domain, CompileContext& context, CompiledDomain& compiled);
bool HasNoItems(const CompiledDomain& compiled);
bool NeverLeaf(const CompiledDomain& compiled);

// Whether a value can be changed where it is, and so be shared.
enum class Mutability { kNever, kSometimes, kAlways };

struct Handling {
  Domain::Kind kind;
  // The kind of value that is its own; kReference: it has those of others.
  Value::Kind value = Value::Kind::kReference;
  // What iterating over such a value gives.
  std::vector<Value> (*elements)(const Value& value) = NoElements;

  // Whether the value, which is no reference, is in the domain.
  bool (*contains)(const Domain& domain, const Value& value, Containment& containment);
  bool cyclic = false;  // a value may be a part of itself
  // Whether what of it depends on other arguments fits them.
  bool (*fits)(const Domain& domain, const Value& value,
               const ArgumentsByName& arguments) = ElementsFit;
  // How many values there are; kInfinite.
  std::size_t (*size)(const Domain& domain) = SizeIsInfinite;
  // Whether its bounds say that what is beyond them takes too long.
  bool (*bounds_work)(const Domain& domain) = BoundsNoWork;

  bool untyped = false;  // nothing is declared of its values
  Value (*simplest)(const Domain& domain) = SimplestIsNone;
  std::vector<Value> (*alternatives)(const Domain& domain) = ListedValues;
  // The domain that an item of the value must stay in; nullptr: anything goes.
  const Domain* (*part)(const Domain& domain, const Value& value, std::size_t item) = NoPart;

  std::size_t keys = 0;      // how many of its items, from the first, must be hashable
  bool simple_keys = false;  // equal in Python if and only if encoded alike
  Mutability mutability = Mutability::kNever;
  // Fills in what its drawing needs; kind, hashable and items are there already.
  void (*prepare)(const Domain& domain, CompileContext& context,
                  CompiledDomain& compiled) = PrepareNothing;
  bool (*is_leaf)(const CompiledDomain& compiled) = HasNoItems;  // no containers below
  // Appends one value, encoded.
  void (*write)(const CompiledDomain& compiled, Draw& draw);
};

}  // namespace lockstep

// PythonText writes values as Python source that makes them again.
//
// A shared value is bound by an assignment expression where it first stands, and is a name
// from then on: [(a := [1]), a]. A value that contains itself is made with a gap, and the gap
// is filled: (a := [None], a.__setitem__(0, a))[0]. What no source can make stands in <...>.
//
// A compiler makes one object of literals that are equal: in is_(257, 257) both are the same.
// Written apart, each is an object of its own: is_(257, int('257')).
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/model/value.h"

namespace lockstep {

class PythonText {
 public:
  // Names that must not be used for shared values.
  explicit PythonText(std::set<std::string> taken = {}, bool literals_apart = false)
      : taken_(std::move(taken)), apart_(literals_apart) {}

  // To be called for every value before the first is written: finds what is shared.
  void Announce(const Value& value);

  // `bare`: an assignment expression may stand without parentheses here.
  std::string Write(const Value& value, bool bare = false);

 private:
  struct Shared {
    std::string name;
    bool bound = false;
    std::int64_t waits_for = -1;  // bound by a filling: when this open value is ready
  };
  struct Open {  // a shared value under way
    std::int64_t label;
    std::size_t depth;                  // of steps_ when it was opened
    std::vector<std::string> fillings;  // what closes its gaps, in order
  };
  // A step from a value to a part of it. Only lists and dicts can be changed afterwards.
  struct Step {
    std::string subscript;  // "[0]"; empty where there is no way to the part
    bool mutable_slot;
  };

  std::string Part(const Value& value, Step step);
  std::string Bound(const Value& value, bool bare);
  std::string Unshared(const Value& value);
  std::string Source(const Value& value);
  std::string Reference(const Value& value);
  std::string Filled(const Value& value, std::size_t owner, const std::string& subscript);
  bool IsGap(const Value& value, std::size_t& owner) const;
  std::string WrittenLater(const Value& value, std::size_t owner);
  std::string WayTo(std::size_t owner, std::size_t depth) const;

  std::string Sequence(const Value& value, bool mutable_slots);
  std::string Elements(const Value& value);
  std::string ListOf(const Value& value, std::size_t begin, std::size_t end);
  std::string Dict(const Value& value);
  std::string Set(const Value& value);
  std::string MemoryView(const Value& value);
  std::string Arguments(const Value& value);
  std::string Subclass(const Value& value);
  std::string Iterator(const Value& value);
  std::string Object(const Value& value);
  std::string Fields(const Value& value);
  std::string Reduced(const Value& value);
  std::string Called(const Value& value);
  std::string Standard(const Value& value);  // empty: not one that it knows
  std::string FromState(const Value& value);
  std::string ObjectArray(const Value& value);
  std::string Uuid(const Value& state);
  std::string Dated(const Value& value);
  std::string Deque(const Value& value);
  std::string Partial(const Value& state);
  std::string MemoryFile(const Value& value);
  std::string Keywords(const Value& pairs);
  std::string NewName();

  std::set<std::string> taken_;
  bool apart_;
  std::set<std::string> literals_;         // that have been written
  std::map<std::int64_t, Shared> shared_;  // labels that are referred to
  std::set<std::int64_t> marked_;          // labels that are defined
  std::vector<Open> open_;
  std::vector<Step> steps_;
  std::size_t names_ = 0;
};

// "builtins:int" is int, "numpy:float64" is numpy.float64.
std::string DottedName(std::string_view class_or_function);

// An expression, in parentheses where it would not be one element of a list otherwise.
std::string AsElement(const std::string& expression);

}  // namespace lockstep

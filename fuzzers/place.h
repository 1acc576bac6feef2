// A Place is one node of a case's values: where it is, and which domain it must stay in.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/model/case.h"
#include "harness/model/port.h"

namespace lockstep {

struct Place {
  std::vector<std::size_t> path;   // step, argument (positional first), item, item, ...
  const Domain* domain = nullptr;  // nullptr: anything goes (the argument is outside its domain)
};

// All of them, parents before children, in the order of the case's bytes.
std::vector<Place> PlacesOf(const Case& subject, const Port& port);

Value& At(Case& subject, const std::vector<std::size_t>& path);
const Value& At(const Case& subject, const std::vector<std::size_t>& path);

// The arguments of a step, positional ones first.
std::size_t ArgumentCount(const Step& step);
Value& ArgumentOf(Step& step, std::size_t argument);

// How many items of the value are its elements: an iterator's last item is its end, and the
// items of exceptions, objects and the like are parts, not elements.
std::size_t ElementCount(const Value& value);

bool IsText(const Value& value);  // str, bytes or bytearray

}  // namespace lockstep

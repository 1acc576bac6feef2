// A Path is a place inside a Value, shown as Python would index it: result[0]["k"][3].
#pragma once

#include <string>
#include <vector>

#include "harness/model/value.h"

namespace lockstep {

class Path {
 public:
  explicit Path(std::string root = "result") : root_(std::move(root)) {}

  Path Index(std::size_t position) const;         // [3]
  Path Key(const Value& key) const;               // ["k"]
  Path Attribute(const std::string& name) const;  // .name
  Path Yield(std::size_t position) const;         // .next()[3]

  std::string ToString() const;  // result[0]["k"]
  std::string Pattern() const;   // result[*][*]: positions and keys starred, for signatures

  friend bool operator==(const Path&, const Path&) = default;

 private:
  std::string root_;
  std::vector<std::string> steps_, patterns_;
};

}  // namespace lockstep

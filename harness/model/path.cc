#include "harness/model/path.h"

#include <numeric>

namespace lockstep {

Path Path::Index(std::size_t position) const {
  Path path = *this;
  path.steps_.push_back("[" + std::to_string(position) + "]");
  path.patterns_.emplace_back("[*]");
  return path;
}

Path Path::Key(const Value& key) const {
  Path path = *this;
  path.steps_.push_back("[" + ToPython(key) + "]");
  path.patterns_.emplace_back("[*]");
  return path;
}

Path Path::Attribute(const std::string& name) const {
  Path path = *this;
  path.steps_.push_back("." + name);
  path.patterns_.push_back("." + name);
  return path;
}

Path Path::Yield(std::size_t position) const {
  Path path = *this;
  path.steps_.push_back(".next()[" + std::to_string(position) + "]");
  path.patterns_.emplace_back(".next()[*]");
  return path;
}

std::string Path::ToString() const { return std::accumulate(steps_.begin(), steps_.end(), root_); }

std::string Path::Pattern() const {
  return std::accumulate(patterns_.begin(), patterns_.end(), root_);
}

}  // namespace lockstep

#include "harness/model/sketch.h"

#include <algorithm>

namespace lockstep {

void Sketch::Add(const Sketch& other) {
  values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  full_ = full_ || other.full_;
  Tidy();
}

std::size_t Sketch::size() {
  Tidy();
  return values_.size();
}

bool Sketch::full() {
  Tidy();
  return full_;
}

void Sketch::Tidy() {
  std::sort(values_.begin(), values_.end());
  values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
  if (values_.size() <= kMost) return;
  values_.resize(kMost);
  full_ = true;
}

}  // namespace lockstep

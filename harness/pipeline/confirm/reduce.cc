#include "harness/pipeline/confirm/reduce.h"

#include <algorithm>

namespace lockstep {
namespace {

class Reduction {
 public:
  Reduction(std::vector<Case> cases, const Shows& shows, std::size_t budget)
      : cases_(std::move(cases)), shows_(shows), budget_(budget) {}

  std::vector<Case> Go() {
    TrySuffixes();
    for (std::size_t parts = 2; cases_.size() >= 2 && budget_ > 0;) {
      if (DropAPart(parts)) {
        parts = std::max<std::size_t>(parts - 1, 2);
      } else if (parts < cases_.size()) {
        parts = std::min(parts * 2, cases_.size());
      } else {
        break;
      }
    }
    return std::move(cases_);
  }

 private:
  // Most often it is a recent call that matters.
  void TrySuffixes() {
    for (std::size_t length = 1; length < cases_.size(); length *= 4) {
      std::vector<Case> suffix(cases_.end() - static_cast<std::ptrdiff_t>(length), cases_.end());
      if (Try(std::move(suffix))) return;
    }
  }

  bool DropAPart(std::size_t parts) {
    const std::size_t size = (cases_.size() + parts - 1) / parts;
    for (std::size_t begin = 0; begin < cases_.size(); begin += size) {
      std::vector<Case> rest;
      for (std::size_t i = 0; i < cases_.size(); ++i)
        if (i < begin || i >= begin + size) rest.push_back(cases_[i]);
      if (Try(std::move(rest))) return true;
    }
    return false;
  }

  bool Try(std::vector<Case> candidate) {
    if (budget_ == 0) return false;
    --budget_;
    if (!shows_(candidate)) return false;
    cases_ = std::move(candidate);
    return true;
  }

  std::vector<Case> cases_;
  const Shows& shows_;
  std::size_t budget_;
};

}  // namespace

std::vector<Case> Reduce(std::vector<Case> cases, const Shows& shows, std::size_t budget) {
  return Reduction(std::move(cases), shows, budget).Go();
}

}  // namespace lockstep

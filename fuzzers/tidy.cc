#include "fuzzers/tidy.h"

#include <algorithm>
#include <map>
#include <set>

#include "fuzzers/place.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

void NoteShared(const Value& value, std::map<std::int64_t, const Value*>& shared) {
  if (value.label >= 0) shared[value.label] = &value;
  for (const Value& item : value.items) NoteShared(item, shared);
}

class Relabelling {
 public:
  explicit Relabelling(const Case& before) {
    for (const Step& step : before.steps) {
      for (const Value& value : step.positional) NoteShared(value, originals_);
      for (const auto& [name, value] : step.keyword) NoteShared(value, originals_);
    }
  }

  // In the order of the bytes: the first end of each sharing is the object itself.
  void Restore(Value& value) {
    if (value.kind == Value::Kind::kReference && defined_.count(value.small) == 0) {
      const auto original = originals_.find(value.small);
      value = original == originals_.end() ? Value::None() : *original->second;
    }
    if (value.label >= 0 && !defined_.insert(value.label).second)
      value.label = -1;  // a second copy
    if (value.kind == Value::Kind::kReference) used_.insert(value.small);
    for (Value& item : value.items) Restore(item);
  }

  void Renumber(Value& value) {
    if (value.label >= 0) {
      const auto next = static_cast<std::int64_t>(renamed_.size());
      value.label =
          used_.count(value.label) == 0 ? -1 : renamed_.emplace(value.label, next).first->second;
    }
    if (value.kind == Value::Kind::kReference) value.small = renamed_.at(value.small);
    for (Value& item : value.items) Renumber(item);
  }

  bool Sharing() const { return !originals_.empty(); }

 private:
  std::map<std::int64_t, const Value*> originals_;
  std::set<std::int64_t> defined_, used_;
  std::map<std::int64_t, std::int64_t> renamed_;
};

void SortSets(Value& value) {
  for (Value& item : value.items) SortSets(item);
  if (value.kind != Value::Kind::kSet && value.kind != Value::Kind::kFrozenSet) return;
  std::vector<std::pair<std::vector<std::uint8_t>, Value>> items;
  for (Value& item : value.items) {
    auto encoded = wire::Encode(item);
    items.emplace_back(std::move(encoded), std::move(item));
  }
  std::sort(items.begin(), items.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < items.size(); ++i) value.items[i] = std::move(items[i].second);
}

template <typename Visit>
void Each(Case& subject, Visit visit) {
  for (Step& step : subject.steps) {
    for (Value& value : step.positional) visit(value);
    for (auto& [name, value] : step.keyword) visit(value);
  }
}

}  // namespace

void Tidy(Case& edited, const Case& before) {
  Relabelling labels(before);
  if (labels.Sharing()) {
    Each(edited, [&](Value& value) { labels.Restore(value); });
    Each(edited, [&](Value& value) { labels.Renumber(value); });
  }
  Each(edited, SortSets);
}

}  // namespace lockstep

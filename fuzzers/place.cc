#include "fuzzers/place.h"

#include "fuzzers/containment.h"
#include "fuzzers/kinds/table.h"
#include "fuzzers/kinds/unions.h"
#include "fuzzers/membership.h"

namespace lockstep {
namespace {

const Domain* PartOf(const Domain* domain, const Value& value, std::size_t item) {
  return domain == nullptr ? nullptr : HandlingOf(domain->kind).part(*domain, value, item);
}

void Collect(const Value& value, const Domain* domain, std::vector<std::size_t>& path,
             std::vector<Place>& places) {
  if (domain != nullptr && domain->kind == Domain::Kind::kUnion)
    if (const Domain* member = MemberFor(*domain, value);
        member != nullptr && !value.items.empty()) {
      places.push_back({path, domain});
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        path.push_back(i);
        Collect(value.items[i], PartOf(member, value, i), path, places);
        path.pop_back();
      }
      return;
    }
  places.push_back({path, domain});
  const std::size_t items =
      value.kind == Value::Kind::kIterator ? ElementCount(value) : value.items.size();
  for (std::size_t i = 0; i < items; ++i) {
    path.push_back(i);
    Collect(value.items[i], PartOf(domain, value, i), path, places);
    path.pop_back();
  }
}

}  // namespace

std::size_t ArgumentCount(const Step& step) { return step.positional.size() + step.keyword.size(); }

Value& ArgumentOf(Step& step, std::size_t argument) {
  return argument < step.positional.size() ? step.positional[argument]
                                           : step.keyword[argument - step.positional.size()].second;
}

Value& At(Case& subject, const std::vector<std::size_t>& path) {
  Value* value = &ArgumentOf(subject.steps[path[0]], path[1]);
  for (std::size_t i = 2; i < path.size(); ++i) value = &value->items[path[i]];
  return *value;
}

const Value& At(const Case& subject, const std::vector<std::size_t>& path) {
  return At(const_cast<Case&>(subject), path);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

std::size_t ElementCount(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kList:
    case Value::Kind::kTuple:
    case Value::Kind::kDict:
    case Value::Kind::kSet:
    case Value::Kind::kFrozenSet:
      return value.items.size();
    case Value::Kind::kIterator:
      return value.items.empty() ? 0 : value.items.size() - 1;
    default:
      return 0;
  }
}

bool IsText(const Value& value) {
  return value.kind == Value::Kind::kStr || value.kind == Value::Kind::kBytes ||
         value.kind == Value::Kind::kByteArray;
}

std::vector<Place> PlacesOf(const Case& subject, const Port& port) {
  std::vector<Place> places;
  for (std::size_t step = 0; step < subject.steps.size(); ++step) {
    const Step& call = subject.steps[step];
    for (std::size_t i = 0; i < ArgumentCount(call); ++i) {
      std::vector<std::size_t> path{step, i};
      const Value& value = At(subject, path);
      const Parameter* parameter = ParameterOf(call, i, port);
      const bool inside = parameter != nullptr && Contains(*parameter->domain, value);
      Collect(value, inside ? parameter->domain.get() : nullptr, path, places);
    }
  }
  return places;
}

}  // namespace lockstep

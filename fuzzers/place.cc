#include "fuzzers/place.h"

#include <algorithm>
#include <cmath>

#include "fuzzers/containment.h"
#include "fuzzers/kinds/unions.h"
#include "fuzzers/membership.h"
#include "fuzzers/simpler.h"
#include "harness/model/earlier.h"
#include "harness/model/order.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

bool IsRecursive(const Domain& domain) {
  return domain.kind == Kind::kAny || domain.kind == Kind::kPyObj || domain.kind == Kind::kJson;
}

const Domain& StrDomain() {
  static const Domain kStr = [] {
    Domain domain;
    domain.kind = Kind::kStr;
    return domain;
  }();
  return kStr;
}

const Domain* ItemDomain(const Domain* domain, const Value& value, std::size_t item) {
  if (domain == nullptr) return nullptr;
  if (IsRecursive(*domain)) {
    const bool key =
        domain->kind == Kind::kJson && value.kind == Value::Kind::kDict && item % 2 == 0;
    return key ? &StrDomain() : domain;
  }
  switch (domain->kind) {
    case Kind::kList:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kIterator:
    case Kind::kSameLength:
      return domain->items[0].get();
    case Kind::kTuple:
      return domain->items[domain->variadic ? 0 : std::min(item, domain->items.size() - 1)].get();
    case Kind::kDict:
      return domain->items[item % 2].get();
    default:
      return nullptr;
  }
}

void Collect(const Value& value, const Domain* domain, std::vector<std::size_t>& path,
             std::vector<Place>& places) {
  if (domain != nullptr && domain->kind == Kind::kUnion)
    if (const Domain* member = MemberFor(*domain, value);
        member != nullptr && !value.items.empty()) {
      places.push_back({path, domain});
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        path.push_back(i);
        Collect(value.items[i], ItemDomain(member, value, i), path, places);
        path.pop_back();
      }
      return;
    }
  places.push_back({path, domain});
  const std::size_t items =
      value.kind == Value::Kind::kIterator ? ElementCount(value) : value.items.size();
  for (std::size_t i = 0; i < items; ++i) {
    path.push_back(i);
    Collect(value.items[i], ItemDomain(domain, value, i), path, places);
    path.pop_back();
  }
}

// The value nearest to zero within the bounds.
Value NearestToZero(const Domain& domain) {
  const bool real = domain.kind == Kind::kFloat;
  const Value zero = real ? Value::Float(0) : Value::Int(0);
  if (Contains(domain, zero)) return zero;
  const bool low = domain.low && std::is_gteq(CompareNumbers(*domain.low, zero));
  Value bound = low ? *domain.low : domain.high.value_or(zero);
  if (real) {
    const double limit =
        bound.kind == Value::Kind::kFloat ? bound.real() : static_cast<double>(bound.small);
    const bool open = low ? domain.low_open : domain.high_open;
    return Value::Float(open ? std::nextafter(limit, low ? INFINITY : -INFINITY) : limit);
  }
  if (bound.kind == Value::Kind::kFloat)
    bound = Value::Int(
        static_cast<std::int64_t>(low ? std::ceil(bound.real()) : std::floor(bound.real())));
  if (!Contains(domain, bound) && bound.text.empty()) bound.small += low ? 1 : -1;
  return bound;
}

Value ShortestText(const Domain& domain) {
  std::string piece = "a";
  if (!domain.tokens.empty()) {
    piece = domain.tokens[0];
  } else if (!domain.alphabet.empty()) {
    auto letters = CodePoints(domain.alphabet);
    std::sort(letters.begin(), letters.end(),
              [](char32_t a, char32_t b) { return RankOf(a) < RankOf(b); });
    piece = FromCodePoints(letters.substr(0, 1));
  }
  std::string text;
  while (!piece.empty() &&
         (domain.kind == Kind::kStr ? CodePoints(text).size() : text.size()) < domain.min_len)
    text += piece;
  Value value = domain.kind == Kind::kStr ? Value::Str(text) : Value::Bytes(text);
  if (domain.kind == Kind::kByteArray) value.kind = Value::Kind::kByteArray;
  return value;
}

Value Simplest(std::vector<Value> values) {
  if (values.empty()) return Value::None();
  return *std::min_element(values.begin(), values.end(), [](const Value& a, const Value& b) {
    return std::is_lt(CompareSimplicity(a, b));
  });
}

Value SimplestContainer(const Domain& domain) {
  std::vector<Value> items;
  switch (domain.kind) {
    case Kind::kTuple:
      if (!domain.variadic) {
        for (const auto& item : domain.items) items.push_back(SimplestOf(item.get()));
        return Value::Of(Value::Kind::kTuple, std::move(items));
      }
      items.assign(domain.min_len, SimplestOf(domain.items[0].get()));
      return Value::Of(Value::Kind::kTuple, std::move(items));
    case Kind::kDict:
      for (std::size_t i = 0; i < domain.min_len; ++i)
        for (const auto& item : domain.items) items.push_back(SimplestOf(item.get()));
      return Value::Of(Value::Kind::kDict, std::move(items));
    case Kind::kIterator: {
      items.assign(domain.min_len, SimplestOf(domain.items[0].get()));
      items.push_back(Value::None());
      Value iterator = Value::Of(Value::Kind::kIterator, std::move(items));
      iterator.text = "builtins:list_iterator";
      return iterator;
    }
    default:
      break;
  }
  items.assign(domain.min_len, SimplestOf(domain.items[0].get()));
  const auto kind = domain.kind == Kind::kSet         ? Value::Kind::kSet
                    : domain.kind == Kind::kFrozenSet ? Value::Kind::kFrozenSet
                                                      : Value::Kind::kList;
  return Value::Of(kind, std::move(items));
}

std::vector<Value> SingleTokens(const Domain& domain) {
  std::vector<Value> all;
  for (const auto& token : domain.tokens) {
    all.push_back(domain.kind == Domain::Kind::kStr ? Value::Str(token) : Value::Bytes(token));
    if (domain.kind == Domain::Kind::kByteArray) all.back().kind = Value::Kind::kByteArray;
  }
  return all;
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

Value SimplestOf(const Domain* domain) {
  if (domain == nullptr) return Value::None();
  switch (domain->kind) {
    case Kind::kBool:
      return Value::Bool(false);
    case Kind::kInt:
    case Kind::kFloat:
      return NearestToZero(*domain);
    case Kind::kComplex:
      return Value::Complex(0, 0);
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kByteArray:
      return ShortestText(*domain);
    case Kind::kSelf:
      return EarlierResult(0);
    case Kind::kIndex:
      return Value::Int(0);
    case Kind::kOneOf:
    case Kind::kExpr:
    case Kind::kCallable:
      if (domain->grammar == "DatetimeExpr") return Value::Expr("datetime.datetime(2020, 1, 1)");
      return Simplest(domain->values);
    case Kind::kUnion: {
      std::vector<Value> all;
      for (const auto& member : domain->items) all.push_back(SimplestOf(member.get()));
      return Simplest(std::move(all));
    }
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kIterator:
    case Kind::kSameLength:
      return SimplestContainer(*domain);
    default:
      return Value::None();
  }
}

std::vector<Value> Alternatives(const Domain& domain) {
  if (!domain.tokens.empty()) return SingleTokens(domain);
  if (domain.kind != Domain::Kind::kUnion) return domain.values;
  std::vector<Value> all;
  for (const auto& member : domain.items) {
    all.push_back(SimplestOf(member.get()));
    if (!member->values.empty())
      all.insert(all.end(), member->values.begin(), member->values.end());
  }
  return all;
}

}  // namespace lockstep

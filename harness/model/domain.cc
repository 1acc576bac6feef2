#include "harness/model/domain.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "harness/model/earlier.h"
#include "harness/model/order.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

using DomainKind = Domain::Kind;
using Kind = Value::Kind;

// Looks shared values up by label, so that a reference is judged by what it refers to.
class Containment {
 public:
  explicit Containment(const Value& root) { Note(root); }

  bool Holds(const Domain& domain, const Value& value) {
    if (value.kind == Kind::kReference) return Referent(domain, value.small);
    switch (domain.kind) {
      case DomainKind::kAny:
      case DomainKind::kElementOf:
        return true;
      case DomainKind::kNone:
        return value.kind == Kind::kNone;
      case DomainKind::kBool:
        return value.kind == Kind::kBool;
      case DomainKind::kInt:
        return value.kind == Kind::kInt && WithinBounds(domain, value);
      case DomainKind::kFloat:
        return value.kind == Kind::kFloat && WithinBounds(domain, value);
      case DomainKind::kComplex:
        return value.kind == Kind::kComplex;
      case DomainKind::kStr:
        return value.kind == Kind::kStr && IsText(domain, value);
      case DomainKind::kBytes:
        return value.kind == Kind::kBytes && IsText(domain, value);
      case DomainKind::kByteArray:
        return value.kind == Kind::kByteArray && IsText(domain, value);
      case DomainKind::kSelf:
        return StepOf(value).has_value();
      case DomainKind::kIndex:
        return value.kind == Kind::kInt;
      case DomainKind::kUnion:
        return std::any_of(domain.items.begin(), domain.items.end(),
                           [&](const auto& member) { return Holds(*member, value); });
      case DomainKind::kOneOf:
      case DomainKind::kExpr:
      case DomainKind::kCallable:
        return IsListed(domain, value);
      case DomainKind::kJson:
        return IsJson(value);
      case DomainKind::kPyObj:
        return IsPyObj(value);
      case DomainKind::kUnsupported:
        return false;
      default:
        return IsContainer(domain, value);
    }
  }

 private:
  void Note(const Value& value) {
    if (value.label >= 0) shared_[value.label] = &value;
    for (const auto& item : value.items) Note(item);
  }

  bool Referent(const Domain& domain, std::int64_t label) {
    const auto found = shared_.find(label);
    if (found == shared_.end()) return true;     // in another argument
    if (!open_.insert({label, &domain}).second)  // a cycle: only a recursive domain has one
      return domain.kind == DomainKind::kAny || domain.kind == DomainKind::kPyObj;
    const bool holds = Holds(domain, *found->second);
    open_.erase({label, &domain});
    return holds;
  }

  static bool WithinBounds(const Domain& domain, const Value& value) {
    if (domain.finite && value.kind == Kind::kFloat && !std::isfinite(value.real())) return false;
    if (domain.low) {
      const auto order = CompareNumbers(*domain.low, value);
      if (!std::is_lt(order) && (!std::is_eq(order) || domain.low_open)) return false;
    }
    if (domain.high) {
      const auto order = CompareNumbers(value, *domain.high);
      if (!std::is_lt(order) && (!std::is_eq(order) || domain.high_open)) return false;
    }
    return true;
  }

  static bool FitsLength(const Domain& domain, std::size_t length) {
    return length >= domain.min_len && (!domain.max_len || length <= *domain.max_len);
  }

  static bool IsText(const Domain& domain, const Value& value) {
    const bool bytes = domain.kind != DomainKind::kStr;
    const std::size_t length = bytes ? value.text.size() : CodePoints(value.text).size();
    if (!FitsLength(domain, length)) return false;
    if (!domain.tokens.empty()) return IsTokens(domain.tokens, value.text);
    if (domain.alphabet.empty()) return true;
    if (bytes) return value.text.find_first_not_of(domain.alphabet) == std::string::npos;
    const auto letters = CodePoints(domain.alphabet);
    const auto points = CodePoints(value.text);
    return points.find_first_not_of(letters) == std::u32string::npos;
  }

  // Whether the text can be cut into tokens.
  static bool IsTokens(const std::vector<std::string>& tokens, const std::string& text) {
    std::vector<bool> reached(text.size() + 1);
    reached[0] = true;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!reached[at]) continue;
      for (const auto& token : tokens)
        if (text.compare(at, token.size(), token) == 0) reached[at + token.size()] = true;
    }
    return reached[text.size()];
  }

  static bool IsListed(const Domain& domain, const Value& value) {
    if (!domain.grammar.empty()) return value.kind == Kind::kExpr;
    return std::find(domain.values.begin(), domain.values.end(), value) != domain.values.end();
  }

  bool IsContainer(const Domain& domain, const Value& value) {
    switch (domain.kind) {
      case DomainKind::kList:
        return value.kind == Kind::kList && IsSequence(domain, value.items.size(), value);
      case DomainKind::kSameLength:
        return value.kind == Kind::kList && EachIn(domain, value.items.size(), value);
      case DomainKind::kTuple:
        return value.kind == Kind::kTuple && IsTuple(domain, value);
      case DomainKind::kDict:
        return value.kind == Kind::kDict && IsDict(domain, value);
      case DomainKind::kSet:
        return value.kind == Kind::kSet && IsSet(domain, value);
      case DomainKind::kFrozenSet:
        return value.kind == Kind::kFrozenSet && IsSet(domain, value);
      case DomainKind::kIterator:
        return value.kind == Kind::kIterator && !value.items.empty() &&
               value.items.back().kind == Kind::kNone &&
               IsSequence(domain, value.items.size() - 1, value);
      default:
        return false;
    }
  }

  // Whether the first `count` items are each in the domain's only item domain.
  bool EachIn(const Domain& domain, std::size_t count, const Value& value) {
    return std::all_of(value.items.begin(),
                       value.items.begin() + static_cast<std::ptrdiff_t>(count),
                       [&](const Value& item) { return Holds(*domain.items[0], item); });
  }

  bool IsSequence(const Domain& domain, std::size_t count, const Value& value) {
    if (!FitsLength(domain, count) || !EachIn(domain, count, value)) return false;
    for (std::size_t i = 1; domain.sorted && i < count; ++i)
      if (PythonLess(value.items[i], value.items[i - 1])) return false;
    return !domain.unique || AllDiffer(value, 0, 1, count);
  }

  bool IsTuple(const Domain& domain, const Value& value) {
    if (domain.variadic) return IsSequence(domain, value.items.size(), value);
    if (value.items.size() != domain.items.size()) return false;
    for (std::size_t i = 0; i < value.items.size(); ++i)
      if (!Holds(*domain.items[i], value.items[i])) return false;
    return true;
  }

  bool IsDict(const Domain& domain, const Value& value) {
    if (value.items.size() % 2 != 0 || !FitsLength(domain, value.items.size() / 2)) return false;
    for (std::size_t i = 0; i < value.items.size(); ++i)
      if (!Holds(*domain.items[i % 2], value.items[i])) return false;
    return KeysFit(value, 2);
  }

  bool IsSet(const Domain& domain, const Value& value) {
    return FitsLength(domain, value.items.size()) && EachIn(domain, value.items.size(), value) &&
           KeysFit(value, 1);
  }

  static bool KeysFit(const Value& value, std::size_t stride) {
    for (std::size_t i = 0; i < value.items.size(); i += stride)
      if (!IsHashable(value.items[i])) return false;
    return AllDiffer(value, 0, stride, value.items.size());
  }

  static bool AllDiffer(const Value& value, std::size_t first, std::size_t stride,
                        std::size_t end) {
    std::set<std::string> seen;
    for (std::size_t i = first; i < end; i += stride)
      if (!seen.insert(EqualityImage(value.items[i])).second) return false;
    return true;
  }

  static bool IsJson(const Value& value) {
    switch (value.kind) {
      case Kind::kNone:
      case Kind::kBool:
      case Kind::kInt:
      case Kind::kFloat:
      case Kind::kStr:
        return true;
      case Kind::kList:
        return std::all_of(value.items.begin(), value.items.end(), IsJson);
      case Kind::kDict:
        for (std::size_t i = 0; i < value.items.size(); ++i)
          if (i % 2 == 0 ? value.items[i].kind != Kind::kStr : !IsJson(value.items[i]))
            return false;
        return KeysFit(value, 2);
      case Kind::kReference:
        return true;
      default:
        return false;
    }
  }

  static bool IsPyObj(const Value& value) {
    switch (value.kind) {
      case Kind::kClass:
      case Kind::kFunction:
      case Kind::kModule:
      case Kind::kObject:
      case Kind::kException:
      case Kind::kIterator:
      case Kind::kMemoryView:
        return false;
      case Kind::kDict:
        if (!KeysFit(value, 2)) return false;
        break;
      case Kind::kSet:
      case Kind::kFrozenSet:
        if (!KeysFit(value, 1)) return false;
        break;
      default:
        break;
    }
    return std::all_of(value.items.begin(), value.items.end(), IsPyObj);
  }

  std::map<std::int64_t, const Value*> shared_;
  std::set<std::pair<std::int64_t, const Domain*>> open_;
};

}  // namespace

bool Domain::Contains(const Value& value) const { return Containment(value).Holds(*this, value); }

const Domain* MemberFor(const Domain& domain, const Value& value) {
  if (domain.kind != DomainKind::kUnion) return domain.Contains(value) ? &domain : nullptr;
  for (const auto& member : domain.items)
    if (const Domain* found = MemberFor(*member, value)) return found;
  return nullptr;
}

std::shared_ptr<const Domain> MakeDomain(Domain domain) {
  return std::make_shared<const Domain>(std::move(domain));
}

bool IsDependent(const Domain& domain) {
  return domain.kind == DomainKind::kIndex || domain.kind == DomainKind::kElementOf ||
         domain.kind == DomainKind::kSameLength;
}

std::vector<std::string> ReferencesOf(const Domain& domain) {
  std::vector<std::string> names;
  if (IsDependent(domain)) names.push_back(domain.text);
  for (const auto& item : domain.items)
    for (auto& name : ReferencesOf(*item))
      if (std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(std::move(name));
  return names;
}

}  // namespace lockstep

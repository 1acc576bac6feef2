#include "oracles/difference.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <compare>
#include <utility>
#include <vector>

#include "harness/model/order.h"
#include "harness/model/shown.h"
#include "oracles/atomic.h"
#include "oracles/closeness.h"
#include "oracles/ranking.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;
using Found = std::optional<Difference>;

std::string Text(const Value* value) { return value != nullptr ? ToPython(*value) : kAbsent; }
std::string Shape(const Value* value) { return value != nullptr ? TypeShape(*value) : "absent"; }

// The walk recurses as deep as values nest. What is not part of the recursion is kept out of its
// frames, which sanitizers would otherwise make too large for a thread's stack.
[[gnu::noinline]] Difference Make(std::string kind, const Value* expected, const Value* actual,
                                  const Path& at) {
  return {at, std::move(kind), Text(expected), Text(actual), Shape(expected) + "|" + Shape(actual),
          0};
}

[[gnu::noinline]] Found Differ(const char* kind, const Value& expected, const Value& actual,
                               const Path& at) {
  return Make(kind, &expected, &actual, at);
}

// Whether another type is all that is known to differ: not where numbers of two types are unequal
// as well, nor where one side has nothing at all.
[[gnu::noinline]] bool AlikeButForType(const Value& e, const Value& a) {
  if (IsNumber(e) && IsNumber(a)) return std::is_eq(CompareNumbers(e, a));
  return e.kind != Kind::kNone && a.kind != Kind::kNone;
}

// The walk. Each member compares two values of one kind and reports the first difference.
class Walk {
 public:
  explicit Walk(const Tolerance& tolerance) : tolerance_(tolerance) {}

  Found Values(const Value& e, const Value& a, const Path& at) const {
    if (e.kind != a.kind) return Differ(AlikeButForType(e, a) ? "type" : "value", e, a, at);
    if (e.kind != Kind::kReference && e.label != a.label) return Differ("sharing", e, a, at);
    switch (e.kind) {
      case Kind::kFloat:
        return Float(e.bits, a.bits, e, a, at);
      case Kind::kComplex:
        return Complex(e, a, at);
      case Kind::kList:
      case Kind::kTuple:
        return Sequence(e, a, at);
      case Kind::kDict:
        return Dict(e, a, at);
      case Kind::kSet:
      case Kind::kFrozenSet:
        return Set(e, a, at);
      case Kind::kRange:
      case Kind::kSlice:
        return Parts(e, a, at, {"start", "stop", "step"});
      case Kind::kMemoryView:
        return Parts(e, a, at, {"format", "shape", "readonly", "obj"});
      case Kind::kSubclass:
        return Subclass(e, a, at);
      case Kind::kObject:
        return Object(e, a, at);
      case Kind::kException:
        return Exception(e, a, at);
      case Kind::kIterator:
        return Iterator(e, a, at);
      default:
        return Atom(e, a, at);
    }
  }

 private:
  [[gnu::noinline]] static Found Atom(const Value& e, const Value& a, const Path& at) {
    if (e == a) return std::nullopt;
    return Differ(e.kind == Kind::kReference ? "sharing" : "value", e, a, at);
  }

  [[gnu::noinline]] Found Float(std::uint64_t e_bits, std::uint64_t a_bits, const Value& e,
                                const Value& a, const Path& at) const {
    if (Close(e_bits, a_bits, tolerance_)) return std::nullopt;
    Difference found = Make(FloatDifference(e_bits, a_bits), &e, &a, at);
    const auto left = std::bit_cast<double>(e_bits), right = std::bit_cast<double>(a_bits);
    if (std::isfinite(left) && std::isfinite(right))
      found.distance = static_cast<double>(UlpDistance(left, right));
    return found;
  }

  [[gnu::noinline]] Found Complex(const Value& e, const Value& a, const Path& at) const {
    if (auto found = Float(e.bits, a.bits, e, a, at.Attribute("real"))) return Spoken(*found, e, a);
    if (auto found = Float(e.bits2, a.bits2, e, a, at.Attribute("imag")))
      return Spoken(*found, e, a);
    return std::nullopt;
  }

  // The parts of a complex number are floats, not the number.
  static Found Spoken(Difference found, const Value& e, const Value& a) {
    const bool real = found.where.ToString().ends_with(".real");
    found.expected = ToPython(Value::Float(real ? e.real() : e.imag()));
    found.actual = ToPython(Value::Float(real ? a.real() : a.imag()));
    found.types = "float|float";
    return found;
  }

  [[gnu::noinline]] Found Sequence(const Value& e, const Value& a, const Path& at) const {
    if (e.items.size() != a.items.size()) return Differ("length", e, a, at);
    for (std::size_t i = 0; i < e.items.size(); ++i) {
      if (e.items[i] == a.items[i]) continue;  // most are: no path is made for them
      auto found = Values(e.items[i], a.items[i], at.Index(i));
      if (!found) continue;
      if (SameElements(e.items, a.items)) return Differ("order", e, a, at);
      return found;
    }
    return std::nullopt;
  }

  [[gnu::noinline]] Found Dict(const Value& e, const Value& a, const Path& at) const {
    return Pairs(
        e, a, [&](const Value& key) { return at.Key(key); }, "key", at);
  }

  // Flat arrays of key, value: matched by key first, then in their order.
  template <typename Step>
  [[gnu::noinline]] Found Pairs(const Value& e, const Value& a, const Step& step,
                                const char* missing, const Path& at) const {
    if (e.items.size() % 2 != 0 || a.items.size() % 2 != 0) return Sequence(e, a, at);
    const auto left = Ranked(e.items, 2), right = Ranked(a.items, 2);
    if (auto found = Keys(e, a, left, right, step, missing)) return found;
    std::vector<std::pair<std::size_t, std::size_t>> matched;
    for (std::size_t i = 0; i < left.size(); ++i) matched.emplace_back(left[i], right[i]);
    std::sort(matched.begin(), matched.end());
    for (const auto& [l, r] : matched) {
      if (e.items[l + 1] == a.items[r + 1]) continue;
      if (auto found = Values(e.items[l + 1], a.items[r + 1], step(e.items[l]))) return found;
    }
    for (const auto& [l, r] : matched)
      if (l != r) return Differ("order", e, a, at);
    return std::nullopt;
  }

  // The first key, in expected's order and then in actual's, that the other side lacks.
  template <typename Step>
  [[gnu::noinline]] static Found Keys(const Value& e, const Value& a,
                                      const std::vector<std::size_t>& left,
                                      const std::vector<std::size_t>& right, const Step& step,
                                      const char* missing) {
    auto [only_left, only_right] = Unmatched(e.items, a.items, left, right);
    if (!only_left.empty()) {
      const std::size_t at = *std::min_element(only_left.begin(), only_left.end());
      return Make(missing, &e.items[at + 1], nullptr, step(e.items[at]));
    }
    if (!only_right.empty()) {
      const std::size_t at = *std::min_element(only_right.begin(), only_right.end());
      return Make(missing, nullptr, &a.items[at + 1], step(a.items[at]));
    }
    return std::nullopt;
  }

  using Positions = std::vector<std::size_t>;
  // Merges two rankings and keeps what has no partner.
  static std::pair<Positions, Positions> Unmatched(const std::vector<Value>& e,
                                                   const std::vector<Value>& a,
                                                   const Positions& left, const Positions& right) {
    Positions only_left, only_right;
    std::size_t i = 0, j = 0;
    while (i < left.size() || j < right.size()) {
      const auto order = i == left.size()    ? std::strong_ordering::greater
                         : j == right.size() ? std::strong_ordering::less
                                             : Rank(e[left[i]], a[right[j]]);
      if (std::is_eq(order)) {
        ++i, ++j;
      } else if (std::is_lt(order)) {
        only_left.push_back(left[i++]);
      } else {
        only_right.push_back(right[j++]);
      }
    }
    return {only_left, only_right};
  }

  [[gnu::noinline]] Found Set(const Value& e, const Value& a, const Path& at) const {
    auto [left, right] = Unmatched(e.items, a.items, Ranked(e.items), Ranked(a.items));
    if (left.empty() && right.empty()) return std::nullopt;
    if (left.size() != right.size()) return Differ("element", e, a, at);
    Found first;  // what remains is paired by rank: floats that moved a little stay partners
    for (std::size_t i = 0; i < left.size() && !first; ++i)
      first = Values(e.items[left[i]], a.items[right[i]], at);
    if (!first) return std::nullopt;
    Found whole = Differ(left.size() == 1 ? first->kind.c_str() : "element", e, a, at);
    if (left.size() == 1) whole->distance = first->distance;
    return whole;
  }

  [[gnu::noinline]] Found Parts(const Value& e, const Value& a, const Path& at,
                                const std::vector<std::string>& names) const {
    if (e.items.size() != a.items.size()) return Differ("length", e, a, at);
    for (std::size_t i = 0; i < e.items.size(); ++i) {
      const Path place = i < names.size() ? at.Attribute(names[i]) : at.Index(i);
      if (auto found = Values(e.items[i], a.items[i], place)) return found;
    }
    return std::nullopt;
  }

  // Instance attributes: a dict or None.
  [[gnu::noinline]] Found Attributes(const Value& e, const Value& a, const Path& at) const {
    if (e.kind != a.kind || e.kind != Kind::kDict) {
      if (e == a) return std::nullopt;
      return Differ("attribute", e, a, at.Attribute("__dict__"));
    }
    return Fields(e, a, at);
  }

  [[gnu::noinline]] Found Fields(const Value& e, const Value& a, const Path& at) const {
    const auto step = [&](const Value& key) {
      return key.kind == Kind::kStr ? at.Attribute(key.text) : at.Attribute("__dict__").Key(key);
    };
    return Pairs(e, a, step, "attribute", at.Attribute("__dict__"));
  }

  [[gnu::noinline]] Found Subclass(const Value& e, const Value& a, const Path& at) const {
    if (e.text != a.text || e.items.size() != a.items.size()) return Differ("type", e, a, at);
    if (e.items.size() != 2) return Parts(e, a, at, {});
    if (e.items[0].kind != a.items[0].kind) return Differ("type", e, a, at);
    if (auto found = Values(e.items[0], a.items[0], at)) return found;
    return Attributes(e.items[1], a.items[1], at);
  }

  // namedtuple and dataclass carry one flat array of names and values; the other forms are
  // told by the position of their payload.
  [[gnu::noinline]] Found Object(const Value& e, const Value& a, const Path& at) const {
    if (e.text != a.text || e.items.size() != a.items.size()) return Differ("type", e, a, at);
    if (e.items.empty()) return std::nullopt;
    if (e.items[0] != a.items[0]) return Differ("type", e, a, at);
    const std::string& form = e.items[0].text;
    if (ShowsItself(e) || ShowsItself(a)) return Shown(e, a, at);
    if ((form == "namedtuple" || form == "dataclass" || form == "parts") && e.items.size() == 2)
      return Fields(e.items[1], a.items[1], at);
    if (form == "enum") return e == a ? std::nullopt : Differ("value", e, a, at);
    if (form == "call" && e.items.size() == 4) return Call(e, a, at);
    if (form == "reduce" && e.items.size() == 6) return Reduced(e, a, at);
    return Parts(e, a, at, {"form"});
  }

  // An object by how it shows. What only one side keeps beside that, the other may keep elsewhere.
  [[gnu::noinline]] Found Shown(const Value& e, const Value& a, const Path& at) const {
    if (!ShowsItself(e) || !ShowsItself(a)) return Differ("value", e, a, at);
    const auto &left = e.items[1].items, &right = a.items[1].items;
    if (left[1] != right[1]) return Differ("value", e, a, at);
    for (std::size_t i = 2; i + 1 < left.size(); i += 2)
      for (std::size_t j = 2; j + 1 < right.size(); j += 2)
        if (left[i] == right[j])
          if (auto found = Kept(left[i + 1], right[j + 1], at)) return found;
    return std::nullopt;
  }

  [[gnu::noinline]] Found Kept(const Value& e, const Value& a, const Path& at) const {
    if (!IsNamed(e) || !IsNamed(a)) return Values(e, a, at);
    for (std::size_t i = 0; i + 1 < e.items.size(); i += 2)
      for (std::size_t j = 0; j + 1 < a.items.size(); j += 2)
        if (e.items[i] == a.items[j])
          if (auto found = Values(e.items[i + 1], a.items[j + 1], at.Attribute(e.items[i].text)))
            return found;
    return std::nullopt;
  }

  // [form, callable, args, keywords]
  [[gnu::noinline]] Found Call(const Value& e, const Value& a, const Path& at) const {
    if (auto found = Values(e.items[1], a.items[1], at.Attribute("factory"))) return found;
    if (auto found = Values(e.items[2], a.items[2], at.Attribute("args"))) return found;
    return Fields(e.items[3], a.items[3], at);
  }

  // [form, callable, args, state, items, entries]; an object's items are found like a list's.
  [[gnu::noinline]] Found Reduced(const Value& e, const Value& a, const Path& at) const {
    static constexpr const char* kNames[] = {"factory", "args", "state"};
    for (std::size_t i = 1; i < 4; ++i) {
      const bool named = i == 3 && IsNamed(e.items[i]) && IsNamed(a.items[i]);
      auto found = named ? Fields(e.items[i], a.items[i], at)
                         : Values(e.items[i], a.items[i], at.Attribute(kNames[i - 1]));
      if (!found) continue;
      if (HasAtomicHead(e) && HasAtomicHead(a)) return Whole(*found, e, a, at);
      if (i == 1) found->expected = Text(&e), found->actual = Text(&a);  // how it is made: say what
      return found;
    }
    for (std::size_t i = 4; i < 6; ++i) {
      auto found = Values(e.items[i], a.items[i], at);
      if (!found) continue;
      return found->where == at ? Whole(*found, e, a, at) : found;
    }
    return std::nullopt;
  }

  // The state of most objects: their attributes.
  static bool IsNamed(const Value& state) {
    if (state.kind != Kind::kDict) return false;
    for (std::size_t i = 0; i < state.items.size(); i += 2)
      if (state.items[i].kind != Kind::kStr) return false;
    return true;
  }

  static Found Whole(const Difference& part, const Value& e, const Value& a, const Path& at) {
    const bool of_parts = part.kind == "type" || (part.kind == "length" && part.where != at);
    Difference whole = Make(of_parts ? "value" : part.kind, &e, &a, at);
    whole.distance = part.distance;
    return whole;
  }

  [[gnu::noinline]] Found Exception(const Value& e, const Value& a, const Path& at) const {
    if (e.text != a.text) return Differ("exception-type", e, a, at);
    constexpr std::size_t kAttributes = 5, kMessage = 6, kSize = 7;
    if (e.items.size() != kSize || a.items.size() != kSize) return Parts(e, a, at, {});
    if (e.items[kMessage] != a.items[kMessage])
      return Differ("message", e.items[kMessage], a.items[kMessage], at.Attribute("message"));
    static const std::vector<std::string> kNames = {"__bases__", "args", "__cause__", "__context__",
                                                    "__notes__"};
    for (std::size_t i = 0; i < kAttributes; ++i)
      if (auto found = Values(e.items[i], a.items[i], at.Attribute(kNames[i]))) return found;
    return Attributes(e.items[kAttributes], a.items[kAttributes], at);
  }

  [[gnu::noinline]] Found Iterator(const Value& e, const Value& a, const Path& at) const {
    if (e.text != a.text) return Differ("type", e, a, at);
    const std::size_t shorter = std::min(e.items.size(), a.items.size());
    for (std::size_t i = 0; i + 1 < shorter; ++i) {
      if (e.items[i] == a.items[i]) continue;
      auto found = Values(e.items[i], a.items[i], at.Yield(i));
      if (!found) continue;
      if (SameElements(e.items, a.items)) return Differ("order", e, a, at);
      return found;
    }
    if (shorter == 0 || e.items.size() != a.items.size())
      return e == a ? std::nullopt : Differ("length", e, a, at);
    const Value &e_end = e.items.back(), &a_end = a.items.back();
    if (e_end.kind != a_end.kind)
      return Differ("exception-presence", e_end, a_end, at.Yield(shorter - 1));
    return Values(e_end, a_end, at.Yield(shorter - 1));
  }

  const Tolerance& tolerance_;
};

}  // namespace

std::optional<Difference> FirstDifference(const Value& expected, const Value& actual,
                                          const Tolerance& tolerance, const Path& root) {
  return Walk(tolerance).Values(expected, actual, root);
}

}  // namespace lockstep

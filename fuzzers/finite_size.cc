// How many values a finite domain has. 0 stands for too many, or infinitely many.
#include <algorithm>
#include <cstdint>

#include "fuzzers/source.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

constexpr std::size_t kInfinite = ~std::size_t{0};

std::size_t Product(std::size_t left, std::size_t right) {
  if (left == 0 || right == 0) return 0;
  return left > kInfinite / right ? kInfinite : left * right;
}

std::size_t Sum(std::size_t left, std::size_t right) {
  return left > kInfinite - right ? kInfinite : left + right;
}

// Sequences of at most max_len elements, of `each` kinds.
std::size_t Sequences(const Domain& domain, std::size_t each) {
  if (!domain.max_len || *domain.max_len > 64) return kInfinite;
  std::size_t all = 0, power = 1;
  for (std::size_t length = 0; length <= *domain.max_len; ++length) {
    if (length >= domain.min_len) all = Sum(all, power);
    power = Product(power, each);
  }
  return all;
}

std::size_t Pieces(const Domain& domain) {
  if (!domain.tokens.empty()) return domain.tokens.size();
  if (domain.alphabet.empty()) return kInfinite;
  return domain.kind == Kind::kStr ? CodePoints(domain.alphabet).size() : domain.alphabet.size();
}

std::size_t IntSize(const Domain& domain) {
  const bool small = domain.low && domain.high && domain.low->kind == Value::Kind::kInt &&
                     domain.high->kind == Value::Kind::kInt && domain.low->text.empty() &&
                     domain.high->text.empty();
  if (!small) return kInfinite;
  const auto span = static_cast<std::uint64_t>(domain.high->small) -
                    static_cast<std::uint64_t>(domain.low->small);
  const std::size_t open = (domain.low_open ? 1 : 0) + (domain.high_open ? 1 : 0);
  return span == ~std::uint64_t{0} ? kInfinite : span + 1 - open;
}

std::size_t SizeOf(const Domain& domain) {
  switch (domain.kind) {
    case Kind::kNone:
      return 1;
    case Kind::kBool:
      return 2;
    case Kind::kInt:
      return IntSize(domain);
    case Kind::kOneOf:
    case Kind::kExpr:
    case Kind::kCallable:
      return domain.grammar.empty() ? domain.values.size() : kInfinite;
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kByteArray:
      return domain.grammar.empty() ? Sequences(domain, Pieces(domain)) : kInfinite;
    case Kind::kList:
    case Kind::kIterator:
      return Sequences(domain, SizeOf(*domain.items[0]));
    case Kind::kUnion: {
      std::size_t all = 0;
      for (const auto& item : domain.items) all = Sum(all, SizeOf(*item));
      return all;
    }
    case Kind::kTuple: {
      if (domain.variadic) return Sequences(domain, SizeOf(*domain.items[0]));
      std::size_t all = 1;
      for (const auto& item : domain.items) all = Product(all, SizeOf(*item));
      return all;
    }
    default:
      return kInfinite;
  }
}

}  // namespace

std::size_t FiniteSize(const Port& port, std::size_t limit) {
  if (port.stateful) return 0;
  std::size_t all = 1;
  for (const auto& parameter : port.parameters) {
    if (parameter.kind == Parameter::Kind::kVarPositional) return 0;
    all = Product(all, Sum(SizeOf(*parameter.domain), parameter.optional ? 1 : 0));
  }
  return all <= limit ? all : 0;
}

}  // namespace lockstep

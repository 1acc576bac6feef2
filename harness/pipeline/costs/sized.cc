#include "harness/pipeline/costs/sized.h"

#include <algorithm>

#include "fuzzers/containment.h"
#include "fuzzers/source.h"
#include "harness/model/has_length.h"

namespace lockstep {
namespace {

using DomainKind = Domain::Kind;
using Grow = std::shared_ptr<const Domain> (*)(const Domain&, std::uint64_t);

std::shared_ptr<const Domain> Long(const Domain& domain, std::uint64_t length) {
  if (domain.kind == DomainKind::kUnion) {
    for (const auto& member : domain.items)
      if (auto grown = Long(*member, length)) return grown;
    return nullptr;
  }
  // What a grammar makes has the length that it has.
  if (!HasLength(domain) || !domain.grammar.empty() || domain.min_len > length) return nullptr;
  if (domain.max_len && *domain.max_len < length) return nullptr;
  Domain grown = domain;
  grown.min_len = length;
  grown.max_len = length;
  return MakeDomain(std::move(grown));
}

std::shared_ptr<const Domain> Large(const Domain& domain, std::uint64_t number) {
  const Value value = Value::Int(static_cast<std::int64_t>(number));
  if (domain.kind != DomainKind::kInt || !Contains(domain, value)) return nullptr;
  Domain grown = domain;
  grown.low = grown.high = value;
  grown.low_open = grown.high_open = false;
  return MakeDomain(std::move(grown));
}

std::optional<Port> Grown(const Port& port, std::uint64_t size, Grow grow) {
  Port grown = port;
  bool any = false;
  for (Parameter& parameter : grown.parameters)
    if (auto domain = grow(*parameter.domain, size)) {
      parameter.domain = std::move(domain);
      any = true;
    }
  if (!any) return std::nullopt;
  return grown;
}

bool AnyHasLength(const Port& port) {
  return std::any_of(
      port.parameters.begin(), port.parameters.end(),
      [](const Parameter& parameter) { return Long(*parameter.domain, 1) != nullptr; });
}

}  // namespace

std::optional<Port> Sized(const Port& port, std::uint64_t length) {
  return Grown(port, length, AnyHasLength(port) ? Long : Large);
}

std::vector<std::vector<std::uint8_t>> EncodedCases(const Port& port, std::uint64_t seed,
                                                    std::size_t count) {
  constexpr std::size_t kDrawnForEach = 8;
  Batch batch;
  auto source = RandomCases(port, {}, seed, 0);
  for (std::size_t i = 0; i < kDrawnForEach * count; ++i) source->Fill(batch, 1);
  std::vector<std::vector<std::uint8_t>> cases;
  for (std::size_t row = batch.size(); row-- > 0 && cases.size() < count;) {
    if ((batch.marks[row] & Batch::kOffDomain) != 0) continue;
    const auto bytes = batch[row];
    cases.emplace_back(bytes.begin(), bytes.end());
  }
  std::reverse(cases.begin(), cases.end());
  return cases;
}

}  // namespace lockstep

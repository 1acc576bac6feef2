#include "harness/pipeline/learn/domain_probe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <memory>

#include "harness/manifest/domain_parser.h"
#include "harness/model/manifest.h"
#include "harness/pipeline/learn/sitting.h"

namespace lockstep {
namespace {

// Calls of each list by then: all are begun before one is gone on with.
constexpr std::size_t kDomainProbes[] = {2, 8, 40, 400};
constexpr std::size_t kMostNamed = 4;

std::unique_ptr<CaseSource> CallsOf(Port port, const Hints& hints, const std::string& text) {
  auto parameters = ParseParameters(text, port.grammars);
  if (!parameters) return nullptr;
  port.parameters = std::move(*parameters);
  return RandomCases(port, hints, kDefaultSeed, 0);
}

bool IsOneOf(const Value& exception, std::span<const char* const> classes) {
  return std::find(classes.begin(), classes.end(), exception.text) != classes.end();
}

bool IsExhausted(const Value& exception) {
  constexpr std::array kClasses = {"builtins:MemoryError", "builtins:RecursionError",
                                   "builtins:SystemExit"};
  return IsOneOf(exception, kClasses);
}

void TakeRaised(const std::optional<Observation>& seen, DomainProbe& probed) {
  const auto* raised = seen ? std::get_if<Raised>(&seen->outcome) : nullptr;
  if (raised == nullptr) return;
  probed.refused += IsRefusal(raised->exception);
  probed.perished += IsExhausted(raised->exception);
  const std::string& name = raised->exception.text;
  probed.failures.insert("raised " + name.substr(name.find(':') + 1));
}

// Of what is in the domain: values of other kinds, made on purpose, say nothing of it.
void TakeBatch(const Column& column, const Batch& batch, Sitting& sitting, DomainProbe& probed) {
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    if ((batch.marks[row] & Batch::kOffDomain) != 0) continue;
    const auto kind = column.cells[row].kind;
    const bool died = kind == Cell::Kind::kDied, late = kind == Cell::Kind::kTimedOut;
    probed.calls += kind < Cell::Kind::kMissing;
    probed.returned += kind == Cell::Kind::kReturned || kind == Cell::Kind::kUnencodable;
    probed.perished += died || late;
    if (died) probed.failures.insert("died");
    if (late) probed.failures.insert("ran out of time");
    if (kind == Cell::Kind::kRaised) TakeRaised(sitting.Fetch(row), probed);
  }
}

// Plays calls of one list until there are `wanted`, or no time is left; says how many there are.
std::size_t PlayUntil(std::size_t wanted, std::size_t played, CaseSource& calls, Sitting& sitting,
                      DomainProbe& probed) {
  while (played < wanted) {
    const std::size_t room = sitting.Room(wanted - played, played == 0);
    if (room == 0) return played;
    auto batch = std::make_shared<Batch>();
    calls.Fill(*batch, room);
    if (batch->size() == 0) return played;
    played += batch->size();
    TakeBatch(sitting.Play(batch), *batch, sitting, probed);
  }
  return played;
}

}  // namespace

bool IsRefusal(const Value& exception) {
  constexpr std::array kClasses = {"builtins:TypeError", "builtins:AttributeError",
                                   "builtins:NotImplementedError"};
  return IsOneOf(exception, kClasses);
}

std::string WhatCameOf(const std::set<std::string>& failures) {
  if (failures.empty()) return "there was no time to call it";
  std::vector<std::string> named(failures.begin(), failures.end());
  if (named.size() > kMostNamed) {
    named.resize(kMostNamed - 1);
    named.emplace_back("raised others");
  }
  const std::string last = named.back();
  named.pop_back();
  if (named.empty()) return "it " + last;
  return fmt::format("it {} or {}", fmt::join(named, ", "), last);
}

Result<std::vector<DomainProbe>> ProbeDomains(const Port& port, const Hints& hints,
                                              const std::vector<std::string>& parameters,
                                              std::size_t calls, Runner& runner,
                                              Allowance& allowance) {
  auto sitting = Sitting::Open(runner, allowance);
  if (!sitting) return sitting.error();
  std::vector<std::unique_ptr<CaseSource>> sources;
  for (const std::string& text : parameters) sources.push_back(CallsOf(port, hints, text));
  std::vector<DomainProbe> all(parameters.size());
  std::vector<std::size_t> played(parameters.size());
  for (const std::size_t round : kDomainProbes)
    for (std::size_t i = 0; i < all.size(); ++i)
      if (sources[i])
        played[i] = PlayUntil(std::min(round, calls), played[i], *sources[i], *sitting, all[i]);
  return all;
}

Result<DomainProbe> ProbeDeclared(const Port& port, const Hints& hints, std::size_t calls,
                                  Runner& runner, Allowance& allowance) {
  auto sitting = Sitting::Open(runner, allowance);
  if (!sitting) return sitting.error();
  DomainProbe probed;
  PlayUntil(calls, 0, *RandomCases(port, hints, kDefaultSeed, 0), *sitting, probed);
  return probed;
}

}  // namespace lockstep

#include "harness/pipeline/taste.h"

#include <algorithm>
#include <array>

#include "fuzzers/source.h"
#include "harness/manifest/domain_parser.h"
#include "harness/model/manifest.h"
#include "harness/pipeline/rehearsal.h"
#include "oracles/settings.h"

namespace lockstep {
namespace {

std::shared_ptr<Batch> CallsOf(Port port, const std::string& text, std::size_t calls) {
  auto batch = std::make_shared<Batch>();
  auto parameters = ParseParameters(text);
  if (!parameters) return batch;
  port.parameters = std::move(*parameters);
  RandomCases(port, {}, kDefaultSeed, 0)->Fill(*batch, calls);
  return batch;
}

bool IsExhausted(const Observation& observation) {
  constexpr std::array kClasses = {"builtins:MemoryError", "builtins:RecursionError",
                                   "builtins:SystemExit"};
  const auto* raised = std::get_if<Raised>(&observation.outcome);
  return raised != nullptr &&
         std::find(kClasses.begin(), kClasses.end(), raised->exception.text) != kClasses.end();
}

// Of what is in the domain: values of other kinds, made on purpose, say nothing of it.
Tasted TastedIn(Rehearsal& rehearsal, const Batches& batches, std::size_t batch) {
  Tasted tasted;
  const Column& column = *rehearsal.ColumnOf(batch);
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    if ((batches[batch]->marks[row] & Batch::kOffDomain) != 0) continue;
    const auto kind = column.cells[row].kind;
    tasted.returned += kind == Cell::Kind::kReturned || kind == Cell::Kind::kUnencodable;
    tasted.perished += kind == Cell::Kind::kDied || kind == Cell::Kind::kTimedOut;
    if (kind != Cell::Kind::kRaised) continue;
    const auto observation = rehearsal.Fetch(batch, row);
    tasted.perished += observation && IsExhausted(*observation);
  }
  return tasted;
}

}  // namespace

Result<std::vector<Tasted>> Taste(const Port& port, const std::vector<std::string>& parameters,
                                  std::size_t calls, Runner& runner) {
  Batches batches;
  std::vector<std::size_t> played;
  for (const std::string& text : parameters) {
    batches.push_back(CallsOf(port, text, calls));
    if (batches.back()->size() > 0) played.push_back(batches.size() - 1);
  }
  std::vector<Tasted> all(parameters.size());
  Setting setting = Base(kNative);
  setting.patience = Patience::kShort;
  auto rehearsal = Rehearsal::Open(runner, setting, batches, played);
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  for (const std::size_t batch : played) all[batch] = TastedIn(*rehearsal, batches, batch);
  return all;
}

}  // namespace lockstep

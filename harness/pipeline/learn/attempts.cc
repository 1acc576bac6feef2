#include "harness/pipeline/learn/attempts.h"

#include <memory>
#include <utility>

#include "fuzzers/source.h"
#include "harness/manifest/domain_parser.h"
#include "harness/model/earlier.h"
#include "harness/model/manifest.h"
#include "harness/pipeline/learn/domain_probe.h"
#include "harness/pipeline/learn/sitting.h"

namespace lockstep {
namespace {

constexpr std::size_t kTries = 6;         // sequences per attempt
constexpr std::uint32_t kSizedUnit = 1;   // its cases are not small
constexpr std::size_t kMostAtOnce = 256;  // sequences in a batch

// The port with nothing but the attempt in it.
Result<Port> TrialOf(const Port& port, const Attempt& attempt) {
  auto parameters = ParseParameters(attempt.text, port.grammars);
  if (!parameters) return parameters.error();
  Port trial = port;
  trial.operations.clear();
  if (attempt.operation.empty())
    trial.parameters = *parameters;
  else
    trial.operations.push_back(
        {attempt.operation, *parameters, attempt.text, Operation::Gives::kValue});
  return trial;
}

std::unique_ptr<CaseSource> SequencesOf(const Port& port) {
  return RandomCases(port, {}, kDefaultSeed, kSizedUnit);
}

bool Suits(const std::optional<Outcome>& outcome) {
  if (!outcome) return true;  // an iterator, kept for later
  if (const auto* returned = std::get_if<Returned>(&*outcome))
    return returned->value.kind != Value::Kind::kNotImplemented;
  const auto* raised = std::get_if<Raised>(&*outcome);
  return raised == nullptr || !IsRefusal(raised->exception);
}

void Learn(const std::optional<Observation>& seen, Attempt& attempt) {
  const auto played = seen ? PlayedOf(seen->outcome) : std::nullopt;
  for (const auto& step : played.value_or(Played())) {
    if (MethodOf(step.operation) != attempt.operation || !step.outcome) continue;
    const bool suits = Suits(step.outcome);
    attempt.tried = true;
    attempt.suits = attempt.suits || suits;
    attempt.returned =
        attempt.returned || (suits && !std::holds_alternative<Raised>(*step.outcome));
  }
}

// The sequences of a list of attempts, one for each, in small batches.
class Round {
 public:
  Round(std::vector<Attempt>& attempts, Sitting& sitting)
      : attempts_(attempts), sitting_(sitting) {}

  // False: there is no more time.
  bool Play(std::vector<std::unique_ptr<CaseSource>>& sequences, bool first) {
    std::vector<std::size_t> left;
    for (std::size_t i = attempts_.size(); i-- > 0;)
      if (!attempts_[i].returned) left.push_back(i);
    while (!left.empty()) {
      const std::size_t room = sitting_.Room(std::min(left.size(), kMostAtOnce), first);
      if (room == 0) return false;
      const std::vector<std::size_t> next(left.rbegin(),
                                          left.rbegin() + static_cast<std::ptrdiff_t>(room));
      left.resize(left.size() - room);
      PlayOnce(next, sequences);
    }
    return true;
  }

 private:
  void PlayOnce(const std::vector<std::size_t>& next,
                std::vector<std::unique_ptr<CaseSource>>& sequences) {
    auto batch = std::make_shared<Batch>();
    std::vector<std::size_t> of;  // which attempt a row is of
    for (const std::size_t i : next) {
      sequences[i]->Fill(*batch, 1);
      if (batch->size() > of.size()) of.push_back(i);
    }
    if (of.empty()) return;
    sitting_.Play(batch);
    for (std::size_t row = 0; row < of.size(); ++row)
      Learn(sitting_.Fetch(row), attempts_[of[row]]);
  }

  std::vector<Attempt>& attempts_;
  Sitting& sitting_;
};

}  // namespace

Result<void> Try(const Port& port, std::vector<Attempt>& attempts, Runner& runner,
                 Allowance& allowance) {
  std::vector<std::unique_ptr<CaseSource>> sequences;
  for (const Attempt& attempt : attempts) {
    auto trial = TrialOf(port, attempt);
    if (!trial) return trial.error();
    sequences.push_back(SequencesOf(*trial));
  }
  auto sitting = Sitting::Open(runner, allowance);
  if (!sitting) return sitting.error();
  Round round(attempts, *sitting);
  for (std::size_t number = 0; number < kTries; ++number)
    if (!round.Play(sequences, number == 0)) break;
  return {};
}

Result<std::vector<std::optional<Played>>> PlaySequences(const Port& port, std::size_t count,
                                                         Runner& runner, Allowance& allowance) {
  auto sitting = Sitting::Open(runner, allowance);
  if (!sitting) return sitting.error();
  const auto sequences = SequencesOf(port);
  std::vector<std::optional<Played>> played;
  while (played.size() < count) {
    const std::size_t room =
        sitting->Room(std::min(count - played.size(), kMostAtOnce), played.empty());
    auto batch = std::make_shared<Batch>();
    if (room > 0) sequences->Fill(*batch, room);
    if (batch->size() == 0) break;
    sitting->Play(batch);
    for (std::size_t row = 0; row < batch->size(); ++row) {
      const auto seen = sitting->Fetch(row);
      played.push_back(seen ? PlayedOf(seen->outcome) : std::nullopt);
    }
  }
  return played;
}

}  // namespace lockstep

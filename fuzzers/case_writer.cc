#include "fuzzers/case_writer.h"

#include "harness/model/earlier.h"
#include "harness/wire/cbor.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostSteps = 24;
constexpr std::uint64_t kNewInstanceOneIn = 2, kOnAnotherOneIn = 6, kNextOneIn = 4;

}  // namespace

CaseWriter::CaseWriter(const Port& port, const Hints& hints)
    : stateful_(port.stateful), entangled_(port.entangled) {
  CompileContext context;
  context.hints = &hints;
  made_ = std::make_unique<const CallWriter>(port.native, port.parameters, context);
  key_ = made_->key();
  for (const auto& operation : port.operations) {
    methods_.push_back(
        {operation.name, operation.gives, {operation.name, operation.parameters, context}});
    key_ = Mixed(key_ ^ methods_.back().writer.key());
  }
}

void CaseWriter::Write(Draw& draw, bool flawed) const {
  if (stateful_) return WriteSequence(draw, flawed);
  draw.sink.Array(1);
  made_->Write(draw, "", flawed);
}

// A few of the methods alone come deeper than all of them together.
CaseWriter::Chosen CaseWriter::Choose(Draw& draw) const {
  Chosen chosen;
  const bool all = methods_.size() < 3 || draw.chance.OneIn(4);
  const std::uint64_t one_in = draw.chance.Between(2, 4);
  for (const auto& method : methods_)
    if (all || draw.chance.OneIn(one_in)) chosen.push_back(&method);
  if (chosen.empty() && !methods_.empty())
    chosen.push_back(&methods_[draw.chance.Below(methods_.size())]);
  return chosen;
}

void CaseWriter::WriteSequence(Draw& draw, bool flawed) const {
  const Chosen chosen = Choose(draw);
  const std::size_t longest = 1 + static_cast<std::size_t>(draw.size) * (kMostSteps - 4) / 100;
  const std::size_t length = chosen.empty() ? 1 : 1 + draw.chance.Between(1, longest);
  const std::size_t flaw = flawed ? draw.chance.Below(length) : kMostSteps;
  made_->Write(draw, "", flaw == 0);
  draw.instances.push_back(0);
  std::size_t steps = 1;
  for (std::size_t i = 1; i < length && steps + 2 < kMostSteps; ++i)
    steps += WriteStep(draw, chosen, steps, flaw == i);
  // Fewer than 24: the head of the array is one byte.
  constexpr unsigned kArray = static_cast<unsigned>(wire::Major::kArray) << 5;
  draw.sink.Insert(0, std::string(1, static_cast<char>(kArray | steps)));
}

std::size_t CaseWriter::WriteStep(Draw& draw, const Chosen& chosen, std::size_t step,
                                  bool flawed) const {
  const auto any = [&](const std::vector<std::uint32_t>& steps) {
    return steps[draw.chance.Below(steps.size())];
  };
  if (!flawed && !draw.iterators.empty() && draw.chance.OneIn(kNextOneIn)) {
    draw.sink.Array(3);
    wire::PutText(draw.sink, OperationOn(any(draw.iterators), "__next__"));
    draw.sink.Array(0);
    draw.sink.Array(0);
    return 1;
  }
  const Method& method = *chosen[draw.chance.Below(chosen.size())];
  std::size_t before = 0;
  if (method.writer.takes_self() && (!entangled_ || draw.chance.OneIn(kNewInstanceOneIn))) {
    made_->Write(draw, "", false);
    if (!entangled_) draw.instances.clear();  // it is used this once
    draw.instances.push_back(static_cast<std::uint32_t>(step));
    before = 1;
  }
  const bool elsewhere =
      entangled_ && draw.instances.size() > 1 && draw.chance.OneIn(kOnAnotherOneIn);
  const std::size_t target = elsewhere ? any(draw.instances) : 0;
  method.writer.Write(draw, OperationOn(target, method.name), flawed);
  const auto number = static_cast<std::uint32_t>(step + before);
  if (method.gives == Operation::Gives::kInstance && entangled_) draw.instances.push_back(number);
  if (method.gives == Operation::Gives::kIterator) draw.iterators.push_back(number);
  return before + 1;
}

}  // namespace lockstep

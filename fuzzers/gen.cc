#include "fuzzers/gen.h"

#include <memory>

#include "fuzzers/case_writer.h"
#include "fuzzers/shrinker.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostTried = 200;

}  // namespace

// Every candidate the passes would try first, none of them taken.
rc::Seq<Case> StepsDown(const Case& subject, const Port& port) {
  std::vector<Case> steps;
  Shrink(
      subject, port,
      [&](std::span<const Case> candidates) {
        steps.insert(steps.end(), candidates.begin(), candidates.end());
        return std::vector<bool>(candidates.size(), false);
      },
      kMostTried);
  return rc::seq::fromContainer(std::move(steps));
}

rc::Gen<Case> CasesOf(const Port& port, const Hints& hints) {
  const auto writer = std::make_shared<const CaseWriter>(port, hints);
  return [writer, port](const rc::Random& random, int size) {
    rc::Random stream = random;
    auto draw = std::make_unique<Draw>();
    const std::uint64_t seed = stream.next();
    draw->Begin(seed, std::min(size, 100), false);
    const bool flawed = seed % 25 == 0;
    writer->Write(*draw, flawed);
    auto subject = wire::DecodeCase(draw->sink.From(0));
    Case value = subject ? std::move(*subject) : Case{};
    value.off_domain = flawed;
    return rc::shrinkable::shrinkRecur(
        std::move(value), [port](const Case& larger) { return StepsDown(larger, port); });
  };
}

}  // namespace lockstep

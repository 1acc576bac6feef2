// Cases that are given: corpus, examples, replay.
#include "fuzzers/source.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

class Given : public CaseSource {
 public:
  Given(std::vector<Case> cases, std::uint8_t mark) : cases_(std::move(cases)), mark_(mark) {}

  void Fill(Batch& batch, std::size_t count) override {
    for (; count > 0 && next_ < cases_.size() && batch.arena.size() < kArenaFull; --count) {
      const Case& subject = cases_[next_++];
      wire::Encode(subject, batch.arena);
      batch.End(static_cast<std::uint8_t>(mark_ | (subject.off_domain ? Batch::kOffDomain : 0)));
    }
  }

 private:
  std::vector<Case> cases_;
  std::uint8_t mark_;
  std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<CaseSource> GivenCases(std::vector<Case> cases, std::uint8_t mark) {
  return std::make_unique<Given>(std::move(cases), mark);
}

}  // namespace lockstep

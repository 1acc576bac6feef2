#include "harness/pipeline/run/stage.h"

#include <algorithm>
#include <utility>

#include "harness/wire/digest.h"

namespace lockstep {

std::vector<std::uint64_t> DigestsOf(const Batches& batches) {
  std::vector<std::uint64_t> digests;
  for (const auto& batch : batches)
    for (std::size_t row = 0; row < batch->size(); ++row)
      digests.push_back(wire::DigestOf((*batch)[row]).Half());
  std::sort(digests.begin(), digests.end());
  return digests;
}

Result<std::vector<Rehearsal*>> Stage::Enter(Runner& runner, const std::vector<Run>& runs) {
  std::vector<Rehearsal*> own;
  for (const Run& run : runs) {
    Rehearsal* known = run.implementation == kNative ? Find(run) : nullptr;
    if (known == nullptr) {
      auto opened = Rehearsal::Open(runner, run, batches_, OrderOf(run, batches_.size()));
      if (!opened) return opened.error();
      rehearsals_.push_back(std::move(*opened));
      known = &rehearsals_.back();
    }
    own.push_back(known);
  }
  return own;
}

std::vector<std::uint64_t> Stage::Play(const std::function<void(std::size_t)>& played) {
  std::vector<std::uint64_t> digests;
  const std::size_t count = batches_.size();
  for (std::size_t turn = 0; turn <= count; ++turn) {
    for (auto& rehearsal : rehearsals_) rehearsal.Turn(turn);
    if (turn == 0) digests = DigestsOf(batches_);
    if (turn >= kStretch) played(turn - kStretch);
  }
  for (std::size_t batch = count < kStretch ? 0 : count - kStretch + 1; batch < count; ++batch)
    played(batch);
  return digests;
}

void Stage::Clear() {
  for (auto& rehearsal : rehearsals_)
    if (!rehearsal.run().finalize) rehearsal.Close();
}

Rehearsal* Stage::Find(const Run& run) {
  for (auto& rehearsal : rehearsals_)
    if (rehearsal.run() == run) return &rehearsal;
  return nullptr;
}

}  // namespace lockstep

// A Ward is a process that is no child of the harness: a keeper below a template watches it, tells
// how it ended, and kills it and all that it started when it is asked to.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "harness/worker/descriptor.h"

namespace lockstep::worker {

class Ward {
 public:
  // `life` is the connection to its keeper; `kept_by` lives as long as the ward.
  Ward(Descriptor worker, std::shared_ptr<const void> kept_by);
  Ward(Ward&&) noexcept = default;
  Ward& operator=(Ward&& other) noexcept;
  ~Ward();  // kills it, and waits for that

  // The wait status, once it has ended within `limit`; zero only looks. As if killed where the
  // keeper ended without a word.
  std::optional<int> Wait(std::chrono::milliseconds limit);
  void Kill();

 private:
  std::optional<int> Told();
  void End();

  std::shared_ptr<const void> kept_by_;  // goes last
  Descriptor worker_;
  std::optional<int> status_;
};

}  // namespace lockstep::worker

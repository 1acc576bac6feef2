// A ProgressLine tells on standard error how far a run is: one line that rewrites itself on a
// terminal; elsewhere plain lines, and one every half minute while nothing else is said.
#pragma once

#include <chrono>
#include <condition_variable>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

#include "harness/cli/style.h"
#include "harness/pipeline/progress.h"

namespace lockstep {

// Safe from several threads. The line is gone when it is destroyed.
class ProgressLine : public Progress {
 public:
  ProgressLine(std::ostream& out, Style style,
               std::chrono::milliseconds heartbeat = std::chrono::seconds(30));
  ~ProgressLine() override;
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void OnPort(const std::string& native, const std::string& port, std::size_t index,
              std::size_t of) override;
  void OnCases(std::uint64_t done, std::uint64_t of) override;
  void OnLookInto(const std::string& law, std::size_t index, std::size_t of) override;
  void OnShrink(const Finding& so_far, std::size_t tried) override;
  void OnFinding(const Finding& finding) override;
  void OnPortDone(const PortReport& port) override;
  void OnCosts(const PortReport& port) override;

 private:
  void Beat();                        // the thread: repeats the status until the end
  void Say(const std::string& line);  // a line that stays; under the mutex
  void Show();                        // the status, rewritten; under the mutex
  std::string Status() const;

  std::ostream& out_;
  const Style style_;
  const std::chrono::milliseconds period_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false, shown_ = false, said_ = false;
  std::string port_, activity_;
  std::uint64_t done_ = 0, of_ = 0;
  std::size_t findings_ = 0;
  std::jthread beat_;  // last: it starts when everything else is there
};

}  // namespace lockstep

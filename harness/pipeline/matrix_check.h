// A MatrixCheck runs the ports of one native side by side: the same cases, native once, a column
// and more for each port. With three implementations or more the odd one out of a case is named.
#pragma once

#include <atomic>
#include <deque>
#include <set>
#include <vector>

#include "harness/pipeline/port_check.h"

namespace lockstep {

class MatrixCheck {
 public:
  // The ports share what SharesMatrix compares. `orders` are for the ports, one each; what they say
  // besides the accepted differences is the same.
  MatrixCheck(std::vector<Claim> claims, std::vector<PortOrder> orders, const Workshop& workshop,
              Corpus& corpus, Journal& journal, Progress& progress,
              std::function<bool()> should_stop);

  // A report for each port. An Error when native or a port cannot be run at all.
  Result<std::vector<PortReport>> Go();
  std::set<Interpreter> interpreters() const;

 private:
  Result<bool> Prepare();
  // All are told where each is at home.
  void ShareHomes();  // false: the reports already say why not
  // Runs and looks into what differs: once, or where time alone ends it again and again.
  Result<void> Play(const Supply& supply);
  Result<void> RunUnits(const Supply& supply);
  bool SeesNew(const std::vector<UnitResult>& results) const;
  void Log(std::uint32_t unit, const std::vector<UnitResult>& results);
  Result<void> Examine(const Supply& supply, bool last);
  Result<Supply> MakeSupply();
  std::vector<PortReport> Unreached();
  std::chrono::milliseconds Budget() const;
  Deadline::Time RunningEnd() const;

  const PortOrder order_;  // of the first
  const Deadline::Clock::time_point begun_ = Deadline::Clock::now();
  Journal& journal_;
  Progress& progress_;
  const std::shared_ptr<Deadline> deadline_;
  std::deque<PortCheck> checks_;        // the first has native's processes
  std::vector<PortCheck*> running_;     // those that can be run
  std::uint64_t done_ = 0;              // cases, of all units so far
  std::atomic<std::uint32_t> next_{0};  // unit; 0: the given cases
};

// Whether the two can be compared with the same runs of native: same native, same cases, and the
// same things compared.
bool SharesMatrix(const Claim& left, const Claim& right);

// The ports of a manifest by the matrix they stand in, as indices; both in the manifest's order. No
// matrix has more than `most` ports.
std::vector<std::vector<std::size_t>> MatricesOf(const std::vector<Claim>& claims,
                                                 std::size_t most);

}  // namespace lockstep

// LeftBehind finds the calls behind what a batch left in its surroundings and native's did not.
//
// Workers look at their surroundings once a batch, for that costs as much as many calls. Where the
// kinds of what changed differ, the batch is played again, in fresh processes that look after every
// call. Its result depends on the columns alone.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "harness/pipeline/run/candidate.h"
#include "harness/pipeline/run/plan.h"
#include "harness/pipeline/run/rehearsal.h"

namespace lockstep {

class LeftBehindLeads {
 public:
  struct Lead {
    std::vector<std::size_t> batches;  // it was one of them; the likeliest first
    Run left, right;
    std::uint16_t kinds = 0;  // that one side left and the other did not
    bool certain = false;     // no process ended meanwhile, nothing was imported
    bool faint = false;       // some other process may have done it
  };

  explicit LeftBehindLeads(const Port& port);
  // Of a batch that all have played, each in the order that `order_of` gives for its column.
  using Orders = std::function<const std::vector<std::size_t>&(std::size_t column)>;
  void Note(std::size_t batch, const Matrix& matrix, const Orders& order_of);

  using Found = std::function<void(const Lead&, std::size_t batch, std::size_t row, const Case&,
                                   const Violated&)>;
  // Plays batches again until each kind has been seen after a call. The kinds that were not, though
  // the columns are certain.
  Result<std::set<std::string>> Look(const Oracles& oracles, Runner& runner, const Batches& batches,
                                     const Found& found) const;

 private:
  const Port& port_;
  bool applies_, has_faint_ = false;
  std::uint16_t comparable_ = 0;
  std::vector<Lead> leads_;
};

}  // namespace lockstep

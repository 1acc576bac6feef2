#include "harness/pipeline/confirm/docket.h"

#include <algorithm>
#include <tuple>

#include "fuzzers/shrinker.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

// Of the same law and difference: with other paths or types; of an operation of a class.
constexpr std::size_t kPerBreach = 3, kPerOperation = 1;
// Where differences of the kind are excused: most of them come to what is excused.
constexpr std::size_t kBesideExcused = 3;

auto RankOf(const Candidate& one) {
  return std::tuple(IsSlow(one.key.difference), !IsDeterminismLaw(one.key.law), one.key.off_domain,
                    !one.key.excuse.empty(), one.familiar, one.wavers);
}

bool ComesBefore(const Candidate* left, const Candidate* right) {
  const auto one = RankOf(*left), other = RankOf(*right);
  return one != other ? one < other : Simpler(left->subject, right->subject);
}

}  // namespace

bool IsSlow(const std::string& difference) { return difference == "timeout"; }

std::vector<const Candidate*> InOrder(const Candidates& candidates) {
  std::vector<const Candidate*> order;
  for (const auto& [key, candidate] : candidates) order.push_back(&candidate);
  std::ranges::stable_sort(order, ComesBefore);
  return order;
}

bool Quotas::Take(const BreachKey& key) {
  auto& [tried, found] = taken_[BucketOf(key)];
  const auto most = OperationIn(key.path).empty() ? kPerBreach : kPerOperation;
  if (!key.variety) return tried++ < most;
  return found < most && tried++ < kBesideExcused;
}

}  // namespace lockstep

#include "harness/pipeline/run/candidate.h"

#include "fuzzers/shrinker.h"
#include "harness/wire/digest.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

bool StandsBefore(const Candidate& left, const Candidate& right) {
  if (left.exact != right.exact) return left.exact;
  if (left.wavers != right.wavers) return right.wavers;
  if (Simpler(left.subject, right.subject)) return true;
  if (Simpler(right.subject, left.subject)) return false;
  return std::tie(left.unit, left.batch, left.row) < std::tie(right.unit, right.batch, right.row);
}

}  // namespace

std::string OperationIn(const std::string& path) {
  constexpr std::string_view kStep = "step[*].";
  if (!path.starts_with(kStep)) return "";
  const auto end = path.find_first_of(".[", kStep.size());
  return path.substr(kStep.size(), end == std::string::npos ? end : end - kStep.size());
}

BreachKey KeyOf(const Violated& violation, bool off_domain) {
  return {violation.law,   violation.difference, violation.where.Pattern(),
          violation.types, violation.blamed,     off_domain};
}

FailureBucket BucketOf(const BreachKey& key) {
  const bool one_sided = key.difference == "exception-presence";
  return {key.law, key.difference, OperationIn(key.path), key.blamed,
          one_sided && key.types.starts_with("raises ")};
}

FailureBucket BucketOf(const Violated& violation) { return BucketOf(KeyOf(violation, false)); }

void Merge(Candidates& into, const Candidate& candidate) {
  const auto [place, fresh] = into.try_emplace(candidate.key, candidate);
  if (fresh) return;
  Candidate& known = place->second;
  const auto count = known.count + candidate.count;
  const bool dramatic = candidate.violation.distance > known.violation.distance;
  const bool several =
      known.several || candidate.several || !(known.subject.steps == candidate.subject.steps);
  const Case most = dramatic ? candidate.most_dramatic : known.most_dramatic;
  const Varieties varieties = known.varieties | candidate.varieties;
  const double distance = dramatic ? candidate.violation.distance : known.violation.distance;
  if (StandsBefore(candidate, known)) known = candidate;
  known.count = count;
  known.several = several;
  known.varieties = varieties;
  known.most_dramatic = most;
  known.violation.distance = distance;
}

Signature SignatureOf(const Port& port, const Violated& violation) {
  return {
      port.native,    port.called(), violation.law, violation.difference, violation.where.Pattern(),
      violation.types};
}

static std::string IdOf(const std::string& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return wire::ToHex(wire::DigestOf({bytes, text.size()})).substr(0, 12);
}

std::string FindingId(const Signature& signature) { return IdOf(ToString(signature)); }

std::string FindingId(const Signature& signature, const Case& smallest) {
  const auto bytes = wire::Encode(smallest);
  return IdOf(ToString(signature) + '|' + std::string(bytes.begin(), bytes.end()));
}

}  // namespace lockstep

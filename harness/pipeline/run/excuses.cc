#include "harness/pipeline/run/excuses.h"

#include <algorithm>

#include "fuzzers/simpler.h"
#include "harness/pipeline/run/variety.h"
#include "harness/wire/digest.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

// What is the same in every run.
bool IsOfValues(const std::string& law) {
  return law == "value" || law == "type" || law == "exception";
}

// A case that is excused itself is where it was excused; elsewhere in it may be another difference.
// What the case itself comes to may not be of other types.
bool Covers(const Excuses::Fit& fit, const Violated& violation) {
  const bool comparable =
      IsOfValues(violation.law) && OperationIn(violation.where.Pattern()).empty();
  if (fit.exact && comparable && !fit.excuse->types.empty() && fit.excuse->types != violation.types)
    return false;
  const bool there = !fit.excuse->when.empty() || fit.excuse->path.empty() ||
                     fit.excuse->path == violation.where.Pattern();
  return there && IsOfKind(*fit.excuse, violation);
}

// An integer shrinks to the same one from wherever it is begun.
bool IsOneInteger(const Case& subject) {
  if (subject.steps.size() != 1) return false;
  const Step& only = subject.steps.front();
  return only.keyword.empty() && only.positional.size() == 1 &&
         only.positional.front().kind == Value::Kind::kInt;
}

}  // namespace

std::string CaseDigest(const Case& subject) {
  return wire::ToHex(wire::DigestOf(wire::Encode(subject)));
}

bool IsAlone(const Finding& finding, const Candidates& candidates) {
  bool seen = false;
  for (const auto& [key, candidate] : candidates) {
    const bool alike = BucketOf(key) == BucketOf(finding.violation);
    if (!alike || key.off_domain || !key.excuse.empty()) continue;
    if (candidate.several || CaseDigest(candidate.subject) != finding.case_digest) return false;
    seen = true;
  }
  return seen;
}

Result<Excuses> Excuses::Open(std::vector<Excuse> all, const Port& port, const Workshop& workshop) {
  Excuses excuses;
  excuses.all_ = std::move(all);
  for (const Excuse& excuse : excuses.all_) {
    auto& place = excuses.predicates_.emplace_back();
    if (excuse.when.empty()) continue;
    auto opened = Predicate::Open(port, NamesForPredicate(port), excuse.when, workshop);
    if (!opened) {
      Error error = opened.error();
      error.what = "accepted " + excuse.id + ": " + error.what;
      return error;
    }
    place = std::move(*opened);
  }
  return excuses;
}

std::vector<std::vector<Excuses::Fit>> Excuses::FitsOf(std::span<const Case> cases) const {
  std::vector<std::vector<Fit>> fits(cases.size());
  if (all_.empty()) return fits;
  std::vector<std::string> digests;
  for (const Case& subject : cases) digests.push_back(CaseDigest(subject));
  for (std::size_t i = 0; i < all_.size(); ++i) {
    std::vector<bool> holds(cases.size());
    if (predicates_[i]) holds = predicates_[i]->Holds(cases);
    for (std::size_t k = 0; k < cases.size(); ++k)
      if (const bool exact = digests[k] == all_[i].case_digest; exact || holds[k])
        fits[k].push_back({&all_[i], exact});
  }
  return fits;
}

bool Excuses::Concern(const Violated& violation) const {
  return std::ranges::any_of(all_,
                             [&](const Excuse& excuse) { return IsOfKind(excuse, violation); });
}

void Excuses::Mark(Candidate& candidate, const std::vector<Fit>& fits) const {
  for (const Fit& fit : fits) {
    if (!Covers(fit, candidate.violation)) continue;
    candidate.key.excuse = fit.excuse->id;
    candidate.exact = fit.exact;
    return;
  }
  if (!Concern(candidate.violation)) return;
  const unsigned variety = VarietyOf(candidate.subject, candidate.violation);
  candidate.key.variety = variety;
  candidate.familiar = KnownVarieties(candidate.violation)[variety];
}

void Excuses::Meet(const Candidates& candidates) {
  for (const auto& [key, candidate] : candidates)
    if (candidate.exact) standing_.insert(key.excuse);
}

bool Excuses::LooksLikeSeen(const Excuse& excuse, const Violated& violation,
                            const Case& smallest) const {
  if (excuse.alone || !excuse.when.empty() || IsOneInteger(smallest)) return false;
  if (CaseDigest(smallest) == excuse.case_digest) return false;
  if (!excuse.varieties[VarietyOf(smallest, violation)]) return false;
  const auto stored = wire::DecodeCase(excuse.encoded_case);
  if (!stored) return true;
  const bool stands = !IsOfValues(violation.law) || standing_.contains(excuse.id);
  return stands && !IsSmaller(smallest, *stored);
}

Varieties Excuses::KnownVarieties(const Violated& violation) const {
  Varieties known;
  for (const Excuse& excuse : all_)
    if (Covers({&excuse, false}, violation)) known |= excuse.varieties;
  return known;
}

Varieties Excuses::Seen(const Finding& finding, const Candidates& candidates) const {
  Varieties seen;
  for (const auto& [key, candidate] : candidates)
    if (key.excuse.empty() && BucketOf(key) == BucketOf(finding.violation))
      seen |= candidate.varieties;
  seen &= ~KnownVarieties(finding.violation);
  seen.set(VarietyOf(finding.smallest, finding.violation));
  return seen;
}

const Excuse* Excuses::Of(const Finding& finding) const {
  if (finding.confirmed < finding.of)
    for (const Excuse& excuse : all_)
      if (IsOfKind(excuse, finding.violation)) return &excuse;
  return Of(finding.violation, finding.smallest);
}

const Excuse* Excuses::Of(const Violated& violation, const Case& smallest) const {
  if (all_.empty()) return nullptr;
  const auto fits = FitsOf({&smallest, 1});
  for (const Fit& fit : fits.front())
    if (Covers(fit, violation)) return fit.excuse;
  for (const Excuse& excuse : all_)
    if (Covers({&excuse, false}, violation) && LooksLikeSeen(excuse, violation, smallest))
      return &excuse;
  return nullptr;
}

const Excuse* Excuses::Named(const std::string& id) const {
  const auto found = std::ranges::find(all_, id, &Excuse::id);
  return found == all_.end() ? nullptr : &*found;
}

SameFailure Excuses::Beyond(const Violated& violation, SameFailure fails) const {
  if (!Concern(violation)) return fails;
  return [this, violation, fails = std::move(fails)](std::span<const Case> cases) {
    const auto fits = FitsOf(cases);
    std::vector<Case> rest;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const bool excused = std::ranges::any_of(fits[i], [&](const Fit& fit) {
        const bool apart = fit.excuse->alone || !fit.excuse->when.empty();
        return apart && Covers(fit, violation);
      });
      if (excused) continue;
      rest.push_back(cases[i]);
      places.push_back(i);
    }
    std::vector<bool> failing(cases.size());
    if (rest.empty()) return failing;
    const auto shown = fails(rest);
    for (std::size_t i = 0; i < places.size(); ++i) failing[places[i]] = shown[i];
    return failing;
  };
}

}  // namespace lockstep

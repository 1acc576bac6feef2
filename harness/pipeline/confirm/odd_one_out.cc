#include "harness/pipeline/confirm/odd_one_out.h"

#include <algorithm>

#include "harness/model/law.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

bool IsEquivalence(const std::string& law) {
  const Law* found = FindLaw(law);
  return found != nullptr && found->family == "equivalence";
}

bool AgreesWithItself(const Witness& witness) {
  return std::none_of(witness.findings.begin(), witness.findings.end(), [](const Finding& finding) {
    return IsDeterminismLaw(finding.signature.law);
  });
}

// What a port made of the case.
struct Account {
  std::string name;
  bool as_native = false;
  Cell cell;
};

// nullopt: it says nothing that could be compared.
std::optional<Account> AccountOf(const Witness& witness, const Finding& finding) {
  const Probe probe(witness.port, witness.oracles, witness.runner);
  const std::span<const Case> subject(&finding.smallest, 1);
  Run native = Base(kNative), port = Base(1);
  native.ambient = port.ambient = finding.left.ambient;
  const auto cell = probe.CellOfLast(port, subject);
  const auto breaches = probe.Judge(native, port, subject);
  if (!cell || !breaches) return std::nullopt;
  if (!Testifies(*cell) || cell->kind == Cell::Kind::kUnencodable) return std::nullopt;
  return Account{witness.port.called(), breaches->front().empty(), *cell};
}

bool Alike(const Account& left, const Account& right) {
  return left.cell.kind == right.cell.kind && left.cell.projected == right.cell.projected &&
         left.cell.effects == right.cell.effects;
}

}  // namespace

std::optional<OddOneOut> FindOddOneOut(const std::vector<Witness>& witnesses,
                                       const Finding& finding) {
  if (!IsEquivalence(finding.signature.law) || !finding.stable || !finding.prefix.empty())
    return std::nullopt;
  std::vector<Account> with_native, against;
  for (const Witness& witness : witnesses) {
    if (!AgreesWithItself(witness)) continue;
    auto account = AccountOf(witness, finding);
    if (account) (account->as_native ? with_native : against).push_back(std::move(*account));
  }
  OddOneOut odd{"native", {}};
  const std::vector<Account>* agree = &against;
  if (against.size() == 1 && !with_native.empty()) {
    odd = {against.front().name, {"native"}};
    agree = &with_native;
  } else if (!with_native.empty() || against.size() < 2 ||
             !std::all_of(against.begin(), against.end(),
                          [&](const Account& other) { return Alike(against.front(), other); })) {
    return std::nullopt;
  }
  for (const Account& account : *agree) odd.agree.push_back(account.name);
  return odd;
}

}  // namespace lockstep

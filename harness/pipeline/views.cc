#include "harness/pipeline/views.h"

#include <algorithm>
#include <iterator>

#include "oracles/status.h"

namespace lockstep {
namespace {

// A view asks whether something breaks at all: it needs no more cases than that.
constexpr std::uint64_t kMostCases = 4096;

Claim View(const Claim& port, const std::string& law) {
  Claim view = port;
  view.law = law;
  view.declared.contract.only_laws = {law};
  view.cases = std::min(port.cases, kMostCases);
  view.examples = false;
  return view;
}

// Both sides are the port, so they live where it does.
Claim OfShipping(const Claim& port, const std::string& law) {
  Claim view = View(port, law);
  view.python = port.port_python;
  view.kind = Claim::Kind::kFunction;
  return view;
}

// Functions of Python are moved; classes with a state, programs and libraries are not.
bool CanBeMoved(const Claim& port) {
  return port.kind != Claim::Kind::kNativeItself && !port.LivesElsewhere() &&
         !port.declared.stateful;
}

// One call without arguments, whose result is a list of what is forbidden.
Claim OfSources(const Claim& port) {
  Claim view = OfShipping(port, "subset");
  view.declared.parameters.clear();
  view.declared.parameters_text.clear();
  view.assume.clear();
  view.mappings.clear();
  view.cases = 1;
  return view;
}

}  // namespace

std::vector<Claim> ViewsOf(const Claim& port) {
  std::vector<Claim> views;
  const auto add = [&](bool asked, Claim view) {
    if (asked && port.declared.contract.Applies(view.law)) views.push_back(std::move(view));
  };
  const bool mapping = port.law == "translation-round-trip";
  add(mapping, View(port, "idempotence"));
  add(mapping, View(port, "no-sharing"));
  const bool moves = CanBeMoved(port);
  add(moves && port.declared.contract.independent, OfShipping(port, "independence"));
  add(moves && port.declared.contract.shippable, OfShipping(port, "shippable"));
  add(moves && !port.declared.contract.subset.empty(), OfSources(port));
  return views;
}

std::vector<std::string> NotDelivered(const Claim& port) {
  std::vector<std::string> laws;
  const auto add = [&](bool asked, const char* law) {
    if (asked && !CanBeMoved(port) && port.declared.contract.Applies(law)) laws.emplace_back(law);
  };
  add(port.declared.contract.independent, "independence");
  add(port.declared.contract.shippable, "shippable");
  add(!port.declared.contract.subset.empty(), "subset");
  return laws;
}

Claim SeenUnder(const Claim& port, const std::string& law) {
  for (Claim& view : ViewsOf(port))
    if (view.law == law) return view;
  return port;
}

void AddView(PortReport& report, const std::string& law, PortReport view) {
  if (report.why.empty() && view.status == Status::kUntested && view.cases > 0)
    report.why = view.why;
  report.observations += view.observations;
  report.laws[law] = view.laws[law];
  std::move(view.findings.begin(), view.findings.end(), std::back_inserter(report.findings));
  std::sort(
      report.findings.begin(), report.findings.end(),
      [](const Finding& left, const Finding& right) { return left.signature < right.signature; });
  std::ranges::move(view.sightings, std::back_inserter(report.sightings));
  report.status = StatusOf(report);
  if (report.findings.empty() && !report.why.empty()) report.status = Status::kUntested;
}

void AddUndelivered(PortReport& report, const std::string& law, const Error& why) {
  report.laws[law] = {"undecided", "not-delivered: " + why.what, 0, 0};
}

}  // namespace lockstep

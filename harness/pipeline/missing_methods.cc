#include "harness/pipeline/missing_methods.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace lockstep {
namespace {

// What every object has, though no class says it.
constexpr const char* kOfObject[] = {"__repr__", "__str__", "__format__", "__hash__", "__eq__",
                                     "__ne__",   "__lt__",  "__le__",     "__gt__",   "__ge__"};

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::string OperationOf(const Violated& violation) {
  return OperationIn(violation.where.Pattern());
}

}  // namespace

std::vector<std::string> Lacking(const Port& port, const Loaded& other) {
  std::vector<std::string> lacking;
  if (!port.stateful || !other.methods) return lacking;
  for (const Operation& operation : port.operations)
    if (std::ranges::find(kOfObject, operation.name) == std::end(kOfObject) &&
        std::ranges::none_of(*other.methods, [&](const Loaded::Method& method) {
          return method.name == operation.name;
        }))
      lacking.push_back(operation.name);
  return lacking;
}

bool IsOfLacking(const Port& port, const Violated& violation) {
  return violation.law == "exception" && violation.blamed != kNative &&
         violation.actual.starts_with("raises AttributeError") &&
         Has(port.lacking, OperationOf(violation));
}

std::vector<const Candidate*> WithoutLacking(const Port& port,
                                             std::vector<const Candidate*> candidates) {
  const Candidate* kept = nullptr;
  std::vector<std::string> seen;
  for (const Candidate* one : candidates) {
    if (!IsOfLacking(port, one->violation)) continue;
    if (kept == nullptr) kept = one;
    seen.push_back(OperationOf(one->violation));
  }
  std::erase_if(candidates, [&](const Candidate* one) {
    return one != kept && Has(seen, OperationOf(one->violation));
  });
  return candidates;
}

void TellLacking(const Port& port, Finding& finding) {
  const std::string names = fmt::format("{}", fmt::join(port.lacking, ", "));
  finding.signature.difference = finding.violation.difference = "missing-method";
  finding.signature.path = "class";
  finding.signature.types = finding.violation.types = names;
  finding.violation.expected = "an instance that has " + names;
  finding.violation.actual = "the port's class has no such method";
}

}  // namespace lockstep

// Progress listens to a campaign. It alone sees the clock; nothing it sees reaches a report.
#pragma once

#include <cstdint>
#include <string>

#include "harness/model/finding.h"
#include "harness/model/report.h"

namespace lockstep {

class Progress {
 public:
  virtual ~Progress() = default;
  virtual void OnPort(const std::string& /*native*/, const std::string& /*port*/,
                      std::size_t /*index*/, std::size_t /*of*/) {}
  virtual void OnCases(std::uint64_t /*done*/, std::uint64_t /*of*/) {}
  // What differs is looked into: the first of so many kinds, the second, ...
  virtual void OnLookInto(const std::string& /*law*/, std::size_t /*index*/, std::size_t /*of*/) {}
  virtual void OnShrink(const Finding& /*so_far*/, std::size_t /*tried*/) {}
  virtual void OnFinding(const Finding& /*unshrunk, then again when shrunk*/) {}
  virtual void OnPortDone(const PortReport& /*port*/) {}
  virtual void OnCosts(const PortReport& /*port that is measured*/) {}
};

}  // namespace lockstep

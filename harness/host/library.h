// A Library is a port in native code, loaded into this process.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "harness/host/lockstep_port.h"
#include "harness/model/result.h"

namespace lockstep::host {

class Library {
 public:
  // An Error (kUsage) where it cannot be loaded, lacks a function, is of another ABI, or has
  // nothing that stands for `native`.
  static Result<Library> Load(const std::string& file, const std::string& native);

  // Appends the answer to one case as an answers frame has it.
  void Answer(std::span<const std::uint8_t> subject, std::vector<std::uint8_t>& out) const;
  bool tells_arguments() const { return tells_arguments_; }

 private:
  decltype(&lockstep_call) call_ = nullptr;
  decltype(&lockstep_free) free_ = nullptr;
  bool tells_arguments_ = false;
  lockstep_port* port_ = nullptr;  // lives as long as the process
};

}  // namespace lockstep::host

// The few colours of the terminal report. Without colour every one of them is nothing.
#pragma once

#include <string>
#include <string_view>

#include "harness/model/report.h"

namespace lockstep {

class Palette {
 public:
  explicit Palette(bool colour) : colour_(colour) {}

  std::string Good(std::string_view text) const { return Painted("32", text); }
  std::string Bad(std::string_view text) const { return Painted("1;31", text); }
  std::string Doubtful(std::string_view text) const { return Painted("33", text); }
  std::string Quiet(std::string_view text) const { return Painted("2", text); }
  std::string Strong(std::string_view text) const { return Painted("1", text); }

  std::string Of(Status status, std::string_view text) const {
    if (status >= Status::kUnsupported) return Doubtful(text);
    return status >= Status::kAccepted ? Good(text) : Bad(text);
  }

 private:
  std::string Painted(const char* code, std::string_view text) const {
    if (!colour_) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }

  bool colour_;
};

}  // namespace lockstep

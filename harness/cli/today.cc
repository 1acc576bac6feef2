#include "harness/cli/today.h"

#include <fmt/format.h>

#include <chrono>

namespace lockstep {

std::string Today() {
  using std::chrono::floor;
  const std::chrono::year_month_day day(floor<std::chrono::days>(std::chrono::system_clock::now()));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace lockstep

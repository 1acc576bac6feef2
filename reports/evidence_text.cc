#include "reports/evidence_text.h"

#include <fmt/format.h>

#include "reports/phrases.h"

namespace lockstep {
namespace {

// What is rare is not called nothing, and what is not all is not called all.
std::string Share(std::uint64_t part, std::uint64_t whole) {
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  if (part > 0 && percent < 1) return "under 1 %";
  if (part < whole && percent > 99) return "over 99 %";
  return fmt::format("{:.0f} %", percent);
}

std::string LinesOf(const Reach& reach) {
  return fmt::format("{}/{}", reach.lines_reached, reach.lines);
}

std::string LinesPhrase(const Evidence& evidence) {
  if (evidence.port && evidence.native)
    return "lines " + LinesOf(*evidence.port) + ", native's " + LinesOf(*evidence.native);
  if (evidence.port) return "lines " + LinesOf(*evidence.port);
  return evidence.native ? "native's lines " + LinesOf(*evidence.native) : std::string();
}

}  // namespace

std::string EvidencePhrase(const PortReport& port) {
  const Evidence& evidence = port.evidence;
  const std::uint64_t ended = evidence.returned + evidence.raised;
  std::string text;
  if (ended > 0) {
    text = fmt::format("returned {}, raised {}", Share(evidence.returned, ended),
                       Share(evidence.raised, ended));
    if (evidence.results > 0)
      text += fmt::format(", {}{}", evidence.at_least ? "more than " : "",
                          Counted(evidence.results, "distinct result"));
  }
  const std::string lines = LinesPhrase(evidence);
  return text + (text.empty() || lines.empty() ? "" : "; ") + lines;
}

}  // namespace lockstep

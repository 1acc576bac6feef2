// The report for people: one line for a port that is well, everything for one that is not, and
// a summary that fits on the last dozen lines.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>

#include "reports/evidence_text.h"
#include "reports/gathered.h"
#include "reports/palette.h"
#include "reports/phrases.h"
#include "reports/printable.h"
#include "reports/reporter.h"
#include "reports/terminal_finding.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostNotes = 6;                             // a port
constexpr std::size_t kMostInSummary = 5;                         // findings, in the summary
constexpr std::size_t kLongestSample = 50, kLongestOutcome = 40;  // of a sample

std::uint64_t Open(const PortReport& port) { return StandingsOf(port)[Standing::kFails]; }

std::string PairText(const PortReport& port) { return Printable(PairOf(port)); }

std::string FactsText(const PortReport& port) {
  if (port.cases == 0) return port.why.empty() ? "" : Printable(port.why);
  std::string text = Counted(port.cases, "case") + ", " + LawsPhrase(port);
  if (port.bound > 0 && port.findings.empty() && port.status != Status::kUntested)
    text += fmt::format(", p(differs) < {:.2g}", port.bound);
  if (port.max_ulp > 0) text += fmt::format(", at most {} ULP", port.max_ulp);
  for (const auto& property : port.properties) text += "; " + Printable(property);
  if (!port.why.empty()) text += "; " + Printable(port.why);
  return text;
}

std::string PortLine(const PortReport& port, const Palette& palette) {
  const std::string status = fmt::format("{:<11} ", ToString(port.status));
  return fmt::format("{}{}  {}\n", palette.Of(port.status, status), palette.Strong(PairText(port)),
                     FactsText(port));
}

std::string NoteLine(const Note& note, const Palette& palette) {
  const std::string kind = fmt::format("{} x{}", Printable(note.kind), Grouped(note.count));
  std::string text = fmt::format("  {}  {}", palette.Doubtful("note " + kind),
                                 Shortened(Printable(note.text), 200));
  if (!note.call.empty()) text += palette.Quiet("  e.g. " + Shortened(Printable(note.call), 200));
  return text + "\n";
}

std::string NotesText(const PortReport& port, const TerminalStyle& style, const Palette& palette) {
  const auto notes = style.verbose ? port.notes : Gathered(port.notes);
  const std::size_t shown = style.verbose ? notes.size() : std::min(notes.size(), kMostNotes);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += NoteLine(notes[i], palette);
  if (notes.size() > shown)
    text +=
        fmt::format("  and {} of other kinds: --verbose\n", Counted(notes.size() - shown, "note"));
  return text;
}

// "f(0) -> 0; f(12) -> 144"
std::string SamplesText(const Evidence& evidence) {
  std::string text;
  for (const SampleCall& sample : evidence.samples)
    text += (text.empty() ? "" : "; ") + Shortened(Printable(sample.call), kLongestSample) +
            " -> " + Shortened(Printable(sample.outcome), kLongestOutcome);
  return text;
}

std::string EvidenceText(const PortReport& port, const Palette& palette) {
  std::string text;
  if (const auto phrase = EvidencePhrase(port); !phrase.empty())
    text += fmt::format("  {}\n", palette.Quiet(Printable(phrase)));
  if (const auto samples = SamplesText(port.evidence); !samples.empty())
    text += fmt::format("  {}\n", palette.Quiet("e.g. " + samples));
  for (const auto& why : port.evidence.weak)
    text += fmt::format("  {}  {}\n", palette.Doubtful("weak"), Printable(why));
  return text;
}

std::string PortText(const PortReport& port, const TerminalStyle& style, const Palette& palette) {
  const bool well = Open(port) == 0;
  const bool fails = port.weak_fails && !port.evidence.weak.empty();
  if (well && style.quiet && !fails) return "";
  std::string text = PortLine(port, palette);
  if (!port.domain.empty())
    text += fmt::format("  {}\n", palette.Quiet("over " + Shortened(Printable(port.domain), 300)));
  text += EvidenceText(port, palette);
  for (const Finding& finding : port.findings) text += TextOf(finding, style, palette);
  text += NotesText(port, style, palette);
  return well ? text : text + "\n";
}

// Ports with findings stand apart.
std::string PortsText(const Report& report, const TerminalStyle& style, const Palette& palette) {
  std::string text;
  for (const PortReport& port : report.ports) {
    const bool apart = Open(port) > 0 && !text.empty() && !text.ends_with("\n\n");
    text += (apart ? "\n" : "") + PortText(port, style, palette);
  }
  if (!text.empty() && !text.ends_with("\n\n")) text += "\n";
  return text;
}

std::string InterpretersText(const Report& report) {
  std::string text;
  for (const Interpreter& interpreter : report.interpreters)
    text += fmt::format("  {} ({} {}{})", Printable(interpreter.executable),
                        Printable(interpreter.implementation), Printable(interpreter.version),
                        interpreter.extension || interpreter.elsewhere ? "" : ", portable worker");
  return text;
}

std::string StatusesText(const Report& report) {
  std::map<Status, std::uint64_t> statuses;
  for (const PortReport& port : report.ports) ++statuses[port.status];
  std::string text = Counted(report.ports.size(), "port") + ":";
  const char* separator = " ";
  for (const auto& [status, count] : statuses) {
    text += fmt::format("{}{} {}", separator, count, ToString(status));
    separator = ", ";
  }
  return text;
}

std::string OpenFindings(const Report& report, const Palette& palette) {
  std::string text;
  std::size_t listed = 0, open = 0;
  for (const PortReport& port : report.ports)
    for (const Finding& finding : port.findings) {
      if (!Fails(finding) || ++open > kMostInSummary) continue;
      ++listed;
      text += fmt::format("  {}  {}  {}\n", Printable(finding.id),
                          palette.Bad(finding.signature.law), PairText(port));
    }
  if (open > listed) text += fmt::format("  and {} more\n", open - listed);
  if (open > 0) text += "A difference that is meant: lockstep accept ID --reason TEXT\n";
  return text;
}

std::string StaleText(const Report& report, const Palette& palette) {
  const std::uint64_t stale = StaleCount(report);
  if (stale == 0) return "";
  return palette.Doubtful(Counted(stale, "accepted difference") +
                          " not seen again: take the entry out of lockstep.accepted.toml") +
         "\n";
}

// Never more than twelve lines.
std::string Summary(const Report& report, const Palette& palette) {
  std::uint64_t cases = 0, observations = 0;
  for (const PortReport& port : report.ports) {
    cases += port.cases;
    observations += port.observations;
  }
  std::string text = StatusesText(report) + "\n";
  text += fmt::format("{}, {}, {}\n", Counted(cases, "case"), Counted(observations, "observation"),
                      FindingsPhrase(StandingsOf(report)));
  text += OpenFindings(report, palette) + StaleText(report, palette);
  if (report.interrupted) text += palette.Doubtful("interrupted: what is above is not all") + "\n";
  return text;
}

class TerminalWriter : public Reporter {
 public:
  explicit TerminalWriter(TerminalStyle style) : style_(style) {}

  void Write(const Report& report, std::ostream& out) const override {
    const Palette palette(style_.colour);
    if (!style_.quiet)
      out << palette.Quiet(fmt::format("lockstep {}  seed {}{}", Printable(report.tool_version),
                                       report.seed, InterpretersText(report)))
          << "\n\n";
    out << PortsText(report, style_, palette) << Summary(report, palette);
  }

 private:
  TerminalStyle style_;
};

}  // namespace

std::unique_ptr<Reporter> TerminalReporter(TerminalStyle style) {
  return std::make_unique<TerminalWriter>(style);
}

}  // namespace lockstep

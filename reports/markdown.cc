// The report as Markdown, for the summary page of a CI run: a table of the ports, then each finding
// that fails the run with all that is needed to see it again, then what was excused.
//
// GitHub refuses a summary of more than 1 MiB, so there is an end to the number of findings shown.
#include <fmt/format.h>

#include <ostream>
#include <string>

#include "reports/evidence_text.h"
#include "reports/markdown_text.h"
#include "reports/particulars.h"
#include "reports/phrases.h"
#include "reports/printable.h"
#include "reports/reporter.h"

namespace lockstep {
namespace {

constexpr std::size_t kMostPorts = 500;    // with findings, and as many that are well
constexpr std::size_t kMostFindings = 20;  // in full
constexpr std::size_t kMostListed = 100;   // in one line
constexpr std::size_t kLongestText = 300;

std::string Brief(const std::string& text) { return Shortened(Printable(text), kLongestText); }

std::string HeadlineOf(const Report& report) {
  Standings standings = StandingsOf(report);
  const auto fails = standings[Standing::kFails];
  std::string text = fails > 0 ? fmt::format("{} in {}", Counted(fails, "new finding"),
                                             Counted(report.ports.size(), "port"))
                               : "no new finding in " + Counted(report.ports.size(), "port");
  return fmt::format("## Lockstep: {}\n\n{}", text,
                     report.interrupted ? "**Interrupted: what is here is not all.**\n\n" : "");
}

std::string RowOf(const PortReport& port) {
  Standings standings = StandingsOf(port);
  const auto fails = standings[Standing::kFails];
  const std::string rests = EvidencePhrase(port);
  const std::string laws = !port.why.empty()
                               ? MarkdownCode(Brief(port.why))
                               : LawsPhrase(port) + (rests.empty() ? "" : "; ") + rests;
  return fmt::format("| {} | {} | {} | {} | {} |\n", ToString(port.status),
                     MarkdownCode(Brief(PairOf(port))), Grouped(port.cases), laws,
                     fails > 0 ? fmt::format("**{}**", Grouped(fails)) : "0");
}

std::string TableOf(const Report& report) {
  std::string text =
      "| status | port | cases | laws | new findings |\n| --- | --- | ---: | --- | ---: |\n";
  std::size_t listed[] = {0, 0}, left_out = 0;  // those that are well apart
  for (const PortReport& port : report.ports) {
    const bool well = StandingsOf(port)[Standing::kFails] == 0;
    if (++listed[well] <= kMostPorts)
      text += RowOf(port);
    else
      ++left_out;
  }
  if (left_out > 0) text += fmt::format("\nand {}\n", Counted(left_out, "more port"));
  return text + "\n" + FindingsPhrase(StandingsOf(report)) +
         fmt::format(", seed {}\n\n", report.seed);
}

std::string TextOf(const PortReport& port, const Finding& finding, const std::string& options) {
  std::string text = fmt::format("### {} {}\n\n{}{}{}\n\n", MarkdownProse(HeadingOf(finding)),
                                 MarkdownCode(finding.id), MarkdownCode(Brief(PairOf(port))),
                                 finding.violation.blamed == kNative ? ", native itself" : "",
                                 finding.off_domain ? ", out of the domain" : "");
  text += MarkdownBlock(ParticularsText(finding, options), "text") + "\n";
  if (finding.script.empty()) return text;
  return text + ScriptRemark(finding) + ":\n\n" + MarkdownBlock(ScriptOf(finding), "python") + "\n";
}

std::string NewFindings(const Report& report, const std::string& options) {
  std::string text;
  std::size_t shown = 0;
  for (const PortReport& port : report.ports)
    for (const Finding& finding : port.findings)
      if (Fails(finding) && ++shown <= kMostFindings) text += TextOf(port, finding, options);
  if (shown > kMostFindings)
    text += fmt::format("and {} more: see the other reports\n\n", shown - kMostFindings);
  if (shown > 0) text += "A difference that is meant: `lockstep accept ID --reason TEXT`\n\n";
  return text;
}

// "### Title", then at most kMostListed lines of a list.
class Section {
 public:
  explicit Section(std::string title) : title_(std::move(title)) {}
  void Add(const std::string& line) {
    if (++count_ <= kMostListed) lines_ += "- " + line + "\n";
  }
  std::string Text() const {
    if (count_ == 0) return "";
    const std::string more =
        count_ > kMostListed ? fmt::format("- and {} more\n", count_ - kMostListed) : "";
    return fmt::format("### {}\n\n{}{}\n", title_, lines_, more);
  }

 private:
  std::string title_, lines_;
  std::size_t count_ = 0;
};

std::string Excused(const Report& report) {
  Section section("Findings that do not fail the run");
  for (const PortReport& port : report.ports)
    for (const Finding& finding : port.findings)
      if (!Fails(finding))
        section.Add(fmt::format(
            "{} {} {}: {}", MarkdownCode(finding.id), MarkdownCode(Brief(PairOf(port))),
            MarkdownProse(HeadingOf(finding)), MarkdownProse(Brief(ExcuseOf(finding)))));
  return section.Text();
}

std::string Stale(const Report& report) {
  Section section("Accepted differences that were not seen again");
  for (const PortReport& port : report.ports)
    for (const Note& note : port.notes)
      if (IsStale(note))
        section.Add(fmt::format("{}: {} {}", MarkdownCode(Brief(PairOf(port))),
                                MarkdownProse(Brief(note.text)), MarkdownCode(Brief(note.call))));
  return section.Text();
}

std::string Weak(const Report& report) {
  Section section("Verdicts that rest on little");
  for (const PortReport& port : report.ports)
    for (const auto& why : port.evidence.weak)
      section.Add(
          fmt::format("{}: {}", MarkdownCode(Brief(PairOf(port))), MarkdownProse(Brief(why))));
  return section.Text();
}

class MarkdownWriter : public Reporter {
 public:
  explicit MarkdownWriter(std::string replay_options)
      : replay_options_(std::move(replay_options)) {}

  void Write(const Report& report, std::ostream& out) const override {
    out << HeadlineOf(report) << TableOf(report) << NewFindings(report, replay_options_)
        << Excused(report) << Weak(report) << Stale(report);
  }

 private:
  std::string replay_options_;
};

}  // namespace

std::unique_ptr<Reporter> MarkdownReporter(std::string replay_options) {
  return std::make_unique<MarkdownWriter>(std::move(replay_options));
}

}  // namespace lockstep

// The report as JUnit XML, which every CI service shows: a testsuite for each port, a testcase for
// each law (testcase.h).
//
// There is no clock in a report, so there are no times here either. tests/reports/junit.xsd is the
// form.
#include <fmt/format.h>

#include <ostream>
#include <string>
#include <vector>

#include "reports/gathered.h"
#include "reports/phrases.h"
#include "reports/printable.h"
#include "reports/reporter.h"
#include "reports/testcase.h"
#include "reports/xml_text.h"

namespace lockstep {
namespace {

constexpr std::size_t kLongestNote = 300;

std::string TextOf(const Testcase& testcase, const std::string& suite) {
  const std::string open = fmt::format(R"(    <testcase classname="{}" name="{}")",
                                       XmlAttribute(suite), XmlAttribute(testcase.name));
  if (testcase.outcome == Testcase::Outcome::kPassed) return open + "/>\n";
  const bool failed = testcase.outcome == Testcase::Outcome::kFailed;
  const std::string type =
      failed ? fmt::format(R"( type="{}")", XmlAttribute(testcase.type)) : std::string();
  return fmt::format("{}>\n      <{}{} message=\"{}\">{}</{}>\n    </testcase>\n", open,
                     failed ? "failure" : "skipped", type, XmlAttribute(testcase.message),
                     XmlText(testcase.body), failed ? "failure" : "skipped");
}

std::string NotesText(const PortReport& port) {
  std::string text;
  for (const Note& note : Gathered(port.notes))
    text += fmt::format(
        "note {} x{}  {}{}\n", Printable(note.kind), note.count,
        Shortened(Printable(note.text), kLongestNote),
        note.call.empty() ? "" : "  e.g. " + Shortened(Printable(note.call), kLongestNote));
  return text.empty() ? text : "    <system-out>" + XmlText(text) + "</system-out>\n";
}

struct Counts {
  std::size_t tests = 0, failures = 0, skipped = 0;

  explicit Counts(const std::vector<Testcase>& cases) : tests(cases.size()) {
    for (const Testcase& testcase : cases) {
      failures += testcase.outcome == Testcase::Outcome::kFailed;
      skipped += testcase.outcome == Testcase::Outcome::kSkipped;
    }
  }
  std::string Text() const {
    return fmt::format(R"(tests="{}" failures="{}" errors="0" skipped="{}")", tests, failures,
                       skipped);
  }
};

// A testsuite without its end.
std::string TextOf(const std::string& name, const std::vector<Testcase>& cases) {
  std::string text =
      fmt::format("  <testsuite name=\"{}\" {}>\n", XmlAttribute(name), Counts(cases).Text());
  for (const Testcase& testcase : cases) text += TextOf(testcase, name);
  return text;
}

Testcase Interrupted() {
  return {"run", Testcase::Outcome::kSkipped, "", "interrupted: what is here is not all", ""};
}

class JunitWriter : public Reporter {
 public:
  explicit JunitWriter(std::string replay_options) : replay_options_(std::move(replay_options)) {}

  void Write(const Report& report, std::ostream& out) const override {
    std::vector<Testcase> all;
    std::string suites;
    for (const PortReport& port : report.ports) {
      const auto cases = TestcasesOf(port, replay_options_);
      all.insert(all.end(), cases.begin(), cases.end());
      suites += TextOf(PairOf(port), cases) + NotesText(port) + "  </testsuite>\n";
    }
    if (report.interrupted) {
      all.push_back(Interrupted());
      suites += TextOf("lockstep", {Interrupted()}) + "  </testsuite>\n";
    }
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lockstep\" "
        << Counts(all).Text() << ">\n"
        << suites << "</testsuites>\n";
  }

 private:
  std::string replay_options_;
};

}  // namespace

std::unique_ptr<Reporter> JunitReporter(std::string replay_options) {
  return std::make_unique<JunitWriter>(std::move(replay_options));
}

}  // namespace lockstep

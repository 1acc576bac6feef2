#include "harness/pipeline/reproduce/pieces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <string>

#include "harness/model/ambient.h"
#include "harness/model/law.h"
#include "harness/pipeline/reproduce/ambient_script.h"
#include "harness/pipeline/reproduce/script_text.h"
#include "tests/support/directory_of_test.h"

namespace lockstep {
namespace {

std::string Behind(const std::string& file) {
  const std::string mark = "\n# --- in the script:\n";
  const auto text = testing::ContentOf(std::string(LOCKSTEP_PIECES) + "/" + file);
  return text.substr(text.find(mark) + mark.size());
}

TEST(PiecesTest, AreWhatTheirFilesSay) {
  EXPECT_EQ(pieces::kSequence, Behind("sequence.py"));  // backslashes, brackets
  EXPECT_EQ(pieces::kElsewhere, Behind("elsewhere.py"));
  EXPECT_EQ(pieces::kAmbientDescriptor, Behind("ambient/descriptor.py"));
  EXPECT_EQ(pieces::kToldOutcome, "print(observe(the_call)[0])\n");
}

TEST(PiecesTest, ThereIsALookForEachKindOfWhatIsLeftBehind) {
  Finding finding;
  finding.signature.law = "effects";
  for (const auto kind : AmbientKinds()) {
    finding.violation.difference = kind;
    EXPECT_THAT(LookText(finding), ::testing::HasSubstr("def ambient():")) << kind;
    EXPECT_NE(BehindText(finding), "") << kind;
  }
}

bool HasGapLeft(const std::string& text) {
  for (auto at = text.find("__"); at != std::string::npos; at = text.find("__", at + 1))
    if (std::isupper(static_cast<unsigned char>(text[at + 2])) != 0) return true;
  return false;
}

// Whatever it is of, and whoever the two sides are.
void ExpectNoGaps(const Port& port, Finding finding) {
  for (const auto& law : Laws())
    for (const std::uint32_t turned : {0, 1})
      for (const char* difference : {"value", "patch"}) {
        finding.signature.law = law.name;
        finding.violation.difference = difference;
        finding.right.knobs[Knob::kReadOnly] = turned;
        for (const auto& text : ScriptTexts(port, finding))
          EXPECT_FALSE(HasGapLeft(text)) << law.name << "\n" << text;
      }
}

Finding SomeFinding(bool stateful) {
  Finding finding;
  finding.smallest.steps = {{"", {Value::Int(1), Value::Expr("math.inf")}, {}}};
  if (stateful) {
    finding.smallest.steps.push_back({"pop", {}, {}});
    finding.violation.where = Path("step[1].pop.result");
  }
  finding.stateful = stateful;
  finding.right.implementation = 1;
  finding.confirmed = finding.of = 5;
  return finding;
}

void ExpectNoGaps(Port port, bool stateful) {
  port.stateful = stateful;
  Finding finding = SomeFinding(stateful);
  ExpectNoGaps(port, finding);
  finding.prefix = {{finding.smallest, 3}};
  finding.confirmed = 3;
  ExpectNoGaps(port, finding);
  finding.right.implementation = kNative;
  finding.cause = Cause{kClockKnob, "", ""};
  ExpectNoGaps(port, finding);
}

TEST(PiecesTest, NoGapIsLeftInAScript) {
  Port port;
  port.native = "collections:deque";
  port.port = "mypkg.queue:Deque";
  port.path = {"project"};
  ExpectNoGaps(port, false);
  ExpectNoGaps(port, true);
  port.mappings = {"mypkg.mappings"};
  ExpectNoGaps(port, false);
  port.mappings.clear();
  port.kind = Port::Kind::kCommand;
  port.started = {"perl", "ports.pl"};
  ExpectNoGaps(port, false);
}

}  // namespace
}  // namespace lockstep

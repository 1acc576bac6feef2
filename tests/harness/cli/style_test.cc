#include "harness/cli/style.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "harness/cli/print_error.h"
#include "harness/cli/wrap.h"

namespace lockstep {
namespace {

Style Of(bool terminal, const std::map<std::string, std::string>& variables) {
  return StyleOf(terminal, 80, [&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

TEST(StyleTest, ColoursAndRewritesOnATerminalOnly) {
  EXPECT_TRUE(Of(true, {{"TERM", "xterm"}}).colour);
  EXPECT_TRUE(Of(true, {{"TERM", "xterm"}}).rewrite);
  EXPECT_FALSE(Of(false, {{"TERM", "xterm"}}).colour);
  EXPECT_FALSE(Of(false, {{"TERM", "xterm"}}).rewrite);
}

TEST(StyleTest, RespectsNoColorAndCi) {
  EXPECT_FALSE(Of(true, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}).colour);
  EXPECT_TRUE(Of(true, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}).rewrite);
  EXPECT_TRUE(Of(true, {{"TERM", "xterm"}, {"NO_COLOR", ""}}).colour);
  EXPECT_FALSE(Of(true, {{"TERM", "xterm"}, {"CI", "true"}}).rewrite);
  EXPECT_FALSE(Of(true, {{"TERM", "dumb"}}).colour);
  EXPECT_FALSE(Of(true, {}).rewrite);
}

TEST(PrintErrorTest, SaysWhereWhatAndTheNextStep) {
  std::ostringstream out;
  PrintError(out,
             {Error::Kind::kManifest, "unknown type \"flaot\"", "lockstep.toml:12:18",
              "did you mean \"float\"?",
              "   12 | args = \"xs: list[flaot]\"\n      |                  ^^^^^"},
             {});
  EXPECT_EQ(out.str(),
            "lockstep.toml:12:18: unknown type \"flaot\" (did you mean \"float\"?)\n"
            "   12 | args = \"xs: list[flaot]\"\n"
            "      |                  ^^^^^\n");
}

TEST(PrintErrorTest, ANextStepThatIsNoQuestionGetsItsOwnLine) {
  std::ostringstream out;
  PrintError(out, {Error::Kind::kInterpreter, "no such interpreter", "python9", "install it", ""},
             {});
  EXPECT_EQ(out.str(), "python9: no such interpreter\n  install it\n");
}

TEST(WrappedTest, BreaksAtBlanksAndIndents) {
  EXPECT_EQ(Wrapped("one two three", 0, 2, 8), "one two\n  three");
  EXPECT_EQ(Wrapped("incomprehensibilities go", 2, 2, 8), "incomprehensibilities\n  go");
  EXPECT_EQ(Wrapped("", 0, 0, 8), "");
}

}  // namespace
}  // namespace lockstep

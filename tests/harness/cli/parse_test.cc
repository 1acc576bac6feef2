#include "harness/cli/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "tests/support/golden.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

std::string Shown(const std::vector<std::string>& arguments) {
  const auto parsed = ParseCommandLine(arguments);
  EXPECT_TRUE(parsed.has_value()) << parsed.error().what;
  const auto* printed = parsed ? std::get_if<Printed>(&*parsed) : nullptr;
  return printed ? printed->text : "";
}

Error Refused(const std::vector<std::string>& arguments) {
  const auto parsed = ParseCommandLine(arguments);
  EXPECT_FALSE(parsed.has_value());
  return parsed ? Error{} : parsed.error();
}

// The number of processors is this machine's.
std::string Anywhere(const std::string& page) {
  return std::regex_replace(page, std::regex(R"((on it \[)\d+(\]))"), "$1N$2");
}

class HelpGolden : public ::testing::TestWithParam<const char*> {};

TEST_P(HelpGolden, IsTheApprovedPage) {
  const std::string command = GetParam();
  std::vector<std::string> words;
  if (command != "lockstep") words.push_back(command);
  words.push_back("--help");
  testing::ExpectGolden("help-" + command + ".txt", Anywhere(Shown(words)));
}

INSTANTIATE_TEST_SUITE_P(All, HelpGolden,
                         ::testing::Values("lockstep", "check", "fuzz", "scan", "replay", "accept",
                                           "laws", "explain", "domains", "doctor"));

TEST(ParseTest, TheShortPageFitsHalfAScreenAndHasNoExamples) {
  for (const char* command : {"check", "fuzz", "scan", "replay", "accept", "doctor"}) {
    const std::string page = Shown({command, "-h"});
    EXPECT_LE(std::count(page.begin(), page.end(), '\n'), 32) << page;
    EXPECT_EQ(page.find("Example"), std::string::npos);
  }
}

TEST(ParseTest, NoHelpLineIsWiderThanAHundredCharacters) {
  for (const char* command :
       {"check", "fuzz", "scan", "replay", "accept", "laws", "explain", "domains", "doctor"}) {
    std::istringstream page(Shown({command, "--help"}));
    for (std::string line; std::getline(page, line);) EXPECT_LE(line.size(), 100U) << line;
  }
}

TEST(ParseTest, WithoutArgumentsItHelps) { EXPECT_THAT(Shown({}), HasSubstr("Commands:")); }

TEST(ParseTest, SaysItsVersion) {
  EXPECT_TRUE(std::regex_match(Shown({"--version"}), std::regex(R"(lockstep \d+\.\d+\.\d+\n)")));
}

TEST(ParseTest, SuggestsACommandAndAnOption) {
  EXPECT_EQ(Refused({"chek", "x"}).next_step, "did you mean \"check\"?");
  EXPECT_EQ(Refused({"check", "a:b", "--native-onyl"}).next_step,
            "did you mean \"--native-only\"?");
  EXPECT_EQ(Refused({"check", "a:b", "--jbos=3"}).next_step, "did you mean \"--jobs\"?");
  // A mistyped required option is named itself, not what it leaves missing.
  EXPECT_THAT(Refused({"accept", "x", "--reson", "y"}).what, HasSubstr("\"--reson\""));
}

TEST(ParseTest, SaysWhereToLookWhenNothingIsNear) {
  EXPECT_THAT(Refused({"frobnicate"}).next_step, HasSubstr("lockstep -h"));
  EXPECT_THAT(Refused({"check", "a:b", "--frobnicate"}).next_step, HasSubstr("lockstep check -h"));
}

TEST(ParseTest, RefusesValuesThatAreNone) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"check"},
           {"check", "a:b", "--cases", "-3"},
           {"check", "a:b", "--cases", "0"},
           {"check", "a:b", "--cases", "1e3"},
           {"check", "a:b", "--jobs", "0"},
           {"check", "a:b", "--seed", "x"},
           {"check", "a:b", "--budget", "5 parsecs"},
           {"check", "a:b", "--port", "c:d", "--native-only"},
           {"check", "a:b", "c:d"},
           {"accept", "x"},
           {"accept", "x", "--reason", "y", "--expires", "tomorrow"},
           {"explain"}}) {
    const Error error = Refused(arguments);
    EXPECT_EQ(error.kind, Error::Kind::kUsage);
    EXPECT_FALSE(error.what.empty());
  }
}

TEST(ParseTest, FindsTheActionThatWasAskedFor) {
  const auto parsed = ParseCommandLine({"laws"});
  ASSERT_TRUE(parsed.has_value());
  std::ostringstream out;
  std::ostringstream err;
  const Surroundings surroundings{out, err, {}, {}, ".", {}};
  EXPECT_EQ(std::get<Action>(*parsed)(surroundings), ExitStatus::kHolds);
  EXPECT_THAT(out.str(), HasSubstr("aliasing"));
}

}  // namespace
}  // namespace lockstep

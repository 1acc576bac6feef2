#include "harness/pipeline/reproduce/script_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "harness/pipeline/reproduce/short_script.h"
#include "tests/support/directory_of_test.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What the script prints; its exit status is put behind.
std::string Shown(const std::string& script) {
  const auto file = testing::DirectoryOfTest() / "script.py";
  std::ofstream(file) << script;
  std::string output;
  FILE* pipe = popen((std::string(LOCKSTEP_PYTHON) + " " + file.string() + " 2>&1").c_str(), "r");
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) output += static_cast<char>(c);
  return output + "status " + std::to_string(pclose(pipe) >> 8);
}

Finding FindingOf(std::vector<Value> positional,
                  std::vector<std::pair<std::string, Value>> keyword) {
  Finding finding;
  finding.signature.law = "value";
  finding.smallest.steps = {{"", std::move(positional), std::move(keyword)}};
  finding.right.implementation = 1;
  return finding;
}

Port PortOf(std::string native, std::string port) {
  Port made;
  made.native = std::move(native);
  made.port = std::move(port);
  made.python = made.port_python = LOCKSTEP_PYTHON;
  return made;
}

Value List() { return Value::Of(Value::Kind::kList, {Value::Int(1), Value::Int(3)}); }

TEST(ScriptTextTest, ShowsTheDifferenceWithoutLockstep) {
  const std::string shown =
      Shown(ScriptText(PortOf("builtins:min", "builtins:max"), FindingOf({List()}, {})));
  EXPECT_THAT(shown, HasSubstr("returned 1"));
  EXPECT_THAT(shown, HasSubstr("returned 3"));
  EXPECT_THAT(shown, HasSubstr("status 1"));
}

TEST(ScriptTextTest, FindsWhatTheCallNames) {
  Value neg = Value::Of(Value::Kind::kFunction, {});
  neg.text = "operator:neg";
  const Port port = PortOf("builtins:sorted", "builtins:sorted");
  EXPECT_THAT(Shown(ScriptText(port, FindingOf({List()}, {{"key", neg}}))),
              HasSubstr("returned list[3, 1]"));
  EXPECT_THAT(Shown(ScriptText(
                  port, FindingOf({List()}, {{"key", Value::Expr("lambda x: -math.sqrt(x)")}}))),
              HasSubstr("returned list[3, 1]"));
}

TEST(ScriptTextTest, WhenAnIteratorRaisesIsPartOfWhatItShows) {
  Value neg = Value::Of(Value::Kind::kFunction, {});
  neg.text = "operator:neg";
  const Value items = Value::Of(Value::Kind::kList, {Value::Int(1), Value::Str("a")});
  const std::string shown =
      Shown(ScriptText(PortOf("builtins:map", "functools:reduce"), FindingOf({neg, items}, {})));
  EXPECT_THAT(shown, HasSubstr("returned iterator over list[-1], then raises TypeError"));
  EXPECT_THAT(shown, HasSubstr("raised TypeError"));
  EXPECT_THAT(shown, HasSubstr("status 1"));
}

TEST(ScriptTextTest, TextInTheCallIsNotTakenForAPlaceholder) {
  const std::string shown =
      Shown(ScriptText(PortOf("builtins:ascii", "builtins:repr"),
                       FindingOf({Value::Str("@MESSAGE@ \'\'\' @CALLS@")}, {})));
  EXPECT_THAT(shown, HasSubstr("@MESSAGE@"));
  EXPECT_THAT(shown, HasSubstr("status 0"));
}

// Of native alone, under a law.
Finding FindingOfNative(const char* law, std::vector<Value> positional) {
  Finding finding = FindingOf(std::move(positional), {});
  finding.signature.law = law;
  finding.right.implementation = kNative;
  return finding;
}

TEST(ScriptTextTest, AMutatedArgumentShowsWithoutAPort) {
  const Port port = PortOf("bisect:insort", "bisect:insort");
  const std::string shown =
      Shown(ScriptText(port, FindingOfNative("input-immutability", {List(), Value::Int(2)})));
  EXPECT_THAT(shown,
              HasSubstr("--- native before the call:\narguments: tuple[tuple[list[1, 3], 2]"));
  EXPECT_THAT(shown, HasSubstr("--- native after the call:\narguments: tuple[tuple[list[1, 2, 3]"));
  EXPECT_THAT(shown, HasSubstr("status 1"));
  EXPECT_THAT(Shown(ScriptText(PortOf("builtins:sorted", ""),
                               FindingOfNative("input-immutability", {List()}))),
              HasSubstr("status 0"));
}

TEST(ScriptTextTest, WhatPickleLosesShowsWithoutAPort) {
  const std::string shown =
      Shown(ScriptText(PortOf("re:match", "re:match"),
                       FindingOfNative("round-trip", {Value::Str("a"), Value::Str("a")})));
  EXPECT_THAT(shown, HasSubstr("cannot be pickled: TypeError"));
  EXPECT_THAT(shown, HasSubstr("status 1"));
  EXPECT_THAT(
      Shown(ScriptText(PortOf("builtins:sorted", ""), FindingOfNative("round-trip", {List()}))),
      HasSubstr("status 0"));
}

// A module beside the scripts.
Port PortIn(const std::string& source, const std::string& name) {
  const auto directory = testing::DirectoryOfTest().string() + ".modules";
  std::filesystem::create_directories(directory);
  std::ofstream(directory + "/counting.py") << source;
  Port port = PortOf("counting:" + name, "counting:" + name);
  port.path = {directory};
  return port;
}

constexpr const char* kCounts = R"py(
calls = [0]

def at_7001(n):
    calls[0] += 1
    return n + (calls[0] == 7001)

def rarely(n):
    calls[0] += 1
    return n + (calls[0] % 50 == 0)
)py";

TEST(ScriptTextTest, ManyEarlierCallsAreALoop) {
  Finding finding = FindingOfNative("history", {Value::Int(0)});
  finding.prefix = {{finding.smallest, 7000}};
  finding.confirmed = finding.of = 5;
  const std::string script = ScriptText(PortIn(kCounts, "at_7001"), finding);
  EXPECT_LT(script.size(), 12000u);
  const std::string shown = Shown(script);
  EXPECT_THAT(shown, HasSubstr("--- native alone:\nreturned 0"));
  EXPECT_THAT(shown, HasSubstr("--- native after the earlier calls:\nreturned 1"));
  EXPECT_THAT(shown, HasSubstr("status 1"));
  finding.prefix[0].times = 6999;
  EXPECT_THAT(Shown(ScriptText(PortIn(kCounts, "at_7001"), finding)), HasSubstr("status 0"));
}

TEST(ScriptTextTest, WhatDiffersOnlyAtTimesIsCalledUntilItDoes) {
  Finding finding = FindingOfNative("replay", {Value::Int(0)});
  finding.confirmed = finding.of = 5;
  EXPECT_THAT(Shown(ScriptText(PortIn(kCounts, "rarely"), finding)), HasSubstr("status 0"));
  finding.confirmed = 4;
  finding.of = 200;
  const std::string shown = Shown(ScriptText(PortIn(kCounts, "rarely"), finding));
  EXPECT_THAT(shown, HasSubstr("in call 50 of "));
  EXPECT_THAT(shown, HasSubstr("status 1"));
}

TEST(ScriptTextTest, TwoHeapsThatMayBeAlikeAreAskedUntilTheyAreNot) {
  Finding finding = FindingOfNative("fresh-process", {Value::Int(0)});
  finding.confirmed = finding.of = 5;
  EXPECT_THAT(ScriptText(PortIn(kCounts, "rarely"), finding), Not(HasSubstr("for attempt in")));
  finding.right.knobs[Knob::kLayout] = 1;
  EXPECT_THAT(ScriptText(PortIn(kCounts, "rarely"), finding), HasSubstr("for attempt in"));
}

TEST(ScriptTextTest, WhatCannotBeImportedIsNoDifference) {
  const Port port = PortOf("builtins:min", "nowhere_at_all:max");
  EXPECT_THAT(Shown(ScriptText(port, FindingOf({List()}, {}))), HasSubstr("status 2"));
  EXPECT_THAT(Shown(*ShortScriptText(port, FindingOf({List()}, {}))),
              ::testing::AllOf(HasSubstr("cannot import"), HasSubstr("status 2")));
}

TEST(ScriptTextTest, LooksForModulesWhereTheRunDid) {
  Port port = PortIn(kCounts, "rarely");
  port.native = "builtins:int";
  ::setenv("PYTHONPATH", port.path[0].c_str(), 1);
  port.path.clear();
  const std::string brief = *ShortScriptText(port, FindingOf({Value::Int(1)}, {}));
  const std::string whole = ScriptText(port, FindingOf({Value::Int(1)}, {}));
  ::unsetenv("PYTHONPATH");
  EXPECT_THAT(Shown(brief), HasSubstr("status 0"));
  EXPECT_THAT(Shown(whole), HasSubstr("status 0"));
}

}  // namespace
}  // namespace lockstep

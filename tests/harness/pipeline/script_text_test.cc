#include "harness/pipeline/script_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/directory_of_test.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

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

}  // namespace
}  // namespace lockstep

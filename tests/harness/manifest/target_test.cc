#include "harness/manifest/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Target Named(const std::string& text) {
  Target target;
  target.text = text;
  return target;
}

Target Itself(const std::string& text) {
  Target target = Named(text);
  target.native_only = true;
  return target;
}

Target Only(const std::string& glob) {
  Target target = Named(".");
  target.only = {glob};
  return target;
}

class TargetTest : public ::testing::Test {
 protected:
  TargetTest() {
    scratch_.Write(
        "lockstep.toml",
        "[[port]]\nnative = 'heapq:nsmallest'\nport = 'a:b'\n"
        "[[port]]\nname = 'other'\nnative = 'builtins:sorted'\nport_python = '/opt/pypy'\n");
  }
  Result<Manifest> Of(const Target& target) { return ManifestOf(target, scratch_.path()); }
  std::string Refused(const Target& target) {
    const auto manifest = Of(target);
    EXPECT_FALSE(manifest.has_value());
    return manifest ? std::string() : manifest.error().what;
  }
  Scratch scratch_;
};

TEST_F(TargetTest, AFunctionWithItsPortIsAManifest) {
  Target target = Named("heapq:nsmallest");
  target.port = "mine:nsmallest";
  target.args = "n: int, xs: list[float]";
  target.cases = 9;
  const auto manifest = Of(target);
  ASSERT_TRUE(manifest.has_value()) << manifest.error().what;
  ASSERT_EQ(manifest->ports.size(), 1U);
  const Claim& port = manifest->ports[0];
  EXPECT_EQ(port.kind, Claim::Kind::kFunction);
  EXPECT_EQ(port.declared.parameters.size(), 2U);
  EXPECT_EQ(port.cases, 9U);
  EXPECT_EQ(port.where, "command line");
  EXPECT_THAT(manifest->path, ElementsAre(scratch_.path().string()));
  EXPECT_EQ(manifest->state, scratch_.path() / ".lockstep");
}

TEST_F(TargetTest, AFunctionWithoutAPortNeedsToSaySo) {
  EXPECT_THAT(Refused(Named("heapq:nsmallest")), HasSubstr("what stands in for"));
  const auto manifest = Of(Itself("heapq:nsmallest"));
  ASSERT_TRUE(manifest.has_value());
  EXPECT_EQ(manifest->ports[0].kind, Claim::Kind::kNativeItself);
  EXPECT_TRUE(manifest->ports[0].inferred);
}

TEST_F(TargetTest, AnotherInterpreterIsAPort) {
  Target target = Named("builtins:sorted");
  target.port_python = "/opt/pypy";
  const auto manifest = Of(target);
  ASSERT_TRUE(manifest.has_value());
  EXPECT_EQ(manifest->ports[0].kind, Claim::Kind::kInterpreter);
  EXPECT_EQ(manifest->ports[0].port_python, "/opt/pypy");
}

TEST_F(TargetTest, PointsIntoTheArguments) {
  Target target = Named("heapq:nsmallest");
  target.native_only = true;
  target.args = "n: int, xs: list[flaot]";
  const auto manifest = Of(target);
  ASSERT_FALSE(manifest.has_value());
  EXPECT_EQ(manifest.error().where, "--args:1:18");
  EXPECT_THAT(manifest.error().excerpt, HasSubstr("^^^^^"));
}

TEST_F(TargetTest, AManifestMayBeNamedByItsDirectory) {
  for (const char* text : {".", "lockstep.toml"}) {
    const auto manifest = Of(Named(text));
    ASSERT_TRUE(manifest.has_value()) << manifest.error().what;
    EXPECT_EQ(manifest->ports.size(), 2U);
  }
}

TEST_F(TargetTest, OptionsReplaceWhatAManifestSays) {
  Target target = Named(".");
  target.python = "/opt/python";
  target.cases = 11;
  target.seed = 12;
  target.state = "elsewhere";
  target.laws = {"value", "determinism"};
  const auto manifest = Of(target);
  ASSERT_TRUE(manifest.has_value());
  EXPECT_EQ(manifest->seed, 12U);
  EXPECT_EQ(manifest->state, scratch_.path() / "elsewhere");
  for (const Claim& port : manifest->ports) {
    EXPECT_EQ(port.python, "/opt/python");
    EXPECT_EQ(port.cases, 11U);
    EXPECT_THAT(port.declared.contract.only_laws, ::testing::Contains("value"));
    EXPECT_THAT(port.declared.contract.only_laws, ::testing::Contains("replay"));
    EXPECT_FALSE(port.declared.contract.Applies("aliasing"));
  }
  EXPECT_EQ(manifest->ports[0].port_python, "/opt/python");
  EXPECT_EQ(manifest->ports[1].port_python, "/opt/pypy");
}

TEST_F(TargetTest, OnlyKeepsThePortsThatMatch) {
  for (const char* glob : {"builtins:*", "oth?r"}) {
    const auto manifest = Of(Only(glob));
    ASSERT_TRUE(manifest.has_value());
    ASSERT_EQ(manifest->ports.size(), 1U);
    EXPECT_EQ(manifest->ports[0].native, "builtins:sorted");
  }
  EXPECT_THAT(Refused(Only("nothing")), HasSubstr("no port"));
}

TEST_F(TargetTest, AModuleOfRegistrationsIsAskedWithTheInterpreterThatWasNamed) {
  Target target = Named("mypkg.ports");
  target.python = "/opt/python";
  target.cases = 7;
  const auto manifest =
      ManifestOf(target, scratch_.path(), [](Manifest& asked, const std::string& python) {
        EXPECT_THAT(asked.registrations, ElementsAre("mypkg.ports"));
        EXPECT_EQ(python, "/opt/python");
        asked.ports.resize(2);
        return Result<void>();
      });
  ASSERT_TRUE(manifest.has_value());
  ASSERT_EQ(manifest->ports.size(), 2U);
  EXPECT_EQ(manifest->ports[1].cases, 7U);
}

TEST_F(TargetTest, RefusesWhatDoesNotGoTogether) {
  Target target = Named(".");
  target.port = "a:b";
  EXPECT_THAT(Refused(target), HasSubstr("--port goes with a function"));
  EXPECT_THAT(Refused(Named("heapq")), HasSubstr("neither a function nor a manifest"));
  Target misspelt = Named(".");
  misspelt.laws = {"valeu"};
  EXPECT_THAT(Refused(misspelt), HasSubstr("unknown law"));
}

}  // namespace
}  // namespace lockstep

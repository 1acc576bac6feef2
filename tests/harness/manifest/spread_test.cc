#include "harness/manifest/spread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/manifest/manifest_reader.h"
#include "tests/support/scratch.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SpreadTest : public ::testing::Test {
 protected:
  Result<Manifest> Load(const std::string& entry) {
    return LoadManifest(scratch_.Write("lockstep.toml", "[[port]]\n" + entry));
  }
  std::vector<std::string> Called(const std::string& entry) {
    const auto manifest = Load(entry);
    EXPECT_TRUE(manifest.has_value()) << manifest.error().what;
    std::vector<std::string> names;
    if (manifest)
      for (const Claim& port : manifest->ports) names.push_back(port.native + " " + port.called());
    return names;
  }
  Error Refused(const std::string& entry) {
    const auto manifest = Load(entry);
    EXPECT_FALSE(manifest.has_value());
    return manifest ? Error{} : manifest.error();
  }
  Scratch scratch_;
};

TEST_F(SpreadTest, SeveralPortsOfOneNative) {
  EXPECT_THAT(Called("native = 'n:f'\nports = ['a:f', 'b:f']"), ElementsAre("n:f a:f", "n:f b:f"));
}

TEST_F(SpreadTest, OneFunctionInSeveralInterpretersIsToldApart) {
  EXPECT_THAT(Called("native = 'n:f'\nport_python = ['pypy3', '/opt/bin/python3.8']"),
              ElementsAre("n:f n:f@pypy3", "n:f n:f@python3.8"));
  EXPECT_THAT(Called("native = 'n:f'\nport_python = 'pypy3'"), ElementsAre("n:f n:f"));
}

TEST_F(SpreadTest, EveryPortInEveryInterpreter) {
  EXPECT_THAT(
      Called("native = 'n:f'\nports = ['a:f', 'b:f']\nport_python = ['pypy3', 'python3.8']"),
      ElementsAre("n:f a:f@pypy3", "n:f a:f@python3.8", "n:f b:f@pypy3", "n:f b:f@python3.8"));
}

TEST_F(SpreadTest, ModulesAreAllTheirFunctions) {
  EXPECT_THAT(Called("modules = ['math', 'builtins:str.*']\nport_python = 'pypy3'"),
              ElementsAre("math:* math:*", "builtins:str.* builtins:str.*"));
}

TEST_F(SpreadTest, AModuleStandsInForModules) {
  EXPECT_THAT(Called("modules = ['heapq', 'builtins:str.*']\nport = 'mypkg.heap'"),
              ElementsAre("heapq:* mypkg.heap:*", "builtins:str.* mypkg.heap:*"));
  EXPECT_THAT(Called("modules = ['heapq']\nports = ['a', 'b:Heap.*']"),
              ElementsAre("heapq:* a:*", "heapq:* b:Heap.*"));
  EXPECT_THAT(Refused("native = 'heapq:merge'\nport = 'mypkg.heap'").what,
              HasSubstr("names a module"));
}

TEST_F(SpreadTest, WhatCannotBeMeantIsAnErrorAtItsPlace) {
  const Error both = Refused("native = 'n:f'\nport = 'a:f'\nports = ['b:f']");
  EXPECT_THAT(both.what, HasSubstr("both say what is compared"));
  EXPECT_THAT(both.where, HasSubstr("lockstep.toml:4"));
  EXPECT_THAT(Refused("native = 'n:f'\nports = []").what, HasSubstr("names nothing"));
  EXPECT_THAT(Refused("native = 'n:f'\nports = 'a:f'").what, HasSubstr("a list"));
  const Error item = Refused("native = 'n:f'\nports = ['a:f', 'b']");
  EXPECT_THAT(item.where, HasSubstr("lockstep.toml:3:17"));
}

}  // namespace
}  // namespace lockstep

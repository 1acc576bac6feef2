#include "harness/manifest/registered.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class RegisteredTest : public ::testing::Test {
 protected:
  // `tables` are what the entries of "ports" have beside file and line; the file is `source`.
  Result<void> Add(const std::string& table, const std::string& source = "", int line = 1,
                   const std::string& law = "") {
    const auto file = scratch_.Write("ports.py", source);
    return AddRegistered(R"({"mappings": ["mypkg.ports"], "ports": [{"file": ")" + file.string() +
                             R"(", "line": )" + std::to_string(line) + R"(, "law": ")" + law +
                             R"(", "table": )" + table + "}]}",
                         manifest_);
  }

  Scratch scratch_;
  Manifest manifest_;
};

TEST_F(RegisteredTest, APortIsReadAsItsTableWouldBe) {
  manifest_.path = {"/here"};
  ASSERT_TRUE(Add(R"({"native": "heapq:nsmallest", "port": "mypkg.ports:nsmallest", "cases": 7,
                      "args": "n: int", "contract": {"ulp": 2, "independent": true}})"));
  const Claim& port = manifest_.ports.at(0);
  EXPECT_EQ(port.port, "mypkg.ports:nsmallest");
  EXPECT_EQ(port.cases, 7U);
  EXPECT_EQ(port.declared.parameters.size(), 1U);
  EXPECT_EQ(port.declared.contract.tolerance.ulp, 2U);
  EXPECT_TRUE(port.declared.contract.independent);
  EXPECT_THAT(port.path, ElementsAre("/here"));
  EXPECT_THAT(port.where, EndsWith("ports.py:1"));
}

TEST_F(RegisteredTest, EveryPortOfTheManifestLearnsOfTheMappings) {
  manifest_.ports.resize(1);
  ASSERT_TRUE(Add(R"({"native": "m:f", "port": "p:f"})"));
  for (const Claim& port : manifest_.ports) EXPECT_THAT(port.mappings, ElementsAre("mypkg.ports"));
}

TEST_F(RegisteredTest, AMistakeIsShownWhereItStandsInThePython) {
  const auto read =
      Add(R"({"native": "m:f", "port": "p:f", "args": "n: flaot"})",
          "import lockstep\n\n@lockstep.port_of(\n    \"m:f\",\n    args=\"n: flaot\")\n", 3);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, Error::Kind::kManifest);
  EXPECT_THAT(read.error().where, EndsWith("ports.py:5:14"));
  EXPECT_THAT(read.error().next_step, HasSubstr("float"));
}

TEST_F(RegisteredTest, AnUnknownKeyIsShownAtTheRegistration) {
  const auto read = Add(R"({"native": "m:f", "port": "p:f", "contract": {"upl": 1}})",
                        "import lockstep\n@lockstep.port_of(\"m:f\", contract={\"upl\": 1})\n", 2);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().where, EndsWith("ports.py:2:1"));
  EXPECT_THAT(read.error().what, HasSubstr("unknown key \"upl\""));
}

TEST_F(RegisteredTest, AnImportThatFailedIsShownWithItsLine) {
  const auto file = scratch_.Write("ports.py", "import lockstep\nraise RuntimeError\n");
  const auto read =
      AddRegistered(R"({"error": {"kind": "import", "module": "ports", "line": 2, "file": ")" +
                        file.string() + R"(", "what": "importing it failed: RuntimeError"}})",
                    manifest_);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().where, EndsWith("ports.py:2:1"));
  EXPECT_THAT(read.error().excerpt, HasSubstr("raise RuntimeError"));
}

TEST_F(RegisteredTest, WhatAModuleSaysIsNotTrusted) {
  for (const char* said :
       {"", "{", "[]", "{}", R"({"ports": {}})", R"({"ports": [], "mappings": 3})",
        R"({"ports": [3], "mappings": []})", R"({"ports": [{"table": 3}], "mappings": []})",
        R"({"ports": [{"table": {"native": 3}}], "mappings": []})",
        R"({"ports": [{"line": -1, "table": {"native": "m:f"}, "law": "value"}], "mappings": []})"})
    EXPECT_FALSE(AddRegistered(said, manifest_)) << said;
  EXPECT_TRUE(manifest_.ports.empty());
}

}  // namespace
}  // namespace lockstep

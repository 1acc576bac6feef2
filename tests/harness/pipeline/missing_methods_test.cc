#include "harness/pipeline/missing_methods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;

Port ClassPort() {
  Port port;
  port.stateful = true;
  for (const char* name : {"append", "pop", "rotate", "__eq__"})
    port.operations.push_back({name, {}, "", Operation::Gives::kValue});
  return port;
}

Loaded OtherWith(const char* method) {
  Loaded other;
  other.methods.emplace();
  other.methods->push_back({method, std::nullopt});
  return other;
}

Candidate CandidateAt(const std::string& operation, const std::string& law,
                      const std::string& actual) {
  Candidate candidate;
  candidate.violation.law = law;
  candidate.violation.where = Path("step").Index(1).Attribute(operation).Attribute("result");
  candidate.violation.actual = actual;
  candidate.violation.blamed = 1;
  candidate.key = KeyOf(candidate.violation, false);
  return candidate;
}

constexpr const char* kNone = "raises AttributeError: 'Recent' object has no attribute";

TEST(MissingMethodsTest, AreThoseThatTheClassDoesNotShow) {
  EXPECT_THAT(Lacking(ClassPort(), OtherWith("append")), ElementsAre("pop", "rotate"));
}

TEST(MissingMethodsTest, OneStandsForAllOfThem) {
  Port port = ClassPort();
  port.lacking = {"pop", "rotate"};
  const Candidate pop = CandidateAt("pop", "exception", kNone);
  const Candidate state = CandidateAt("pop", "value", "[0]");
  const Candidate rotate = CandidateAt("rotate", "exception", kNone);
  const Candidate append = CandidateAt("append", "value", "[1]");
  EXPECT_THAT(WithoutLacking(port, {&pop, &state, &append, &rotate}), ElementsAre(&pop, &append));
}

TEST(MissingMethodsTest, WhatIsThereByOtherMeansIsComparedAsEver) {
  Port port = ClassPort();
  port.lacking = {"pop", "rotate"};
  const Candidate pop = CandidateAt("pop", "value", "7");
  const Candidate rotate = CandidateAt("rotate", "exception", kNone);
  EXPECT_THAT(WithoutLacking(port, {&pop, &rotate}), ElementsAre(&pop, &rotate));
}

TEST(MissingMethodsTest, TheirNamesAreTheIdentity) {
  Port port = ClassPort();
  port.lacking = {"pop", "rotate"};
  Finding one, fewer;
  one.violation = fewer.violation = CandidateAt("pop", "exception", kNone).violation;
  TellLacking(port, one);
  port.lacking = {"pop"};
  TellLacking(port, fewer);
  EXPECT_EQ(one.signature.difference, "missing-method");
  EXPECT_NE(ToString(one.signature), ToString(fewer.signature));
}

}  // namespace
}  // namespace lockstep

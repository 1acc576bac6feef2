#include "oracles/sequences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/model/earlier.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Lens kLens{nullptr, {}, true};

Case Steps(const std::vector<Step>& steps) {
  Case subject;
  subject.steps = steps;
  return subject;
}

struct Did {
  const char* operation;
  int how;
  Value what;
  Value state;
};

Outcome Played(const std::vector<Did>& steps) {
  Value records = List({});
  for (const auto& did : steps)
    records.items.push_back(
        List({Text(did.operation), Value::Int(did.how), did.what, Value::Int(0), did.state}));
  return Returns(records);
}

std::vector<std::string> Said(const Case& subject, const Outcome& native, const Outcome& port) {
  std::vector<std::string> said;
  for (const auto& found : Differences(subject, native, port, kLens))
    said.push_back(found.kind + " at " + found.where.ToString());
  return said;
}

const Case kThree = Steps({{"", {}, {}}, {"pop", {}, {}}, {"len", {}, {}}});
const Value kNone = Value::None();

TEST(SequencesTest, EqualPlaysDoNotPart) {
  const Outcome one = Played({{"", 0, kNone, Ints({1})}, {"pop", 0, Value::Int(1), Ints({})}});
  EXPECT_THAT(Said(kThree, one, one), IsEmpty());
}

TEST(SequencesTest, EveryResultThatDiffersIsToldWhileTheStatesAgree) {
  EXPECT_THAT(Said(kThree,
                   Played({{"", 0, kNone, Ints({1})},
                           {"pop", 0, Value::Int(1), Ints({})},
                           {"len", 0, Value::Int(0), Ints({})}}),
                   Played({{"", 0, kNone, Ints({1})},
                           {"pop", 0, Value::Bool(true), Ints({})},
                           {"len", 0, Value::Int(1), Ints({})}})),
              ElementsAre("type at step[1].pop.result", "value at step[2].len.result"));
}

TEST(SequencesTest, WhatFollowsAnotherStateIsNotTold) {
  EXPECT_THAT(Said(kThree,
                   Played({{"", 0, kNone, Ints({1})},
                           {"pop", 0, Value::Int(1), Ints({})},
                           {"len", 0, Value::Int(0), Ints({})}}),
                   Played({{"", 0, kNone, Ints({1})},
                           {"pop", 0, Value::Int(1), Ints({1})},
                           {"len", 0, Value::Int(1), Ints({1})}})),
              ElementsAre("length at step[1].pop.state"));
}

TEST(SequencesTest, AnExceptionIsPartOfItsStep) {
  EXPECT_THAT(Said(kThree,
                   Played({{"", 0, kNone, Ints({})},
                           {"pop", 1, Exception("builtins:IndexError"), Ints({})}}),
                   Played({{"", 0, kNone, Ints({})},
                           {"pop", 1, Exception("builtins:KeyError"), Ints({})}})),
              ElementsAre("exception-type at step[1].pop.result"));
  EXPECT_THAT(Said(kThree,
                   Played({{"", 0, kNone, Ints({})},
                           {"pop", 1, Exception("builtins:IndexError"), Ints({})}}),
                   Played({{"", 0, kNone, Ints({})}, {"pop", 0, kNone, Ints({})}})),
              ElementsAre("exception-presence at step[1].pop.result"));
}

TEST(SequencesTest, WhatWorksOnAnotherResultIsNotTold) {
  const Case subject = Steps({{"", {}, {}}, {"copy", {}, {}}, {"r1.pop", {}, {}}});
  EXPECT_THAT(Said(subject,
                   Played({{"", 0, kNone, kNone},
                           {"copy", 0, Value::Int(1), kNone},
                           {"r1.pop", 0, Value::Int(1), kNone}}),
                   Played({{"", 0, kNone, kNone},
                           {"copy", 0, Value::Int(2), kNone},
                           {"r1.pop", 0, Value::Int(2), kNone}})),
              ElementsAre("value at step[1].copy.result"));
}

TEST(SequencesTest, WhatHasNoEncodingSaysNothing) {
  const Outcome hidden = Played({{"", 0, kNone, kNone}, {"pop", 2, Text("no"), kNone}});
  const Outcome shown = Played({{"", 0, kNone, kNone}, {"pop", 0, Value::Int(1), kNone}});
  const Projection projection;
  EXPECT_THAT(Differences(kThree, hidden, shown, {&projection, {}, true}), IsEmpty());
  EXPECT_THAT(Said(kThree, shown, hidden), ElementsAre("unencodable at step[1].pop.result"));
}

}  // namespace
}  // namespace lockstep

// Sequences of operations: what is drawn, and what failures shrink to.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "fuzzers/membership.h"
#include "fuzzers/shrinker.h"
#include "harness/model/earlier.h"
#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

using Gives = Operation::Gives;

Port StackPort() {
  Port port = PortOf("items: list[int]");
  port.stateful = true;
  const auto add = [&](const char* name, const char* text, Gives gives = Gives::kValue) {
    port.operations.push_back({name, *ParseParameters(text), text, gives});
  };
  add("push", "item: int");
  add("pop", "");
  add("copy", "", Gives::kInstance);
  add("__eq__", "other: Self");
  add("__iter__", "", Gives::kIterator);
  add("insert", "at: Index('items'), items: list[int]");
  return port;
}

// Every result that is used is an earlier one that is there to be used.
bool IsSound(const Case& subject, const Port& port) {
  if (subject.steps.empty() || !subject.steps[0].operation.empty()) return false;
  for (std::size_t i = 0; i < subject.steps.size(); ++i)
    for (const auto used : StepsUsedBy(subject.steps[i])) {
      if (used >= i) return false;
      const std::string& giver = subject.steps[used].operation;
      const bool gives =
          giver.empty() || MethodOf(giver) == "copy" || MethodOf(giver) == "__iter__";
      if (!gives || ParametersOf(port, subject.steps[i].operation) == nullptr) return false;
    }
  return true;
}

TEST(SequencesTest, AreInTheDomainExactlyUnlessMarked) {
  const Port port = StackPort();
  for (const std::uint32_t unit : {0u, 3u}) {
    const Batch batch = Drawn(port, 1500, {}, 1, unit);
    for (std::size_t row = 0; row < batch.size(); ++row) {
      const Case subject = Decoded(batch, row);
      const auto bytes = wire::Encode(subject);
      ASSERT_TRUE(std::equal(bytes.begin(), bytes.end(), batch[row].begin(), batch[row].end()));
      ASSERT_TRUE(IsSound(subject, port)) << CallText("C", subject);
      const bool marked = (batch.marks[row] & Batch::kOffDomain) != 0;
      ASSERT_EQ(InDomain(subject, port), !marked) << CallText("C", subject);
    }
  }
}

TEST(SequencesTest, GrowAndUseSomeOfTheOperations) {
  const Batch batch = Drawn(StackPort(), 2000);
  std::set<std::size_t> lengths, kinds;
  bool on_another = false, next = false;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const Case subject = Decoded(batch, row);
    std::set<std::string> used;
    for (const auto& step : subject.steps) {
      used.insert(MethodOf(step.operation));
      on_another = on_another || TargetOf(step.operation) != 0;
      next = next || MethodOf(step.operation) == "__next__";
    }
    lengths.insert(subject.steps.size());
    if (subject.steps.size() > 12) kinds.insert(used.size());
  }
  EXPECT_GE(*lengths.rbegin(), 18u);
  EXPECT_LE(*lengths.rbegin(), 23u);
  EXPECT_LE(*lengths.begin(), 2u);
  EXPECT_GE(kinds.size(), 4u) << "long ones of few operations, and of many";
  EXPECT_TRUE(on_another && next);
}

TEST(SequencesTest, KeepInstancesApartWhereNativePerishesOfThem) {
  Port port = StackPort();
  port.entangled = false;
  const Batch batch = Drawn(port, 1000);
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if (batch.marks[row] != 0) continue;
    const Case subject = Decoded(batch, row);
    for (std::size_t i = 1; i < subject.steps.size(); ++i) {
      if (MethodOf(subject.steps[i].operation) != "__eq__") continue;
      ASSERT_EQ(StepOf(subject.steps[i].positional[0]), i - 1) << CallText("C", subject);
      ASSERT_EQ(subject.steps[i - 1].operation, "") << CallText("C", subject);
    }
  }
}

// The smallest case in which `fails` holds of the names of its operations.
std::string Minimizer(const std::function<bool(const Case&)>& fails) {
  const Port port = StackPort();
  const Batch batch = Drawn(port, 4000);
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const Case subject = Decoded(batch, row);
    if (batch.marks[row] != 0 || subject.steps.size() < 6 || !fails(subject)) continue;
    const auto shrunk = Shrink(
        subject, port,
        [&](std::span<const Case> candidates) {
          std::vector<bool> failed;
          for (const Case& candidate : candidates) {
            EXPECT_TRUE(IsSound(candidate, port)) << CallText("C", candidate);
            failed.push_back(fails(candidate));
          }
          return failed;
        },
        2000);
    return CallText("C", shrunk.smallest);
  }
  return "none";
}

std::size_t Count(const Case& subject, const std::string& method) {
  return static_cast<std::size_t>(
      std::count_if(subject.steps.begin(), subject.steps.end(),
                    [&](const Step& step) { return MethodOf(step.operation) == method; }));
}

TEST(SequencesTest, ShrinkToTheOperationsThatMatter) {
  EXPECT_EQ(Minimizer([](const Case& subject) {
              return Count(subject, "push") >= 2 && Count(subject, "pop") >= 1;
            }),
            "o = C([]); o.push(0); o.push(0); o.pop()");
}

// They are not linked to what has their place in another operation.
TEST(SequencesTest, ManyItemsOfAnArgumentGoAtOnce) {
  const Value many = Value::Of(Value::Kind::kList, std::vector<Value>(300, Value::Int(0)));
  const Value none = Value::Of(Value::Kind::kList, {});
  Case subject;
  subject.steps = {{"", {none}, {}}, {"extend", {many}, {}}};
  Port port = StackPort();
  port.operations.push_back(
      {"extend", *ParseParameters("items: list[int]"), "items: list[int]", Gives::kValue});
  const auto shrunk = Shrink(
      subject, port,
      [&](std::span<const Case> candidates) {
        std::vector<bool> failed;
        for (const Case& candidate : candidates)
          failed.push_back(candidate.steps.size() == 2 &&
                           candidate.steps[1].operation == "extend" &&
                           candidate.steps[1].positional[0].items.size() >= 3);
        return failed;
      },
      2000);
  EXPECT_EQ(CallText("C", shrunk.smallest), "o = C([]); o.extend([0, 0, 0])");
  EXPECT_LE(shrunk.tried, 60U);
}

TEST(SequencesTest, ShrinkToTheInstanceThatIsThereAnyway) {
  EXPECT_EQ(Minimizer([](const Case& subject) { return Count(subject, "__eq__") >= 1; }),
            "o = C([]); o.__eq__(o)");
}

TEST(SequencesTest, ShrinkToAConstructorThatIsCalledLater) {
  EXPECT_EQ(Minimizer([](const Case& subject) {
              return std::any_of(subject.steps.begin(), subject.steps.end(), [](const Step& step) {
                return step.operation.empty() && step.positional[0].items.size() >= 3;
              });
            }),
            "C([0, 0, 0])");
}

TEST(SequencesTest, ShrinkToAConstructorInPlaceOfAnOperation) {
  const auto equals_another = [](const Case& subject) {
    return std::any_of(subject.steps.begin(), subject.steps.end(), [](const Step& step) {
      return MethodOf(step.operation) == "__eq__" && StepsUsedBy(step).size() == 2;
    });
  };
  EXPECT_EQ(Minimizer(equals_another), "o = C([]); r1 = C([]); o.__eq__(r1)");
}

TEST(SequencesTest, KeepWhatALaterOperationWorksOn) {
  const auto pops_a_copy = [](const Case& subject) {
    return std::any_of(subject.steps.begin(), subject.steps.end(), [&](const Step& step) {
      const auto target = TargetOf(step.operation);
      return MethodOf(step.operation) == "pop" && target != 0 &&
             MethodOf(subject.steps[target].operation) == "copy";
    });
  };
  EXPECT_EQ(Minimizer(pops_a_copy), "o = C([]); r1 = o.copy(); r1.pop()");
}

}  // namespace
}  // namespace lockstep

#include "fuzzers/wrong_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "harness/manifest/domain_parser.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::vector<Value> WrongFor(const std::string& annotation) {
  std::vector<Value> values;
  for (const auto& encoded : WrongValues(**ParseDomain(annotation)))
    values.push_back(
        *wire::Decode({reinterpret_cast<const std::uint8_t*>(encoded.data()), encoded.size()}));
  return values;
}

const Value kHuge = Value::Int(std::numeric_limits<std::int64_t>::max());

TEST(WrongValuesTest, AreOutOfTheDomainAndJustBeyondItsBounds) {
  const auto wrong = WrongFor("Annotated[int, Ge(3), Le(1099511627776)]");
  EXPECT_THAT(wrong, Contains(Value::Int(2)));
  EXPECT_THAT(wrong, Contains(Value::None()));
  EXPECT_THAT(wrong, Contains(kHuge));
}

TEST(WrongValuesTest, WhereASmallBoundSparesWorkNoHugeNumberIsAmongThem) {
  for (const char* annotation :
       {"Annotated[int, Ge(0), Le(5)]", "Union[Annotated[int, Ge(0), Le(5)], float]"})
    EXPECT_THAT(WrongFor(annotation), Not(Contains(kHuge))) << annotation;
  EXPECT_THAT(WrongFor("Annotated[int, Ge(0), Le(5)]"), Contains(Value::Int(6)));
  EXPECT_THAT(WrongFor("str"), Contains(kHuge));
}

}  // namespace
}  // namespace lockstep

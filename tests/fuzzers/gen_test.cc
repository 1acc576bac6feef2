// RapidCheck's own shrinking, over our steps, ends at the same minimum.
#include "fuzzers/gen.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "fuzzers/membership.h"
#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

RC_GTEST_PROP(GenTest, CasesAreInTheDomainUnlessTheySayOtherwise, ()) {
  const Port port =
      PortOf("xs: list[int], i: Index('xs'), s: str = '', *, k: dict[str, float] = None");
  const Case subject = *CasesOf(port);
  RC_ASSERT(InDomain(subject, port) == !subject.off_domain);
}

TEST(GenTest, TheSameRandomGivesTheSameCase) {
  const Port port = PortOf("x: PyObj");
  const auto cases = CasesOf(port);
  for (std::uint64_t seed = 0; seed < 50; ++seed)
    EXPECT_EQ(wire::Encode(cases(rc::Random(seed), 50).value()),
              wire::Encode(cases(rc::Random(seed), 50).value()));
}

TEST(GenTest, ShrinksByOurSteps) {
  const Port port = PortOf("xs: list[int]");
  const auto large = [](const Case& subject) {
    return !subject.steps[0].positional.empty() && subject.steps[0].positional[0].items.size() >= 2;
  };
  auto shrinkable = CasesOf(port)(rc::Random(7), 100);
  for (std::uint64_t seed = 8; !large(shrinkable.value()) || shrinkable.value().off_domain; ++seed)
    shrinkable = CasesOf(port)(rc::Random(seed), 100);
  for (bool found = true; found;) {
    found = false;
    auto steps = shrinkable.shrinks();
    for (auto next = steps.next(); next; next = steps.next()) {
      if (!large(next->value())) continue;
      shrinkable = *next;
      found = true;
      break;
    }
  }
  EXPECT_EQ(CallText("f", shrinkable.value()), "f([0, 0])");
}

}  // namespace
}  // namespace lockstep

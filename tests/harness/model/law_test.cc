#include "harness/model/law.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "harness/model/finding.h"
#include "harness/model/report.h"

namespace lockstep {
namespace {

TEST(LawTest, EveryLawSaysWhatItAsksHowItIsProvokedAndWhatToDo) {
  std::set<std::string_view> names;
  for (const Law& law : Laws()) {
    EXPECT_TRUE(names.insert(law.name).second) << law.name;
    EXPECT_FALSE(law.family.empty()) << law.name;
    for (const std::string_view prose : {law.sentence, law.provoked, law.accept}) {
      ASSERT_FALSE(prose.empty()) << law.name;
      EXPECT_EQ(prose.back(), '.') << prose;
    }
    EXPECT_EQ(FindLaw(law.name), &law);
  }
}

TEST(LawTest, TheCatalogueIsThatOfTheDesign) {
  std::string families;
  for (const Law& law : Laws())
    families += std::string(law.family) + ":" + std::string(law.name) + " ";
  EXPECT_EQ(
      families,
      "equivalence:value equivalence:type equivalence:exception equivalence:arguments "
      "equivalence:aliasing equivalence:effects translation:translation-round-trip "
      "translation:idempotence translation:commutes translation:no-leak "
      "translation:no-sharing marshalling:round-trip determinism:replay "
      "determinism:fresh-process determinism:environment determinism:history determinism:order "
      "purity:input-immutability shipping:independence shipping:shippable shipping:subset ");
}

TEST(LawTest, UnknownLawsAreNotFound) { EXPECT_EQ(FindLaw("valu"), nullptr); }

TEST(SignatureTest, IsOneLineAndUnambiguous) {
  EXPECT_EQ(ToString(Signature{"a:f", "b:f", "value", "nan", "result", "float"}),
            "a:f|b:f|value|nan|result|float");
  EXPECT_NE(ToString(Signature{"a|b", "c", "", "", "", ""}),
            ToString(Signature{"a", "b|c", "", "", "", ""}));
  EXPECT_NE(ToString(Signature{"a\\", "b", "", "", "", ""}),
            ToString(Signature{"a", "\\b", "", "", "", ""}));
  EXPECT_EQ(ToString(Signature{"a\nb", "", "", "", "", ""}).find('\n'), std::string::npos);
}

TEST(StatusTest, HasTheWordsOfTheReport) {
  EXPECT_EQ(ToString(Status::kNondetRef), "nondet-ref");
  EXPECT_EQ(ToString(Status::kExcDiff), "exc-diff");
  EXPECT_EQ(ToString(Status::kFaultUnsafe), "fault-unsafe");
  EXPECT_EQ(ToString(Status::kMatchTol), "match-tol");
  EXPECT_EQ(ToString(Status::kUntested), "untested");
}

}  // namespace
}  // namespace lockstep

#include "harness/pipeline/learn/omissible.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

Loaded Taking(std::vector<Loaded::ParameterHint> hints) {
  Loaded loaded;
  loaded.signature = std::move(hints);
  return loaded;
}

bool IsOmissible(Parameter::Kind kind, const Loaded& native, const Loaded& port) {
  Parameter parameter;
  parameter.name = "k";
  parameter.kind = kind;
  return WithOmissible({parameter}, native, port)[0].omissible;
}

constexpr auto kKeyword = Parameter::Kind::kKeywordOnly;
const Loaded kAny = Taking({{"o", "POSITIONAL_OR_KEYWORD", {}, {}}, {"k2", "VAR_KEYWORD", {}, {}}});
const Loaded kDefault = Taking({{"k", "POSITIONAL_OR_KEYWORD", "None", {}}});
const Loaded kNeeds = Taking({{"k", "KEYWORD_ONLY", {}, {}}});

TEST(OmissibleTest, WhatBothSidesDoWithout) {
  EXPECT_TRUE(IsOmissible(kKeyword, kAny, kAny));
  EXPECT_TRUE(IsOmissible(kKeyword, kAny, kDefault));
}

TEST(OmissibleTest, NotWhatOneOfThemNeeds) {
  EXPECT_FALSE(IsOmissible(kKeyword, kAny, kNeeds));
  EXPECT_FALSE(IsOmissible(kKeyword, kNeeds, kDefault));
}

TEST(OmissibleTest, NotWhereASignatureIsNotKnown) {
  EXPECT_FALSE(IsOmissible(kKeyword, kDefault, Loaded{}));
}

TEST(OmissibleTest, NotPositionalOnes) {
  EXPECT_FALSE(IsOmissible(Parameter::Kind::kPositional, kDefault, kDefault));
}

}  // namespace
}  // namespace lockstep

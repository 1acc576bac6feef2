#include "harness/pipeline/learn/binding.h"

#include <gtest/gtest.h>

#include "harness/manifest/domain_parser.h"

namespace lockstep {
namespace {

using SignatureHints = std::vector<Loaded::ParameterHint>;

const SignatureHints kCut = {{"text", "POSITIONAL_ONLY", {}, {}},
                             {"n", "POSITIONAL_OR_KEYWORD", {}, {}},
                             {"mark", "KEYWORD_ONLY", "''", {}}};

std::string WhyNot(const std::string& declared, const SignatureHints& signature) {
  const auto misfit = MisfitOf(*ParseParameters(declared), signature);
  return misfit ? misfit->what : "";
}

TEST(BindingTest, WhatFits) {
  EXPECT_EQ(WhyNot("text: str, n: int", kCut), "");
  EXPECT_EQ(WhyNot("s: str, k: int, *, mark: str = ''", kCut), "");
  EXPECT_EQ(WhyNot("text: str, *, n: int", kCut), "");
  EXPECT_EQ(WhyNot("text: str, *rest: int", kCut), "");
}

TEST(BindingTest, OneTooMany) {
  EXPECT_EQ(WhyNot("text: str, n: int, c: int", kCut),
            "native takes 2 positional arguments, and `c` is one more");
  EXPECT_EQ(WhyNot("text: str, n: int, c: int = 1", kCut),
            "native takes 2 positional arguments, and `c` is one more");
  EXPECT_EQ(MisfitOf(*ParseParameters("text: str, n: int, mark: str"), kCut)->next_step,
            "write a `*` before it: it is given by name");
}

TEST(BindingTest, OneTooFew) {
  EXPECT_EQ(WhyNot("text: str", kCut), "native needs `n` as well");
  EXPECT_EQ(WhyNot("", kCut), "native needs `text` as well");
  EXPECT_EQ(
      WhyNot("a: int", {{"a", "POSITIONAL_OR_KEYWORD", {}, {}}, {"k", "KEYWORD_ONLY", {}, {}}}),
      "native needs `k` as well");
}

TEST(BindingTest, NamesThatAreNotThere) {
  EXPECT_EQ(WhyNot("text: str, n: int, *, mrak: str", kCut), "native has no parameter `mrak`");
  EXPECT_EQ(MisfitOf(*ParseParameters("text: str, n: int, *, mrak: str"), kCut)->next_step,
            "did you mean \"mark\"?");
  EXPECT_EQ(WhyNot("n: int, *, text: str", kCut), "native takes `text` by position only");
  EXPECT_EQ(WhyNot("text: str, k: int, *, n: int", kCut),
            "native's `n` is given twice: `k` is it, by position");
}

TEST(BindingTest, StarsTakeWhatTheyTake) {
  const SignatureHints any = {{"args", "VAR_POSITIONAL", {}, {}}, {"named", "VAR_KEYWORD", {}, {}}};
  EXPECT_EQ(WhyNot("a: int, b: int, *, c: int", any), "");
  const SignatureHints named = {{"a", "POSITIONAL_ONLY", {}, {}}, {"named", "VAR_KEYWORD", {}, {}}};
  EXPECT_EQ(WhyNot("x: int, *, a: int", named), "");
}

TEST(BindingTest, ASignatureIsShownAsItIsWritten) {
  EXPECT_EQ(SignatureText(kCut), "(text, /, n, *, mark='')");
  EXPECT_EQ(SignatureText({{"a", "VAR_POSITIONAL", {}, {}}, {"k", "KEYWORD_ONLY", "1", {}}}),
            "(*a, k=1)");
}

}  // namespace
}  // namespace lockstep

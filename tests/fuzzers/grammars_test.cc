#include "fuzzers/grammars.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace lockstep {
namespace {

using Holds = std::function<bool(const std::string&)>;

std::string Text(std::string_view grammar, std::uint64_t seed) {
  Chance chance(seed);
  std::string text;
  AppendFromGrammar(grammar, chance, static_cast<int>(seed % 160), text);
  return text;
}

bool Seen(std::string_view grammar, const Holds& holds) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed)
    if (holds(Text(grammar, seed))) return true;
  return false;
}

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(GrammarsTest, WhatNoGrammarHasTurnsUpInTextsOfEach) {
  for (const char* grammar : {"IsoDateText", "DecimalText", "JsonText", "FormatSpec"}) {
    EXPECT_TRUE(Seen(grammar, [](const auto& text) { return Has(text, "\xed\xa0\x80"); }))
        << "a lone surrogate in " << grammar;
    EXPECT_TRUE(Seen(grammar, [](const auto& text) { return Has(text, "\xef\xbc\x91"); }))
        << "a digit of another script in " << grammar;
  }
  EXPECT_TRUE(Seen("PickleBytes", [](const auto& text) { return Has(text, "\xff"); }));
}

TEST(GrammarsTest, ExponentsStaySmallEnoughToBeWrittenOut) {
  EXPECT_FALSE(Seen("DecimalText", [](const std::string& text) {
    const auto e = text.find_first_of("eE");
    if (e == std::string::npos) return false;
    const auto digits = text.find_first_of("0123456789", e);
    const auto end =
        digits == std::string::npos ? digits : text.find_first_not_of("0123456789", digits);
    return digits <= e + 2 && std::min(end, text.size()) - digits > 4;
  }));
}

}  // namespace
}  // namespace lockstep

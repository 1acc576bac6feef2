#include "fuzzers/grammars.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "harness/manifest/type_names.h"

namespace lockstep {
namespace {

using TextHolds = std::function<bool(const std::string&)>;

std::string Text(std::string_view grammar, std::uint64_t seed, const Grammar* own = nullptr) {
  Chance chance(seed);
  std::string text;
  AppendFromGrammar(grammar, own, chance, static_cast<int>(seed % 160), text);
  return text;
}

bool SeenText(std::string_view grammar, const TextHolds& holds, const Grammar* own = nullptr) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed)
    if (holds(Text(grammar, seed, own))) return true;
  return false;
}

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(GrammarsTest, WhatNoGrammarHasTurnsUpInTextsOfEach) {
  for (const char* grammar : {"IsoDateText", "DecimalText", "JsonText", "FormatSpec"}) {
    EXPECT_TRUE(SeenText(grammar, [](const auto& text) { return Has(text, "\xed\xa0\x80"); }))
        << "a lone surrogate in " << grammar;
    EXPECT_TRUE(SeenText(grammar, [](const auto& text) { return Has(text, "\xef\xbc\x91"); }))
        << "a digit of another script in " << grammar;
  }
  EXPECT_TRUE(SeenText("PickleBytes", [](const auto& text) { return Has(text, "\xff"); }));
}

TEST(GrammarsTest, ExponentsStaySmallEnoughToBeWrittenOut) {
  EXPECT_FALSE(SeenText("DecimalText", [](const std::string& text) {
    const auto e = text.find_first_of("eE");
    if (e == std::string::npos) return false;
    const auto digits = text.find_first_of("0123456789", e);
    const auto end =
        digits == std::string::npos ? digits : text.find_first_not_of("0123456789", digits);
    return digits <= e + 2 && std::min(end, text.size()) - digits > 4;
  }));
}

TextHolds Is(const std::string& wanted) {
  return [wanted](const std::string& text) { return text == wanted; };
}

TEST(GrammarsTest, RulesOfAManifestReferToEachOtherAndToBuiltInOnes) {
  const Grammar own{
      {{"Version", {"<Part>.<Part>", "<Part>.<Part>-<<>rc<digit>>"}}, {"Part", {"1<Part>", "0"}}}};
  EXPECT_TRUE(SeenText("Version", Is("0.10"), &own));
  EXPECT_TRUE(SeenText("Version", Is("0.0-<rc5>"), &own));
  EXPECT_TRUE(SeenText("Version", Is("0..0"), &own)) << "near-valid on purpose";
}

TEST(GrammarsTest, WhatAManifestMayReferToIsThere) {
  for (const auto name : BuiltInRules())
    EXPECT_TRUE(SeenText(name, [](const std::string& text) { return !text.empty(); })) << name;
}

TEST(GrammarsTest, ARuleOfAManifestStandsBeforeTheBuiltInOneButNotInIt) {
  const Grammar own{{{"Row", {"<CsvText>"}}, {"CsvText", {"<csv>"}}, {"csv", {"own"}}}};
  EXPECT_TRUE(SeenText("Row", Is("own"), &own));
  EXPECT_FALSE(SeenText(
      "Row", [](const auto& text) { return Has(text, ","); }, &own));
  const Grammar digit{{{"Number", {"<digits>"}}, {"digit", {"seven"}}}};
  EXPECT_FALSE(SeenText(
      "Number", [](const auto& text) { return Has(text, "seven"); }, &digit));
}

TEST(GrammarsTest, CharactersOfARuleOfBytesAreBytes) {
  const Grammar own{{{"PacketBytes", {"\u0080\u00ff<Tail>"}}, {"Tail", {"\u00e9<JsonText>"}}}};
  EXPECT_TRUE(SeenText("PacketBytes", Is("\x80\xff\xe9null"), &own));
  EXPECT_TRUE(SeenText("PacketBytes", Is("\x80\xff\xe9\"\u00e9\""), &own))
      << "what is built in is UTF-8";
}

TEST(GrammarsTest, RulesThatDoubleEachOtherAreCutShort) {
  Grammar own{{{"Last", {"ab"}}}};
  for (int i = 0; i < 40; ++i) {
    const std::string before = own.rules.back().name;
    own.rules.push_back({"R" + std::to_string(i), {"<" + before + "><" + before + ">"}});
  }
  EXPECT_LT(Text("R39", 7, &own).size(), 10000U);
}

}  // namespace
}  // namespace lockstep

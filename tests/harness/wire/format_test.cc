// FORMAT.md is a contract: the bytes that it shows are the bytes that we write.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <string>

#include "harness/wire/value_codec.h"
#include "tests/support/hex.h"

namespace lockstep::wire {
namespace {

std::map<std::string, std::string> Examples() {  // hexadecimal to Python
  std::ifstream file(LOCKSTEP_FORMAT_MD);
  const std::regex row(R"(^\| `(.*)` \| `([0-9a-f]+)` \|$)");
  std::map<std::string, std::string> examples;
  for (std::string line; std::getline(file, line);)
    if (std::smatch match; std::regex_match(line, match, row)) examples[match[2]] = match[1];
  return examples;
}

TEST(FormatTest, EveryExampleIsWhatWeReadAndWrite) {
  const auto examples = Examples();
  for (const auto& [hex, python] : examples) {
    const auto bytes = tests::FromHex(hex);
    const auto value = Decode(bytes);
    ASSERT_TRUE(value) << python << ": " << value.error().what << " at " << value.error().where;
    EXPECT_EQ(ToPython(*value), python);
    EXPECT_EQ(Encode(*value), bytes) << python;
  }
}

TEST(FormatTest, EveryTagHasAnExample) {
  std::string all;
  for (const auto& [hex, python] : Examples()) all += hex + " ";
  for (const char* head :
       {"c2",     "c3",     "d81b",   "d81c",   "d81d",   "d90102", "d90111", "d9a7f8",
        "d94c01", "d94c02", "d94c03", "d94c04", "d94c05", "d94c06", "d94c07", "d94c08",
        "d94c09", "d94c0a", "d94c0b", "d94c0c", "d94c0d", "d94c0e", "d94c0f", "d94c10"})
    EXPECT_NE(all.find(head), std::string::npos) << head;
}

}  // namespace
}  // namespace lockstep::wire

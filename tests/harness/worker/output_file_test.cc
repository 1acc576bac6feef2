#include "harness/worker/output_file.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

namespace lockstep::worker {
namespace {

TEST(OutputFileTest, HasAHeadAndLastWords) {
  const auto file = OutputFile::Make();
  ASSERT_TRUE(file);
  EXPECT_EQ(file->LastWords(), "");
  const std::string text = std::string(5000, 'a') + "\nFatal error\n\n";
  ASSERT_EQ(write(file->number(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  EXPECT_EQ(file->size(), text.size());
  EXPECT_EQ(file->Head(3), "aaa");
  EXPECT_TRUE(file->LastWords().ends_with("a\nFatal error"));
  EXPECT_TRUE(file->LastWords().starts_with("aaa"));
  EXPECT_LE(file->LastWords().size(), 405U);
}

TEST(ShownTest, AddressesAreNotShown) {
  EXPECT_EQ(Shown("<object at 0x7fff12AB>, 0x1 and 0xyz"), "<object at 0x...>, 0x... and 0xyz");
  EXPECT_EQ(Shown("0x"), "0x");
}

RC_GTEST_PROP(ShownTest, NothingThatATerminalWouldObeyIsShown, (const std::string& words)) {
  for (const char c : Shown(words)) RC_ASSERT(c == '\n' || (c >= 0x20 && c < 0x7f));
}

}  // namespace
}  // namespace lockstep::worker

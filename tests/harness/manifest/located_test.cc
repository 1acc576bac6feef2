#include "harness/manifest/located.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace lockstep {
namespace {

const Error kUnresolved{Error::Kind::kUsage, "heapq has no attribute 'nsmalest'", "heapq:nsmalest",
                        "", ""};

TEST(LocatedTest, PointsAtTheNameInTheManifest) {
  const Scratch scratch;
  const auto file = scratch.Write("m.toml", "[[port]]\nnative = \"heapq:nsmalest\"\n");
  const Error error = Located(kUnresolved, file);
  EXPECT_THAT(error.where, ::testing::EndsWith("m.toml:2:10"));
  EXPECT_EQ(error.excerpt,
            "    2 | native = \"heapq:nsmalest\"\n      |          ^^^^^^^^^^^^^^^^");
  EXPECT_EQ(error.kind, Error::Kind::kUsage);
  EXPECT_EQ(error.what, kUnresolved.what);
}

TEST(LocatedTest, PointsAtAPartOfWhatAPortDeclares) {
  const Scratch scratch;
  const auto file = scratch.Write("m.toml",
                                  "[[port]]\nargs = \"n: int\"\n\n[[port]]\nargs = \"n: int\"\n"
                                  "operations = { append = \"item: int, at: int\" }\n");
  Error error = kUnresolved;
  error.where = PlaceInPort("m.toml:4", "args", 0, 1);
  EXPECT_THAT(Located(error, file).where, ::testing::EndsWith("m.toml:5:9"));
  error.where = PlaceInPort("m.toml:4", "operations.append", 11, 2);
  EXPECT_THAT(Located(error, file).where, ::testing::EndsWith("m.toml:6:37"));
  EXPECT_THAT(Located(error, file).excerpt, ::testing::EndsWith(" ^^"));
}

TEST(LocatedTest, LeavesTheCommandLineAndStrangersAlone) {
  const Scratch scratch;
  const auto file = scratch.Write("m.toml", "[[port]]\nnative = \"a:b\"\n");
  EXPECT_EQ(Located(kUnresolved, file).where, "heapq:nsmalest");
  EXPECT_EQ(Located(kUnresolved, {}).where, "heapq:nsmalest");
}

}  // namespace
}  // namespace lockstep

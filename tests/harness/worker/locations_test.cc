#include "harness/worker/locations.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// A tree that is gone after the test.
struct Tree {
  fs::path root = fs::temp_directory_path() / ("lockstep-locations-" + std::to_string(getpid()));
  Tree() { fs::create_directories(root); }
  ~Tree() { fs::remove_all(root); }
  void Furnish(const fs::path& directory) const {
    fs::create_directories(root / directory / "python" / "lockstep");
    std::ofstream(root / directory / "lockstep-worker.pyz") << "zip";
  }
};

TEST(LocationsTest, ABuildTreeIsAboveTheProgram) {
  const Tree tree;
  tree.Furnish("build/dev");
  for (const char* program : {"build/dev/lockstep", "build/dev/tests/harness/worker/worker_test"}) {
    const auto found = FindLocations(tree.root / program);
    ASSERT_TRUE(found) << program;
    EXPECT_EQ(found->package, tree.root / "build/dev/python");
    EXPECT_EQ(found->zipapp, tree.root / "build/dev/lockstep-worker.pyz");
  }
}

TEST(LocationsTest, AnInstalledProgramHasThemUnderItsPrefix) {
  const Tree tree;
  tree.Furnish("usr/lib/lockstep");
  const auto found = FindLocations(tree.root / "usr/bin/lockstep");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->package, tree.root / "usr/lib/lockstep/python");
}

TEST(LocationsTest, NowhereIsAnError) {
  const Tree tree;
  const auto found = FindLocations(tree.root / "bin/lockstep");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, Error::Kind::kSystem);
}

}  // namespace
}  // namespace lockstep

// A directory of the running test's own, for tests run side by side.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace lockstep::testing {

// Empty: whatever was there, from an earlier run or an earlier call, is gone.
inline std::filesystem::path DirectoryOfTest() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const auto directory = std::filesystem::path(::testing::TempDir()) /
                         (std::string(test->test_suite_name()) + "." + test->name());
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  return directory;
}

inline std::string ContentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace lockstep::testing

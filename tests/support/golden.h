// Goldens: what was approved, byte for byte. LOCKSTEP_APPROVE=1 approves what is there now.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace lockstep::testing {

// LOCKSTEP_GOLDEN is the directory of goldens in the source tree.
inline void ExpectGolden(const std::string& name, const std::string& actual) {
  const std::filesystem::path file = std::filesystem::path(LOCKSTEP_GOLDEN) / name;
  if (std::getenv("LOCKSTEP_APPROVE") != nullptr) {
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  const std::string approved{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(approved, actual) << "if this is meant: LOCKSTEP_APPROVE=1 ctest -R golden";
}

}  // namespace lockstep::testing

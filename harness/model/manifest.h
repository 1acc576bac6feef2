// A Manifest is what the user claims: the ports, and how a run of them is set up.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "harness/model/claim.h"

namespace lockstep {

inline constexpr std::uint64_t kDefaultSeed = 20240229;
inline constexpr std::uint64_t kDefaultCases = 20000;

struct Manifest {
  std::filesystem::path file;  // where it was written; empty: the command line
  std::string python = "/usr/bin/python3";
  std::vector<std::string> path;            // absolute
  std::vector<std::string> codecs;          // modules that register codecs
  std::vector<std::string> registrations;   // modules that register ports and mappings
  std::shared_ptr<const Grammar> grammars;  // texts of [lockstep.grammars]; null: none
  std::uint64_t cases = kDefaultCases;
  bool examples = true;
  std::uint64_t seed = kDefaultSeed;
  std::filesystem::path state = ".lockstep";  // absolute after loading
  std::filesystem::path accepted;             // lockstep.accepted.toml beside the manifest
  std::vector<Claim> ports;
};

}  // namespace lockstep

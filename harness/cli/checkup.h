// A Checkup says of one thing that a run leans on whether this machine delivers it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lockstep {

struct Checkup {
  enum class State : std::uint8_t { kGood, kWeaker, kMissing };  // kMissing: nothing can run
  std::string name;
  State state = State::kGood;
  std::string text;  // what there is, or what takes its place
};

// What the kernel grants this process: tried in children that are gone afterwards.
std::vector<Checkup> CheckContainment();

// Lockstep's own Python code, and each interpreter: can it be started, has it the extension?
std::vector<Checkup> CheckInterpreters(const std::vector<std::string>& interpreters);

// The knobs of the table that can be turned by themselves, tried in processes of that interpreter.
std::vector<Checkup> CheckKnobs(const std::string& python);

// Whether corpus and runs can be written there.
Checkup CheckState(const std::filesystem::path& directory);

}  // namespace lockstep

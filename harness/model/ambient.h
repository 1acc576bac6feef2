// Ambient state is what surrounds a call: a process and all that is in it. Its kinds are how a
// column tells what a batch left behind; each is a class of difference too.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// In the order of their bits in Cell::ambient.
std::span<const std::string_view> AmbientKinds();
bool IsAmbientKind(std::string_view name);
// Whether all interpreters can tell it, and do by themselves the same about it.
bool IsToldByAll(std::string_view kind);

// Set where files were made or removed in places that other processes use too: a lead and no more.
inline constexpr std::uint16_t kFilesElsewhere = 1U << 14;
// Set where modules were imported meanwhile, which leaves things behind too.
inline constexpr std::uint16_t kImportedMeanwhile = 1U << 15;

std::vector<std::string_view> KindsIn(std::uint16_t set);

// "environment: environment variable TZ" as its kind and what of it; one that is of no kind is a
// "setting".
struct LeftBehind {
  std::string_view kind, what;
};
inline constexpr const char* kNothingLeftBehind = "nothing left behind";
LeftBehind Parted(std::string_view text);

}  // namespace lockstep

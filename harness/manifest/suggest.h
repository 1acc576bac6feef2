// "Did you mean ...?": the known word nearest to one that is not known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lockstep {

// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
std::size_t EditDistance(std::string_view left, std::string_view right);

// The nearest of `known`, if it is near enough to be what was meant (about one edit for every
// three characters); the first of equals.
std::optional<std::string> Closest(std::string_view word, std::span<const std::string_view> known);

// `did you mean "float"?`, or empty.
std::string DidYouMean(std::string_view word, std::span<const std::string_view> known);

}  // namespace lockstep

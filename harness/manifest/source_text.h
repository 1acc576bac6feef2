// A SourceText is a file that the user wrote, and makes errors that point into it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "harness/model/result.h"

namespace lockstep {

struct Place {
  std::size_t line = 1, column = 1;  // from 1; columns count characters, not bytes
  friend bool operator==(const Place&, const Place&) = default;
};

struct SourceText {
  std::string name;  // as it is shown: a path, or "--args"
  std::string text;

  std::string_view Line(std::size_t line) const;  // without its newline; empty when there is none
  // name:line:column, with the line and `width` carets under it.
  Error At(Place place, std::size_t width, std::string what, std::string next_step = {}) const;
};

// Error (kManifest) when the file cannot be read, or is larger than a manifest can be (16 MiB).
Result<SourceText> ReadSource(const std::filesystem::path& file);

// How many characters (code points) UTF-8 text has.
std::size_t CharacterCount(std::string_view text);

// A file's path as it is shown: relative to the current directory where it lies below it.
std::string ShownPath(const std::filesystem::path& file);

}  // namespace lockstep

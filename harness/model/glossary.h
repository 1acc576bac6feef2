// The Glossary: words of reports and contracts besides the laws, and what they mean.
#pragma once

#include <span>
#include <string_view>

namespace lockstep {

struct Term {
  std::string_view name;      // "off-domain", "negative-zero", "scope"
  std::string_view kind;      // "class of difference", "note", "contract", "status"
  std::string_view sentence;  // what it says
  std::string_view advice;    // what to do about it; may be empty
};

// In the order of kinds, and of names within them. A name may be in several.
std::span<const Term> Glossary();

}  // namespace lockstep

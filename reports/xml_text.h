// Text that stands in XML 1.0, whatever the code under test put into it.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// For an element: Printable with its lines (no control character, no lone surrogate, nothing that
// XML 1.0 cannot hold), and no markup; "]]>" is none either.
std::string XmlText(std::string_view text);

// For an attribute in double quotes: the same on one line.
std::string XmlAttribute(std::string_view text);

}  // namespace lockstep

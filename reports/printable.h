// Text that may be shown: whatever the code under test put into it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lockstep {

// Valid UTF-8, always. Bytes that are not become \xNN, lone surrogates (three bytes, as our
// values keep them) \uNNNN. Everything else stays as it is, control characters included.
std::string ValidUtf8(std::string_view text);

// Safe on a terminal: ValidUtf8, and no escape sequence, control character or change of the
// direction of text gets through: each becomes \xNN or \uNNNN. Line feeds become \n, unless
// `lines` says that the text is to have several.
std::string Printable(std::string_view text, bool lines = false);

// At most `limit` code points; what is cut out of the middle is counted: "abc...(90 more)...xyz".
std::string Shortened(const std::string& text, std::size_t limit);

}  // namespace lockstep

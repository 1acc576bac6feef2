// Text that stands in GitHub's Markdown as itself, whatever the code under test put into it: it
// opens no tag, link or mention, ends no fence and no cell of a table.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// One line as code, also in a cell of a table; "" for nothing.
std::string MarkdownCode(std::string_view text);

// One line of prose. Every character that could mean something is written as its number.
std::string MarkdownProse(std::string_view text);

// Several lines as a fenced block; the fence is longer than any in the text.
std::string MarkdownBlock(std::string_view text, std::string_view language);

}  // namespace lockstep

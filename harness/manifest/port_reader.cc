#include "harness/manifest/port_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <iomanip>
#include <sstream>

#include "harness/manifest/contract_reader.h"
#include "harness/manifest/domain_parser.h"
#include "harness/manifest/interpreter_path.h"

namespace lockstep {
namespace {

Result<void> ReadObject(const Field& field, std::string& out) {
  if (auto read = field.Read(out); !read) return read;
  const std::string why = WhyNotAnObject(out);
  if (why.empty()) return {};
  return field.AtValue(fmt::format("{} \"{}\" {}", field.entry.key, out, why),
                       "write module:qualname, as in \"heapq:nsmallest\"");
}

// The parser's error says how many bytes into the text it stands; the file says where that is.
Error Moved(const Error& error, const Field& field) {
  const std::size_t offset = std::strtoull(error.where.c_str(), nullptr, 10);
  const Place place = PlaceInside(field.source, field.value(), offset);
  const std::size_t width =
      static_cast<std::size_t>(std::count(error.excerpt.begin(), error.excerpt.end(), '^'));
  return field.source.At(place, std::max<std::size_t>(1, width), error.what, error.next_step);
}

Result<void> ReadDomains(const Field& field, const Claim& port, std::string& text,
                         std::vector<Parameter>& parameters) {
  if (auto read = field.Read(text); !read) return read;
  auto parsed = ParseParameters(text, port.grammars);
  if (!parsed) return Moved(parsed.error(), field);
  parameters = std::move(*parsed);
  return {};
}

Result<void> ReadParameters(const Field& field, Claim& port) {
  if (port.declared.stateful)
    return field.AtKey("a class takes no \"args\"", "its constructor's are \"init\"");
  port.inferred = false;
  return ReadDomains(field, port, port.declared.parameters_text, port.declared.parameters);
}

// What only a class has.
Result<void> OfClass(const Field& field, Claim& port) {
  if (!port.declared.stateful && !port.inferred)
    return field.AtKey(
        fmt::format("\"{}\" goes with a class, \"args\" with a function", field.entry.key),
        "a constructor's arguments are \"init\"");
  port.declared.stateful = true;
  return {};
}

Result<void> ReadInit(const Field& field, Claim& port) {
  if (auto read = OfClass(field, port); !read) return read;
  port.inferred = false;
  return ReadDomains(field, port, port.declared.parameters_text, port.declared.parameters);
}

Result<void> ReadOperations(const Field& field, Claim& port) {
  if (auto read = OfClass(field, port); !read) return read;
  if (field.value().kind != TomlValue::Kind::kTable)
    return field.WrongType("a table of operations and their arguments");
  for (const TomlEntry& entry : field.value().entries) {
    Operation& operation = port.declared.operations.emplace_back();
    operation.name = entry.key;
    const Field one{entry, field.source};
    if (auto read = ReadDomains(one, port, operation.text, operation.parameters); !read)
      return read;
  }
  return {};
}

Result<void> ReadObserve(const Field& field, Claim& port) {
  if (auto read = OfClass(field, port); !read) return read;
  return field.Read(port.observe);
}

Result<void> ReadCases(const Field& field, Claim& port) {
  if (auto read = field.Read(port.cases); !read) return read;
  if (port.cases == 0) return field.AtValue("cases must be at least 1");
  return {};
}

Result<void> ReadCommand(const Field& field, Claim& port) {
  if (auto read = field.Read(port.command); !read) return read;
  if (!port.command.empty() && !port.command.front().empty()) return {};
  return field.AtValue("a command has at least the name of a program",
                       "write it word by word, as in [\"node\", \"port.js\"]");
}

Result<void> ReadLibrary(const Field& field, Claim& port) {
  if (auto read = field.Read(port.library); !read) return read;
  if (port.library.empty()) return field.AtValue("library must not be empty");
  return {};
}

constexpr Key<Claim> kPortKeys[] = {
    {"native", [](const Field& field, Claim& port) { return ReadObject(field, port.native); }},
    {"port", [](const Field& field, Claim& port) { return ReadObject(field, port.port); }},
    {"args", ReadParameters},
    {"contract",
     [](const Field& field, Claim& port) { return ReadContract(field, port.declared.contract); }},
    {"except_laws",
     [](const Field& field, Claim& port) { return ReadExemptions(field, port.declared.contract); }},
    {"port_python", [](const Field& field, Claim& port) { return field.Read(port.port_python); }},
    {"cases", ReadCases},
    {"examples", [](const Field& field, Claim& port) { return field.Read(port.examples); }},
    {"assume", [](const Field& field, Claim& port) { return ReadObject(field, port.assume); }},
    {"name", [](const Field& field, Claim& port) { return field.Read(port.name); }},
    {"init", ReadInit},
    {"operations", ReadOperations},
    {"observe", ReadObserve},
    {"command", ReadCommand},
    {"library", ReadLibrary},
};

bool IsDottedName(std::string_view name) {
  if (name.empty() || name.front() == '.' || name.back() == '.') return false;
  if (name.find("..") != std::string_view::npos) return false;
  return std::none_of(name.begin(), name.end(), [](unsigned char letter) {
    return letter <= ' ' || letter == 0x7F || letter == ':' || letter == '/' || letter == '(';
  });
}

}  // namespace

std::string WhyNotAnObject(const std::string& target) {
  const auto colon = target.find(':');
  if (colon == std::string::npos) return "names a module, not an object in one";
  const std::string_view text = target;
  if (!IsDottedName(text.substr(0, colon))) return "does not begin with the name of a module";
  if (!IsDottedName(text.substr(colon + 1))) return "does not end with the name of an object";
  return {};
}

Claim DefaultPort(const Manifest& manifest) {
  Claim port;
  port.python = manifest.python;
  port.path = manifest.path;
  port.codecs = manifest.codecs;
  port.grammars = manifest.grammars;
  port.cases = manifest.cases;
  port.examples = manifest.examples;
  return port;
}

std::vector<std::string> WordsOf(const std::string& command) {
  std::vector<std::string> words;
  std::istringstream text(command);
  for (std::string word; text >> std::quoted(word);) words.push_back(word);
  return words;
}

std::string WhyNotOnePort(const Claim& port) {
  const int ways = (port.port.empty() && port.port_python.empty() ? 0 : 1) +
                   (port.command.empty() ? 0 : 1) + (port.library.empty() ? 0 : 1);
  return ways > 1 ? "a port is one of port, command and library" : "";
}

void Settle(Claim& port, const std::filesystem::path& directory) {
  namespace fs = std::filesystem;
  const auto absolute = [&](const std::string& file) {
    return (directory / file).lexically_normal().string();
  };
  std::error_code code;
  for (std::string& word : port.command)
    if (fs::is_regular_file(directory / word, code)) word = absolute(word);
  if (!port.command.empty()) port.command.front() = InterpreterPath(port.command.front());
  if (!port.library.empty()) port.library = absolute(port.library);
}

void Complete(Claim& port) {
  if (!port.command.empty()) {
    port.kind = Claim::Kind::kCommand;
    port.port = fmt::format("{}", fmt::join(port.command, " "));
  } else if (!port.library.empty()) {
    port.kind = Claim::Kind::kLibrary;
    port.port = port.library;
  } else if (port.port.empty() && port.port_python.empty()) {
    port.kind = Claim::Kind::kNativeItself;
  } else if (!port.port_python.empty() && port.port_python != port.python) {
    port.kind = Claim::Kind::kInterpreter;
  } else {
    port.kind = Claim::Kind::kFunction;
  }
  if (port.port.empty()) port.port = port.native;
  if (port.port_python.empty()) port.port_python = port.python;
}

Result<Claim> ReadPort(const TomlValue& table, const SourceText& source, Claim port) {
  port.where = fmt::format("{}:{}", source.name, table.begin.line);
  port.inferred = true;
  if (auto read = ReadTable(table, source, kPortKeys, port); !read) return read.error();
  if (port.native.empty()) {
    return source.At(table.begin, Width(table), "this port has no \"native\"",
                     "add native = \"module:qualname\"");
  }
  if (const std::string why = WhyNotOnePort(port); !why.empty())
    return source.At(table.begin, Width(table), why);
  Complete(port);
  return port;
}

}  // namespace lockstep

#include "harness/manifest/registered.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "harness/manifest/port_reader.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Error NotUnderstood() {
  return {Error::Kind::kManifest,
          "the module of registrations could not be read: it said something else, or too much",
          {},
          "split it, and list the modules in [lockstep] registrations",
          {}};
}

std::string TextOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t NumberOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 1;
}

// A table of Python's, as if it stood in TOML where it was registered.
class Transcript {
 public:
  Transcript(const SourceText& source, std::size_t line) : source_(source) {
    const std::string_view text = source.Line(line);
    const auto indent = std::min(text.find_first_not_of(" \t"), text.size());
    begin_ = {line, indent + 1};
    end_ = {line, std::max(indent + 2, CharacterCount(text) + 1)};
  }

  TomlValue Of(const Json& json) const {
    using Toml = TomlValue::Kind;
    TomlValue value;
    value.begin = begin_;
    value.end = end_;
    if (json.is_string()) Write(json.get<std::string>(), value);
    if (json.is_boolean()) {
      value.kind = Toml::kFlag;
      value.flag = json.get<bool>();
    } else if (json.is_number()) {
      value.kind = json.is_number_integer() ? Toml::kInteger : Toml::kReal;
      value.integer = json.is_number_integer() ? json.get<std::int64_t>() : 0;
      value.real = json.get<double>();
    } else if (json.is_array()) {
      value.kind = Toml::kArray;
      for (const Json& item : json) value.items.push_back(Of(item));
    }
    if (json.is_object())
      for (const auto& [key, item] : json.items()) value.entries.push_back({key, begin_, Of(item)});
    return value;
  }

 private:
  static constexpr std::size_t kLinesSearched = 40;

  // Points at the literal itself where it stands behind the place of registration as it is.
  void Write(const std::string& text, TomlValue& value) const {
    value.kind = TomlValue::Kind::kText;
    value.text = text;
    for (std::size_t line = begin_.line; line < begin_.line + kLinesSearched; ++line) {
      const std::string_view source = source_.Line(line);
      for (const char quote : {'"', '\''}) {
        const auto found = source.find(quote + text + quote);
        if (found == std::string_view::npos || text.empty()) continue;
        value.begin = {line, CharacterCount(source.substr(0, found)) + 1};
        value.end = {line, value.begin.column + CharacterCount(text) + 2};
        return;
      }
    }
  }

  const SourceText& source_;
  Place begin_, end_;
};

const SourceText& SourceOf(const std::string& file, std::map<std::string, SourceText>& known) {
  const auto found = known.find(file);
  if (found != known.end()) return found->second;
  auto source = ReadSource(file);
  return known.emplace(file, source ? std::move(*source) : SourceText{file, ""}).first->second;
}

Error Told(const Json& error) {
  const std::string kind = TextOf(error, "kind"), file = TextOf(error, "file");
  if (kind == "name")
    return {Error::Kind::kUsage,
            TextOf(error, "what"),
            TextOf(error, "module"),
            "name a module of registrations, or an object as module:qualname",
            {}};
  if (file.empty())
    return {Error::Kind::kManifest, TextOf(error, "what"), TextOf(error, "module"), {}, {}};
  std::map<std::string, SourceText> sources;
  const SourceText& source = SourceOf(file, sources);
  const std::size_t line = NumberOf(error, "line");
  const TomlValue place = Transcript(source, line).Of(Json::object());
  return source.At(place.begin, place.end.column - place.begin.column, TextOf(error, "what"));
}

bool IsLaw(const std::string& law) {
  return law.empty() || law == "commutes" || law == "translation-round-trip";
}

Result<Claim> PortOf(const Json& registered, const Manifest& manifest,
                     std::map<std::string, SourceText>& sources) {
  const auto table = registered.find("table");
  const std::string law = TextOf(registered, "law");
  if (table == registered.end() || !table->is_object() || !IsLaw(law)) return NotUnderstood();
  const SourceText& source = SourceOf(TextOf(registered, "file"), sources);
  const Transcript transcript(source, NumberOf(registered, "line"));
  auto port = ReadPort(transcript.Of(*table), source, DefaultPort(manifest));
  if (port) port->law = law;
  return port;
}

}  // namespace

Result<void> AddRegistered(std::string_view text, Manifest& manifest) {
  const Json said = Json::parse(text, nullptr, false);
  if (!said.is_object()) return NotUnderstood();
  if (const auto error = said.find("error"); error != said.end() && error->is_object())
    return Told(*error);
  const auto ports = said.find("ports"), mappings = said.find("mappings");
  if (ports == said.end() || !ports->is_array()) return NotUnderstood();
  if (mappings == said.end() || !mappings->is_array()) return NotUnderstood();
  std::map<std::string, SourceText> sources;
  for (const Json& registered : *ports) {
    if (!registered.is_object()) return NotUnderstood();
    auto port = PortOf(registered, manifest, sources);
    if (!port) return port.error();
    manifest.ports.push_back(std::move(*port));
  }
  for (Claim& port : manifest.ports)
    for (const Json& module : *mappings)
      if (module.is_string() && !port.LivesElsewhere())
        port.mappings.push_back(module.get<std::string>());
  return {};
}

}  // namespace lockstep

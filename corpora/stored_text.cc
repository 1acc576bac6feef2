#include "corpora/stored_text.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kFormat[] = "lockstep-case/1";
constexpr char kDigits[] = "0123456789abcdef";

// Cases are kept as their encoded bytes: exact, whatever is inside them.
std::string Hex(std::span<const std::uint8_t> bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

int Digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

Result<std::vector<std::uint8_t>> Unhex(const std::string& hex) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = Digit(hex[i]), low = Digit(hex[i + 1]);
    if (high < 0 || low < 0)
      return Error{Error::Kind::kCorpus, "a case is not hexadecimal", "", "", ""};
    bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  if (hex.size() % 2 != 0) return Error{Error::Kind::kCorpus, "a case is cut short", "", "", ""};
  return bytes;
}

// Names and calls are text for people; bytes that are no UTF-8 cannot stand in JSON.
std::string Ascii(const std::string& text) {
  std::string ascii;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f && c != '%') {
      ascii += c;
    } else {
      ascii += '%';
      ascii += kDigits[byte >> 4];
      ascii += kDigits[byte & 15];
    }
  }
  return ascii;
}

std::string Unascii(const std::string& ascii) {
  std::string text;
  for (std::size_t i = 0; i < ascii.size(); ++i) {
    if (ascii[i] == '%' && i + 2 < ascii.size() && Digit(ascii[i + 1]) >= 0 &&
        Digit(ascii[i + 2]) >= 0) {
      text += static_cast<char>(Digit(ascii[i + 1]) << 4 | Digit(ascii[i + 2]));
      i += 2;
    } else {
      text += ascii[i];
    }
  }
  return text;
}

Json Of(const Case& subject) {
  return {{"encoded", Hex(wire::Encode(subject))}, {"off_domain", subject.off_domain}};
}

Json Of(const Calls& calls) {
  Json json = Of(calls.subject);
  if (calls.times > 1) json["times"] = calls.times;
  return json;
}

Json Of(const Run& run) {
  Json json = {{"implementation", run.implementation},
               {"order", run.order},
               {"replay_every", run.replay_every},
               {"careful", run.careful},
               {"finalize", run.finalize},
               {"pickle", run.access == Access::kPickled}};
  for (const auto& knob : KnobTable())
    if (run.knobs[knob.knob] != 0) json[std::string(knob.name)] = run.knobs[knob.knob];
  if (run.ambient) json["ambient"] = true;
  return json;
}

Json Of(const Signature& signature) {
  return {{"native", Ascii(signature.native)}, {"port", Ascii(signature.port)},
          {"law", Ascii(signature.law)},       {"difference", Ascii(signature.difference)},
          {"path", Ascii(signature.path)},     {"types", Ascii(signature.types)}};
}

Json SequenceOf(const Finding& finding) {
  Json attributes = Json::array();
  for (const auto& name : finding.attributes) attributes.push_back(Ascii(name));
  return {{"observe", Ascii(finding.observe)}, {"attributes", attributes}};
}

Result<Case> CaseFrom(const Json& json) {
  auto bytes = Unhex(json.at("encoded").get<std::string>());
  if (!bytes) return bytes.error();
  auto subject = wire::DecodeCase(*bytes);
  if (!subject) return subject.error();
  subject->off_domain = json.at("off_domain").get<bool>();
  subject->origin.kind = Origin::Kind::kCorpus;
  return subject;
}

Run RunFrom(const Json& json) {
  Run run;
  run.implementation = json.at("implementation").get<Implementation>();
  run.order = json.at("order").get<std::uint64_t>();
  run.replay_every = json.at("replay_every").get<std::uint32_t>();
  run.careful = json.at("careful").get<bool>();
  run.ambient = json.value("ambient", false);
  run.finalize = json.at("finalize").get<bool>();
  if (json.at("pickle").get<bool>()) run.access = Access::kPickled;
  for (const auto& knob : KnobTable())
    run.knobs[knob.knob] = json.value(std::string(knob.name), std::uint32_t{0});
  return run;
}

Signature SignatureFrom(const Json& json) {
  const auto text = [&](const char* key) { return Unascii(json.at(key).get<std::string>()); };
  return {text("native"),     text("port"), text("law"),
          text("difference"), text("path"), text("types")};
}

Result<Stored> Parsed(const Json& json) {
  if (json.at("format") != kFormat)
    return Error{Error::Kind::kCorpus, "its format is unknown: it may be of a newer Lockstep", "",
                 "", ""};
  Stored stored;
  stored.finding_id = json.at("finding").get<std::string>();
  stored.signature = SignatureFrom(json.at("signature"));
  auto subject = CaseFrom(json.at("case"));
  if (!subject) return subject.error();
  stored.subject = *std::move(subject);
  for (const Json& before : json.at("prefix")) {
    auto earlier = CaseFrom(before);
    if (!earlier) return earlier.error();
    const auto times = before.value("times", std::uint64_t{1});
    if (times == 0 || times > kMostCalls - CountOf(stored.prefix))
      return Error{Error::Kind::kCorpus, "its earlier calls are too many, or none", "", "", ""};
    stored.prefix.push_back({*std::move(earlier), times});
  }
  stored.left = RunFrom(json.at("left"));
  stored.right = RunFrom(json.at("right"));
  if (json.contains("sequence")) {
    stored.stateful = true;
    stored.observe = Unascii(json.at("sequence").at("observe").get<std::string>());
    for (const Json& name : json.at("sequence").at("attributes"))
      stored.attributes.push_back(Unascii(name.get<std::string>()));
  }
  stored.call = Unascii(json.at("call").get<std::string>());
  stored.alone = json.value("alone", false);
  const auto seen = VarietiesIn(json.value("seen", ""));
  if (!seen)
    return Error{Error::Kind::kCorpus, "what was seen with it is no text of ours", "", "", ""};
  stored.varieties = *seen;
  stored.parameters = Unascii(json.value("parameters", ""));
  return stored;
}

}  // namespace

std::string TextOf(const Finding& finding) {
  Json prefix = Json::array();
  for (const Calls& earlier : finding.prefix) prefix.push_back(Of(earlier));
  Json json = {{"format", kFormat},
               {"call", Ascii(finding.call)},
               {"finding", finding.id},
               {"signature", Of(finding.signature)},
               {"case", Of(finding.smallest)},
               {"prefix", prefix},
               {"left", Of(finding.left)},
               {"right", Of(finding.right)}};
  if (finding.alone) json["alone"] = true;
  if (finding.varieties.any()) json["seen"] = ToText(finding.varieties);
  if (!finding.parameters.empty()) json["parameters"] = Ascii(finding.parameters);
  if (finding.stateful) json["sequence"] = SequenceOf(finding);
  constexpr int kIndent = 1;
  return json.dump(kIndent) + "\n";
}

Result<Stored> StoredFrom(const std::string& text) {
  try {
    return Parsed(Json::parse(text));
  } catch (const Json::parse_error&) {
    return Error{Error::Kind::kCorpus, "it is no JSON, or was cut short", "", "", ""};
  } catch (const Json::exception&) {
    return Error{Error::Kind::kCorpus, "a part of it is missing, or is not what stands there", "",
                 "", ""};
  }
}

}  // namespace lockstep

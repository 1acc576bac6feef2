#include "harness/worker/loaded.h"

#include <fmt/format.h>

#include "harness/worker/output_file.h"

namespace lockstep::worker {
namespace {

std::optional<std::string> TextOrNone(const Value& value) {
  if (value.kind != Value::Kind::kStr) return std::nullopt;
  return value.text;
}

Error WhyNot(const Answer& loaded, const std::string& target) {
  if (loaded.Text("kind") == "name")
    return {
        Error::Kind::kUsage, Shown(loaded.Text("error")), target, "name it as module:qualname", {}};
  return {Error::Kind::kInterpreter,
          fmt::format("importing it failed: {}", Shown(loaded.Text("error"))), target,
          "make the import work in this interpreter", Shown(loaded.Text("traceback"))};
}

std::optional<std::vector<Loaded::ParameterHint>> SignatureOf(const Value* signature) {
  if (signature == nullptr || signature->kind == Value::Kind::kNone) return std::nullopt;
  std::vector<Loaded::ParameterHint> hints;
  for (const Value& item : signature->items)
    if (item.items.size() == 4)
      hints.push_back({item.items[0].text, item.items[1].text, TextOrNone(item.items[2]),
                       TextOrNone(item.items[3])});
  return hints;
}

std::vector<Loaded::Member> MembersOf(const Answer& loaded) {
  std::vector<Loaded::Member> members;
  for (const Value& item : loaded.List("members")) {
    const Answer member(item);
    members.push_back({member.Text("name"), member.Text("kind"), member.Text("why"),
                       SignatureOf(member.Find("signature")), member.Text("doc")});
  }
  return members;
}

std::optional<std::vector<Loaded::Method>> MethodsOf(const Value* methods) {
  if (methods == nullptr || methods->kind == Value::Kind::kNone) return std::nullopt;
  std::vector<Loaded::Method> all;
  for (const Value& item : methods->items)
    if (item.items.size() == 2) all.push_back({item.items[0].text, SignatureOf(&item.items[1])});
  return all;
}

}  // namespace

Result<Loaded> LoadedFrom(const Answer& hello, const Answer& loaded, const std::string& target) {
  if (!loaded.Flag("ok")) return WhyNot(loaded, target);
  Loaded facts;
  facts.interpreter = {hello.Text("executable"), hello.Text("version"),
                       hello.Text("implementation"), hello.Flag("extension")};
  facts.signature = SignatureOf(loaded.Find("signature"));
  facts.doctests = loaded.Texts("doctests");
  facts.sources = loaded.Texts("sources");
  facts.constants = loaded.List("constants");
  facts.doc = loaded.Text("doc");
  facts.members = MembersOf(loaded);
  facts.modules = loaded.Texts("modules");
  facts.methods = MethodsOf(loaded.Find("methods"));
  return facts;
}

}  // namespace lockstep::worker

#include "harness/pipeline/learn/inventory.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "harness/model/aliases.h"
#include "harness/model/port.h"
#include "harness/pipeline/learn/inference.h"

namespace lockstep {
namespace {

using Member = Loaded::Member;

// Values, modules and exceptions are no functions that one could run elsewhere.
bool IsCounted(const Member& member) {
  return member.kind == "function" || member.kind == "class" || member.kind == "async";
}

Result<std::vector<Member>> MembersOf(const Claim& port, Implementation side,
                                      const Workshop& workshop) {
  auto runner = workshop.open_runner(AsClaimed(port));
  if (!runner) return runner.error();
  auto loaded = (*runner)->Load(side);
  if (!loaded) return loaded.error();
  std::vector<Member> members;
  std::copy_if(loaded->members.begin(), loaded->members.end(), std::back_inserter(members),
               IsCounted);
  return members;
}

// "math:*" and "statistics:mean": "math:mean".
std::string InPlaceOf(const std::string& whole, const std::string& name, const std::string& from) {
  return whole.substr(0, whole.size() - 1) + name.substr(from.size() - 1);
}

Claim PortFor(const Member& member, const Claim& whole) {
  Claim port = *PortOfMember(whole, member.name);
  port.undriven = member.why;
  return port;
}

bool SameClaim(const Claim& left, const Claim& right) {
  return left.native == right.native && left.kind == right.kind &&
         left.port_python == right.port_python;
}

// "math:*": "math".
std::string ModuleOf(const std::string& whole) { return whole.substr(0, whole.size() - 2); }

std::string SignatureText(const Member& member) {
  if (!member.signature) return "";
  std::string text;
  for (const auto& hint : *member.signature) {
    const char* stars = hint.kind == "VAR_POSITIONAL" ? "*"
                        : hint.kind == "VAR_KEYWORD"  ? "**"
                                                      : "";
    text += (text.empty() ? "" : ", ") + (stars + hint.name);
    if (hint.annotation) text += ": " + *hint.annotation;
    if (hint.default_repr) text += "=" + *hint.default_repr;
  }
  return "(" + text + ")";
}

void Drive(const Member& member, const ScanOrder& order, const Workshop& workshop,
           const std::function<bool()>& should_stop, ScannedFunction& function) {
  function.why = member.why;
  if (!member.why.empty()) return;
  Claim alone = PortFor(member, order.port);
  alone.kind = Claim::Kind::kNativeItself;
  alone.port = alone.native;
  const Port port = AsClaimed(std::move(alone));
  auto runner = workshop.open_runner(port);
  auto loaded = runner ? (*runner)->Load(kNative) : Result<Loaded>(runner.error());
  auto inferred = loaded ? InferParameters(port, *loaded, **runner, should_stop)
                         : Result<Inferred>(loaded.error());
  function.why = inferred ? inferred->why : inferred.error().what;
  function.drivable = function.why.empty();
  if (function.drivable) function.domain = inferred->text;
}

}  // namespace

bool IsWholeModule(const std::string& target) {
  return target.ends_with(":*") || target.ends_with(".*");
}

std::optional<Claim> PortOfMember(const Claim& whole, const std::string& native) {
  const std::string module = whole.native.substr(0, whole.native.size() - 1);
  if (!IsWholeModule(whole.native) || !native.starts_with(module)) return std::nullopt;
  Claim port = whole;
  port.native = native;
  if (IsWholeModule(whole.port)) port.port = InPlaceOf(whole.port, native, whole.native);
  port.alias.clear();
  port.listed = true;
  return port;
}

Result<std::vector<Claim>> Expanded(const std::vector<Claim>& ports, const Wanted& wanted,
                                    const Workshop& workshop) {
  std::vector<Claim> all;
  for (const Claim& port : ports) {
    if (!IsWholeModule(port.native)) {
      all.push_back(port);
      continue;
    }
    auto members = MembersOf(port, kNative, workshop);
    if (!members) return members.error();
    for (const Member& member : *members) {
      Claim one = PortFor(member, port);
      const bool named = std::any_of(ports.begin(), ports.end(),
                                     [&](const Claim& other) { return SameClaim(other, one); });
      if (!named) all.push_back(std::move(one));
    }
  }
  TellApart(all);
  std::erase_if(all, [&](const Claim& port) { return port.listed && wanted && !wanted(port); });
  return all;
}

Result<Scan> ScanModule(const ScanOrder& order, const Workshop& workshop,
                        const std::function<bool()>& should_stop) {
  const bool against = order.port.kind != Claim::Kind::kNativeItself;
  Scan scan{ModuleOf(order.port.native), against ? ModuleOf(order.port.port) : "", {}};
  auto members = MembersOf(order.port, kNative, workshop);
  if (!members) return members.error();
  std::set<std::string> there;
  if (against) {
    auto others = MembersOf(order.port, 1, workshop);
    if (!others) return others.error();
    for (const Member& member : *others) there.insert(member.name);
  }
  for (const Member& member : *members) {
    ScannedFunction function{member.name, member.kind, SignatureText(member), "", "", false, true};
    if (against) function.present = there.contains(PortFor(member, order.port).port);
    scan.functions.push_back(std::move(function));
  }
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < scan.functions.size() && !should_stop(); i = next++)
      Drive((*members)[i], order, workshop, should_stop, scan.functions[i]);
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < order.jobs; ++i) threads.emplace_back(work);
  work();
  threads.clear();
  return scan;
}

}  // namespace lockstep

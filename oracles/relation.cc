#include "oracles/relation.h"

#include <string_view>

namespace lockstep {
namespace {

// The plain setting that another differs from by what its law alone asks for.
Setting PlainOf(Setting setting) {
  setting.access = Access::kDirect;
  setting.knobs = setting.knobs.AtRest();
  return setting;
}

bool AreNativeAndPort(const Setting& expected, const Setting& actual) {
  if (expected.implementation != kNative || actual.implementation == kNative) return false;
  Setting native = actual;
  native.implementation = kNative;
  return expected == native;
}

// The knobs of that law are turned, and nothing else that a plain run has not.
bool IsTurnedFor(std::string_view law, const Setting& setting) {
  const Setting plain = PlainOf(setting);
  return setting.access == Access::kDirect && setting != plain &&
         setting.knobs == plain.knobs.TurnedFor(law);
}

bool IsFlipped(const Setting& setting) {
  return setting.access == Access::kDirect && LawsOf(setting.knobs).size() > 1;
}

}  // namespace

bool NativeAndPort(const Setting& expected, const Setting& actual) {
  return actual.IsPlain() && AreNativeAndPort(expected, actual);
}

bool TwoRunsOfOne(const Setting& expected, const Setting& actual) {
  return expected.IsPlain() && actual.IsPlain() && expected.implementation == actual.implementation;
}

bool PlainAndPickled(const Setting& expected, const Setting& actual) {
  return actual.access == Access::kPickled && expected == PlainOf(actual);
}

bool HereAndElsewhere(const Setting& expected, const Setting& actual) {
  return IsTurnedFor("environment", actual) && expected == PlainOf(actual);
}

bool HereAndFlipped(const Setting& expected, const Setting& actual) {
  return expected.IsPlain() && IsFlipped(actual) &&
         expected.implementation == actual.implementation;
}

bool NativeAndPortFlipped(const Setting& expected, const Setting& actual) {
  return IsFlipped(actual) && AreNativeAndPort(expected, actual);
}

bool NativeAndPortReadOnly(const Setting& expected, const Setting& actual) {
  return IsTurnedFor("input-immutability", actual) && AreNativeAndPort(expected, actual);
}

bool WritableAndReadOnly(const Setting& expected, const Setting& actual) {
  return IsTurnedFor("input-immutability", actual) && expected == PlainOf(actual);
}

}  // namespace lockstep

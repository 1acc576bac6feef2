#include "oracles/relation.h"

namespace lockstep {
namespace {

// The plain setting that another differs from by what its law alone asks for.
Setting PlainOf(Setting setting) {
  setting.access = Access::kDirect;
  setting.knobs = setting.knobs.Here();
  return setting;
}

}  // namespace

bool NativeAndPort(const Setting& expected, const Setting& actual) {
  if (expected.implementation != kNative || actual.implementation == kNative) return false;
  Setting native = actual;
  native.implementation = kNative;
  return actual.IsPlain() && expected == native;
}

bool TwoRunsOfOne(const Setting& expected, const Setting& actual) {
  return expected.IsPlain() && actual.IsPlain() && expected.implementation == actual.implementation;
}

bool PlainAndPickled(const Setting& expected, const Setting& actual) {
  return actual.access == Access::kPickled && expected == PlainOf(actual);
}

bool HereAndElsewhere(const Setting& expected, const Setting& actual) {
  return actual.access == Access::kDirect && !actual.IsPlain() && expected == PlainOf(actual);
}

}  // namespace lockstep

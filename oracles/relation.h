// A Relation says of two settings whether they ought to agree: of the first, what is expected.
// Pure.
#pragma once

#include "harness/model/setting.h"

namespace lockstep {

using Relation = bool (*)(const Setting& expected, const Setting& actual);

// Native and a port, in the same plain surroundings.
bool NativeAndPort(const Setting& expected, const Setting& actual);

// Two plain runs of one implementation.
bool TwoRunsOfOne(const Setting& expected, const Setting& actual);

// One implementation as it is called and through pickle, otherwise in the same surroundings.
bool PlainAndPickled(const Setting& expected, const Setting& actual);

// The same for an environment that is turned.
bool HereAndElsewhere(const Setting& expected, const Setting& actual);

// The same for one in which the knobs of several laws are turned at once.
bool HereAndFlipped(const Setting& expected, const Setting& actual);

// Native and a port in such surroundings.
bool NativeAndPortFlipped(const Setting& expected, const Setting& actual);

// Native and a port, both given arguments that cannot be written to; and one of them, as it is
// called and with such arguments.
bool NativeAndPortReadOnly(const Setting& expected, const Setting& actual);
bool WritableAndReadOnly(const Setting& expected, const Setting& actual);

}  // namespace lockstep

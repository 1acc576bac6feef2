// What an earlier step of a sequence gave, by its name: `o` is the instance under test (step 0),
// and `r3` what step 3 gave. As an argument it is an expression of that name; an operation on
// anything but `o` is spelled with it: "r3.append".
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "harness/model/case.h"

namespace lockstep {

std::string NameOfStep(std::size_t step);
std::optional<std::size_t> StepNamed(std::string_view name);

Value EarlierResult(std::size_t step);
// The step that a value names, itself and not in a part of it.
std::optional<std::size_t> StepOf(const Value& value);

// "append" of "append" and "r3.append"; the step whose result it is called on.
std::string MethodOf(const std::string& operation);
std::size_t TargetOf(const std::string& operation);
std::string OperationOn(std::size_t step, const std::string& method);

// The steps whose results the step uses, its target included (the constructor has none).
std::set<std::size_t> StepsUsedBy(const Step& step);
std::set<std::size_t> StepsUsedBy(const Case& subject);  // by any of its steps

// The same case without the steps [begin, end): what was called on their results goes too, and an
// argument that was one becomes `o`. begin > 0.
Case WithoutSteps(const Case& subject, std::size_t begin, std::size_t end);

}  // namespace lockstep

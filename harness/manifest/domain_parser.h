// Annotation text to domains: the grammar of a `def`'s parameter list.
//
// Errors are of kind kManifest: `what` (unknown type "flaot"), `next_step` (did you mean
// "float"?), `where` = the byte offset in the text, in decimal, and `excerpt` = the line of the
// text and a line of carets below it.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "harness/model/domain.h"
#include "harness/model/port.h"
#include "harness/model/result.h"

namespace lockstep {

// "n: Annotated[int, Ge(-2), Le(30)], iterable: list[float], *, key: Callable[[int], int] = None"
//
// A default makes a parameter optional; without an annotation the default's type is the domain,
// and without either it is Any. `/` is read and ignored, as is `**name`, which stays empty.
// `grammars`: the manifest's own, which stand before the built-in ones; null: none.
Result<std::vector<Parameter>> ParseParameters(std::string_view text,
                                               std::shared_ptr<const Grammar> grammars = nullptr);

// "dict[str, float | None]"
Result<std::shared_ptr<const Domain>> ParseDomain(std::string_view text);

}  // namespace lockstep

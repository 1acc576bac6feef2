#include "fuzzers/draw.h"

#include "fuzzers/kinds/table.h"

namespace lockstep {

void Write(const CompiledDomain& compiled, Draw& draw) {
  HandlingOf(compiled.kind).write(compiled, draw);
}

}  // namespace lockstep

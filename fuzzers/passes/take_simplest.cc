#include "fuzzers/passes.h"
#include "fuzzers/simplest.h"

namespace lockstep {

// Parents first: what is replaced needs no look inside.
void TakeSimplest(Shrinking& shrinking) {
  auto places = shrinking.Places();
  for (std::size_t i = 0; i < places.size() && !shrinking.spent(); ++i) {
    const Value& value = At(shrinking.current(), places[i].path);
    if (value.items.empty() && places[i].path.size() > 2)
      continue;  // atoms inside: other passes do better
    if (shrinking.TryReplace(places[i].path, SimplestOf(places[i].domain)))
      places = shrinking.Places();
  }
}

}  // namespace lockstep

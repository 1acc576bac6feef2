// A Draw is one case while it is written: chance, the bytes so far, and what may be repeated.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "fuzzers/chance.h"
#include "fuzzers/compiled_domain.h"
#include "fuzzers/kinds/table.h"
#include "fuzzers/sink.h"

namespace lockstep {

struct Draw {
  // The last atoms written of a pool, as places in the sink.
  struct Pool {
    struct Place {
      std::uint32_t start = 0, length = 0;
    };
    std::array<Place, 4> places;
    std::uint32_t count = 0;
  };

  Chance chance;
  Sink sink;
  int size = 0;                  // 0..100: how large and wild
  int depth = 0;                 // open containers
  std::uint64_t labels = 0;      // tags 28 so far: the next one's label
  bool sharing = true;           // whether tags 28 may be written here
  bool must_be_mutable = false;  // the next kAny, kJson or kPyObj is a list or a dict
  bool wide = false;             // a case like this was there before: fewer typical values
  std::array<Pool, kMostPools> pools;
  std::string scratch;  // text under construction
  // By position in the parameter list; set for dependent arguments alone.
  std::vector<std::string> arguments;

  // Steps of a sequence whose results can be called on: instances of the class under test, and
  // iterators.
  std::vector<std::uint32_t> instances, iterators;

  // Pools hold places in the sink; what is moved or cut back may not be repeated from there.
  void ForgetPlaces() {
    for (Pool& pool : pools) pool.count = 0;
  }

  void Begin(std::uint64_t seed, int new_size, bool new_wide) {
    chance = Chance(seed);
    sink.CutTo(0);
    size = new_size, depth = 0, labels = 0, sharing = true, must_be_mutable = false,
    wide = new_wide;
    ForgetPlaces();
    instances.clear(), iterators.clear();
  }
};

// Appends one value of the domain, encoded.
inline void Write(const CompiledDomain& compiled, Draw& draw) {
  HandlingOf(compiled.kind).write(compiled, draw);
}

}  // namespace lockstep

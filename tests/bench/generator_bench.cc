// What a case costs to draw, beside the least it could (random numbers straight to CBOR) and
// beside RapidCheck's own combinators. Figures are per case.
#include <benchmark/benchmark.h>
#include <rapidcheck.h>

#include "fuzzers/chance.h"
#include "fuzzers/sink.h"
#include "fuzzers/source.h"
#include "harness/manifest/domain_parser.h"

namespace {

using namespace lockstep;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kUnit = 8192;

void Draw(benchmark::State& state, const char* parameters) {
  Port port;
  port.native = "module:function";
  port.parameters = *ParseParameters(parameters);
  std::size_t cases = 0, bytes = 0;
  std::uint32_t unit = 0;
  for (auto step : state) {
    const auto source = RandomCases(port, {}, 1, unit++);
    for (std::size_t left = kUnit; left > 0;) {
      Batch batch;
      source->Fill(batch, std::min<std::size_t>(256, left));
      left -= batch.size();
      cases += batch.size();
      bytes += batch.arena.size();
    }
  }
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(cases), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["bytes"] = static_cast<double>(bytes) / static_cast<double>(cases);
}

void Least(benchmark::State& state) {
  Chance chance(1);
  std::size_t cases = 0;
  for (auto step : state) {
    Batch batch;
    Sink sink;
    for (int i = 0; i < 256; ++i, ++cases) {
      sink.CutTo(0);
      const std::uint64_t length = chance.Below(11);
      sink.Array(length);
      for (std::uint64_t j = 0; j < length; ++j)
        sink.Int(static_cast<std::int64_t>(chance.Bits()) >> chance.Below(63));
      batch.Append(sink.From(0));
    }
    benchmark::DoNotOptimize(batch.arena.data());
  }
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(cases), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void Combinators(benchmark::State& state) {
  const auto lists = rc::gen::arbitrary<std::vector<std::int64_t>>();
  rc::Random random(1);
  std::size_t cases = 0;
  for (auto step : state) {
    rc::Random one = random.split();
    benchmark::DoNotOptimize(lists(one, 10).value());
    ++cases;
  }
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(cases), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK(Least);
BENCHMARK(Combinators);
BENCHMARK_CAPTURE(Draw, list_int, "xs: Annotated[list[int], MaxLen(10)]");
BENCHMARK_CAPTURE(Draw, list_float, "xs: list[float]");
BENCHMARK_CAPTURE(Draw, int, "x: int");
BENCHMARK_CAPTURE(Draw, str, "s: str");
BENCHMARK_CAPTURE(Draw, dict_str_int, "d: dict[str, int]");
BENCHMARK_CAPTURE(Draw, small_dict, "d: Annotated[dict[str, int | str | None], MaxLen(5)]");
BENCHMARK_CAPTURE(Draw, json, "j: JSON");
BENCHMARK_CAPTURE(Draw, pyobj, "o: PyObj");
BENCHMARK_CAPTURE(Draw, sorted, "xs: Annotated[list[float], Sorted()]");
BENCHMARK_CAPTURE(Draw, json_text, "s: Annotated[str, JsonText()]");
BENCHMARK_CAPTURE(Draw, set_int, "s: set[int]");

}  // namespace

BENCHMARK_MAIN();

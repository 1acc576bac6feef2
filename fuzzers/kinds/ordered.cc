#include "fuzzers/kinds/ordered.h"

#include <algorithm>

#include "fuzzers/encoded.h"
#include "fuzzers/kinds/key_ring.h"
#include "fuzzers/kinds/table.h"
#include "harness/model/order.h"

namespace lockstep {
namespace {

void SortElements(Draw& draw, const std::vector<std::size_t>& starts) {
  std::vector<std::pair<Value, std::string>> elements;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const auto text = draw.sink.Text(starts[i], starts[i + 1] - starts[i]);
    auto value = wire::Decode(AsBytes(text));
    elements.emplace_back(value ? std::move(*value) : Value::None(), text);
  }
  std::stable_sort(elements.begin(), elements.end(), [](const auto& left, const auto& right) {
    return PythonLess(left.first, right.first);
  });
  draw.sink.CutTo(starts.front());
  for (const auto& element : elements) draw.sink.Append(element.second);
}

}  // namespace

std::vector<std::size_t> WriteOrdered(const CompiledDomain& compiled, std::size_t length,
                                      Draw& draw) {
  const auto& shape = Needs<ContainerShape>(compiled);
  std::vector<std::size_t> starts;
  KeyRing ring(draw.sink, HasSimpleKeys(compiled.items[0]));
  const bool sharing = draw.sharing;
  draw.sharing = false;
  for (std::size_t tries = 0; starts.size() < length && tries < 4 * length + 8; ++tries) {
    const std::size_t start = draw.sink.size();
    if (!shape.unique && !starts.empty() && draw.chance.OneIn(6))
      draw.sink.Repeat(starts.back(), start - starts.back());
    else
      Write(compiled.items[0], draw);
    if (!shape.unique || ring.Add(start))
      starts.push_back(start);
    else
      draw.ForgetPlaces();
  }
  draw.sharing = sharing;
  starts.push_back(draw.sink.size());
  if (shape.sorted && starts.size() > 2) SortElements(draw, starts);
  return starts;
}

}  // namespace lockstep

#include "fuzzers/compiled_domain.h"

#include "fuzzers/kinds/table.h"

namespace lockstep {

void PrepareLength(const Domain& domain, Lengths& lengths) {
  lengths.min_len = domain.min_len;
  if (domain.max_len) lengths.max_len = *domain.max_len;
}

CompiledDomain Compile(const Domain& domain, CompileContext& context, bool hashable) {
  const Handling& handling = HandlingOf(domain.kind);
  CompiledDomain compiled;
  compiled.kind = domain.kind;
  compiled.hashable = hashable;
  for (std::size_t i = 0; i < domain.items.size(); ++i)
    compiled.items.push_back(Compile(*domain.items[i], context, hashable || i < handling.keys));
  handling.prepare(domain, context, compiled);
  compiled.leaf = handling.is_leaf(compiled);
  return compiled;
}

}  // namespace lockstep

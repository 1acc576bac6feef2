// list and Iterator, and what tuple[T, ...] has in common with them: elements in an order.
#pragma once

#include "fuzzers/compiled_domain.h"
#include "fuzzers/kinds/handling.h"

namespace lockstep {

extern const Handling kListHandling;
extern const Handling kIteratorHandling;

// Of the first `count` items: their number, each of them, their order.
bool IsSequence(const Domain& domain, std::size_t count, const Value& value,
                Containment& containment);
std::size_t SequenceSize(const Domain& domain);

std::vector<Value> ShortestElements(const Domain& domain);
Value ShortestList(const Domain& domain);

void PrepareSequence(const Domain& domain, CompileContext& context, CompiledDomain& compiled);
// What is in the sequence can be put in order, and does not repeat what is elsewhere.
void PrepareSorted(CompiledDomain& compiled);

// As many elements, as an array: a list, or what comes after the tag of a tuple.
void WriteSequence(const CompiledDomain& compiled, std::size_t length, Draw& draw);

}  // namespace lockstep

// Refinements: what may follow the type in Annotated[...], and what it makes of the domain.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/manifest/token.h"
#include "harness/model/domain.h"

namespace lockstep {

struct Refinement {
  Token name;
  std::vector<Value> arguments;
  std::shared_ptr<const Grammar> grammars;  // of the manifest that it stands in; null: none
};

// Ge(0), Sorted(), Sorted; the name comes next in the reader.
std::optional<Refinement> ReadRefinement(TokenReader& reader);

// `domain` with the refinement applied; a union's members take it where they can. nullopt after
// a failure: an unknown name, wrong arguments, a type it does not apply to.
std::optional<Domain> Refined(const Domain& domain, const Refinement& refinement,
                              TokenReader& reader);

// Whether the name is of a refinement that says which values there are, whatever the type: OneOf,
// Expr, ElementOf. There can be one.
bool GivesValues(std::string_view name);

// Whether the name is of a refinement that can stand alone, as a type: OneOf, Expr, Index,
// ElementOf, or a grammar.
bool StandsAlone(std::string_view name, const Grammar* grammars);

// Whether there is a type or a refinement of that name, other than a grammar: no grammar of a
// manifest can be called so.
bool IsTaken(std::string_view name);

// How each refinement is written, "Ge(0)", and to what it applies.
struct RefinementForm {
  std::string text;
  std::string_view applies_to;
};
std::vector<RefinementForm> RefinementForms();

// Why no value can be in the domain (bounds that cross), or empty.
std::string Contradiction(const Domain& domain);

}  // namespace lockstep

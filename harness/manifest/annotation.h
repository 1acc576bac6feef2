// An AnnotationReader reads one annotation after the other out of a TokenReader.
#pragma once

#include <optional>
#include <vector>

#include "harness/manifest/refinement.h"
#include "harness/manifest/token.h"
#include "harness/manifest/type_names.h"
#include "harness/model/domain.h"

namespace lockstep {

class AnnotationReader {
 public:
  explicit AnnotationReader(TokenReader& reader) : reader_(reader) {}

  // `int | None`; nullopt after a failure, which the TokenReader keeps.
  std::optional<Domain> Read();

 private:
  std::optional<Domain> Term();
  std::optional<Domain> Named();
  std::optional<Domain> Alone();
  std::optional<Domain> Typed(const Token& name, const TypeName& type);
  std::optional<Domain> Alias(const TypeName& type);
  std::optional<Domain> Container(const Token& name, const TypeName& type);
  std::optional<Domain> Tuple();
  std::optional<Domain> Literal();
  std::optional<Domain> Annotated(const Token& name);
  std::optional<Domain> Callable();
  std::optional<Domain> Unsupported(const Token& name, const TypeName& type);
  // What stands between [ and ], if there is a subscript at all.
  std::optional<std::vector<Domain>> Subscripts();
  std::optional<std::vector<Domain>> ListOf(std::string_view close);
  bool Skip(std::string_view close);
  std::optional<Domain> Keyed(const Token& at, Domain domain);

  TokenReader& reader_;
  int depth_ = 0;
};

// Members flattened, each once; the only member itself when there is one.
Domain UnionOf(std::vector<Domain> members);

// A container over something unsupported is unsupported too.
Domain Propagated(Domain domain);

}  // namespace lockstep

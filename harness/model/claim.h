// A Claim is one entry of a manifest: this implementation stands in for that native, over these
// inputs, under this contract. Who reads the manifest makes it; a check does not write into it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "harness/model/terms.h"

namespace lockstep {

struct Claim {
  enum class Kind { kFunction, kInterpreter, kCommand, kLibrary, kNativeItself };
  Kind kind = Kind::kFunction;
  std::string name;    // as the manifest calls it, for --only; may be empty
  std::string native;  // "heapq:nsmallest"
  std::string port;    // "mypkg.heap:nsmallest"; equal to native for kInterpreter; the
                       // command or the library as declared
  // What reports call it where that does not tell it apart: "heapq:nsmallest@pypy3"; else empty.
  std::string alias;
  std::vector<std::string> beside;   // the other ports of native in its matrix, as targets
  std::string python;                // interpreter of native
  std::string port_python;           // interpreter of the port; equal to python unless declared
  std::vector<std::string> command;  // of kCommand: what is run, files by absolute paths
  std::string library;               // of kLibrary: absolute
  std::vector<std::string> path;     // absolute, added to sys.path
  std::vector<std::string> codecs;   // modules that say how classes are taken apart
  // Modules of registrations whose mappings apply where arguments and results cross.
  std::vector<std::string> mappings;
  // The law that a difference of the two sides breaks, where it is none of equivalence's:
  // "commutes" for an operation of a mapped class, a law of translation or of shipping else.
  std::string law;
  std::shared_ptr<const Grammar> grammars;  // of its manifest; null: none
  Terms declared;                           // what is not is left to be inferred
  bool inferred = false;                    // no arguments are declared
  std::string observe;  // an expression over the instance `o`; empty: the default observers
  std::string assume;   // "module:predicate", or empty
  std::uint64_t cases = 20000;
  bool examples = true;  // the calls in native's docstring are cases too
  std::string where;     // "lockstep.toml:12", or "command line"
  bool listed = false;   // found in its module by a manifest's "math:*", not named by anyone
  std::string undriven;  // why it cannot be called at all, as its module's inventory says; or empty

  const std::string& called() const { return alias.empty() ? port : alias; }
  // In another process and another language: it is told cases and tells outcomes.
  bool LivesElsewhere() const { return kind == Kind::kCommand || kind == Kind::kLibrary; }
  // Translations, or a law, stand between the caller and the object itself.
  bool IsTranslated() const { return !mappings.empty() || !law.empty(); }
};

}  // namespace lockstep

// A Port is one claim of a manifest: this implementation stands in for that native, over
// these inputs, under this contract.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/contract.h"
#include "harness/model/domain.h"

namespace lockstep {

struct Parameter {
  enum class Kind : std::uint8_t { kPositional, kKeywordOnly, kVarPositional };
  std::string name;
  std::shared_ptr<const Domain> domain;
  Kind kind = Kind::kPositional;
  bool optional = false;   // has a default: may be left out
  bool omissible = false;  // declared without one, though both sides do without the argument
};

// What can be done with an instance of a class under test.
struct Operation {
  // What its result can be used for in later steps, as far as native shows it.
  enum class Gives : std::uint8_t { kValue, kInstance, kIterator };
  std::string name;  // a method's, operators and protocol methods included: "__setitem__"
  std::vector<Parameter> parameters;
  std::string text;  // of the parameters, as declared or as inferred
  Gives gives = Gives::kValue;
};

struct Port {
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
  std::vector<Parameter> parameters;
  std::string parameters_text;  // as declared, or as inferred
  bool inferred = false;
  // A class: cases are sequences of operations, and the parameters are the constructor's.
  bool stateful = false;
  std::vector<Operation> operations;
  // An instance may be put into itself, and into what is in it. Not where native perishes of that.
  bool entangled = true;
  // The public attributes that default observers look at: those of native's instances. None: all.
  std::optional<std::vector<std::string>> attributes;
  std::vector<std::string> homes;  // the modules where the two sides are defined, once loaded
  std::string observe;  // an expression over the instance `o`; empty: the default observers
  std::string assume;   // "module:predicate", or empty
  std::vector<std::string> sources;  // the port's own files, for constants and --changed-since
  Contract contract;
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

// The parameters of what a step of a class's case calls ("" is the constructor, "r3.append" is
// append on what step 3 gave); nullptr: there is no such operation. Iterators that a step gave have
// __next__.
const std::vector<Parameter>* ParametersOf(const Port& port, const std::string& operation);

}  // namespace lockstep

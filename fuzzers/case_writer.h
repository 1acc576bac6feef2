// A CaseWriter draws whole calls of one port, and writes them encoded.
#pragma once

#include <string>
#include <vector>

#include "fuzzers/draw.h"
#include "fuzzers/recipe.h"
#include "fuzzers/source.h"
#include "harness/model/port.h"

namespace lockstep {

class CaseWriter {
 public:
  CaseWriter(const Port& port, const Hints& hints);

  // Writes one case into draw.sink, which Begin() has made ready. With `flawed` it is near-invalid
  // on purpose: a wrong type, a value out of bounds, a missing, extra or unknown argument.
  void Write(Draw& draw, bool flawed) const;

  // Of the port's parameters: what two seeds' cases have in common.
  std::uint64_t key() const { return key_; }
  // How many numbers and texts a case is made of; 0: there are containers in it.
  std::size_t atoms() const;

 private:
  struct Slot {
    Parameter::Kind kind;
    bool optional = false;
    std::string name;  // encoded
    Recipe recipe;
    std::vector<std::string> wrong;           // encoded values outside the domain
    std::vector<std::string> wrong_elements;  // ... outside its element's
    std::vector<std::size_t> same;            // later slots that may take the same object
    bool depends = false;
  };
  // What one case takes of the parameters.
  struct Call {
    std::size_t positional = 0, variadic = 0;  // how many arguments
    std::vector<std::size_t> keywords;         // slots
    enum class Flaw { kNone, kWrong, kWrongElement, kMissing, kExtra, kUnknown } flaw = Flaw::kNone;
    std::size_t flawed = 0;  // the argument it is in, counted over both
    std::size_t shared = ~std::size_t{0}, again = ~std::size_t{0};  // arguments that are one object
    std::uint64_t label = 0;
  };

  Slot MakeSlot(const Parameter& parameter, Kitchen& kitchen) const;
  void PlanArguments(Draw& draw, Call& call) const;
  void PlanFlaw(Draw& draw, Call& call) const;
  void PlanSharing(Draw& draw, Call& call) const;
  const Slot& SlotOf(const Call& call, std::size_t argument) const;
  void WriteArgument(Draw& draw, Call& call, std::size_t argument) const;
  void WriteWrongElement(const Slot& slot, Draw& draw) const;
  void WriteInOrder(Draw& draw, Call& call) const;
  void WriteDependent(Draw& draw, Call& call) const;
  void WriteHead(Draw& draw, const Call& call) const;
  void WriteKeywordHead(Draw& draw, const Call& call) const;

  std::vector<Slot> slots_;  // positional ones first, in order; then keyword-only ones
  std::size_t required_ = 0, positional_ = 0;
  int variadic_ = -1;
  bool depends_ = false;
  std::uint64_t key_ = 0;
};

}  // namespace lockstep

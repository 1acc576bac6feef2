// A CallWriter draws the calls of one operation, and writes them encoded: one step of a case each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fuzzers/compiled_domain.h"
#include "fuzzers/draw.h"
#include "harness/model/port.h"

namespace lockstep {

class CallWriter {
 public:
  // The context's pools are shared by the calls of one port: what one writes another may repeat.
  CallWriter(const std::string& name, const std::vector<Parameter>& parameters,
             CompileContext& context);

  // Appends one step to draw.sink. With `flawed` it is near-invalid on purpose: a wrong type, a
  // value out of bounds, a missing, extra or unknown argument.
  void Write(Draw& draw, std::string_view operation, bool flawed) const;

  // Of name and parameters: what two seeds' calls have in common.
  std::uint64_t key() const { return key_; }
  // How many numbers and texts a call is made of; 0: there are containers in it.
  std::size_t atoms() const;
  // Whether it takes instances of the class under test.
  bool takes_self() const { return takes_self_; }

 private:
  struct Slot {
    Parameter::Kind kind;
    bool optional = false;
    std::string name;  // encoded
    CompiledDomain compiled;
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

  Slot MakeSlot(const Parameter& parameter, CompileContext& context) const;
  void PlanArguments(Draw& draw, Call& call) const;
  void PlanFlaw(Draw& draw, Call& call) const;
  void PlanSharing(Draw& draw, Call& call) const;
  const Slot& SlotOf(const Call& call, std::size_t argument) const;
  void WriteArgument(Draw& draw, Call& call, std::size_t argument) const;
  void WriteWrongElement(const Slot& slot, Draw& draw) const;
  void WriteInOrder(Draw& draw, std::string_view operation, Call& call) const;
  void WriteDependent(Draw& draw, std::string_view operation, Call& call) const;
  static void WriteHead(Draw& draw, std::string_view operation, const Call& call);
  void WriteKeywordHead(Draw& draw, const Call& call) const;

  std::vector<Slot> slots_;  // positional ones first, in order; then keyword-only ones
  std::size_t required_ = 0, positional_ = 0;
  int variadic_ = -1;
  bool depends_ = false, takes_self_ = false;
  std::uint64_t key_ = 0;
};

}  // namespace lockstep

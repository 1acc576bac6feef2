// A CaseWriter draws whole cases of one port, and writes them encoded: a call, or for a class a
// sequence of operations.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "fuzzers/call_writer.h"
#include "fuzzers/draw.h"
#include "fuzzers/source.h"
#include "harness/model/port.h"

namespace lockstep {

class CaseWriter {
 public:
  CaseWriter(const Port& port, const Hints& hints);

  // Writes one case into draw.sink, which Begin() has made ready. With `flawed` it is near-invalid
  // on purpose, in one of its steps.
  void Write(Draw& draw, bool flawed) const;

  // Of the port's parameters: what two seeds' cases have in common.
  std::uint64_t key() const { return key_; }
  // How many numbers and texts a case is made of; 0: there are containers in it, or several steps.
  std::size_t atoms() const { return stateful_ ? 0 : made_->atoms(); }

 private:
  struct Method {
    std::string name;
    Operation::Gives gives;
    CallWriter writer;
  };
  using Chosen = std::vector<const Method*>;

  void WriteSequence(Draw& draw, bool flawed) const;
  Chosen Choose(Draw& draw) const;
  // How many steps it wrote: a method may need another instance first.
  std::size_t WriteStep(Draw& draw, const Chosen& chosen, std::size_t step, bool flawed) const;

  bool stateful_, entangled_;
  std::unique_ptr<const CallWriter> made_;  // the function, or the constructor
  std::vector<Method> methods_;
  std::uint64_t key_ = 0;
};

}  // namespace lockstep

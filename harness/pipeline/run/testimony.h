// A Testimony is what a unit tells of the evidence that a verdict rests on: what native made of the
// cases of the domain, and what could not be asked.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/model/evidence.h"
#include "harness/model/matrix.h"
#include "harness/model/observation.h"
#include "harness/model/sketch.h"

namespace lockstep {

struct Testimony {
  std::uint64_t returned = 0, raised = 0, left_out = 0;
  std::uint64_t unmade = 0;  // cases whose arguments native's side could not make
  Sketch results;            // of those that returned, with what they did to their arguments
  std::string why_unmade;    // on the port's side: "TypeError: no, e.g. f(A(1))"
  // Of a sample of the first unit.
  std::vector<SampleCall> samples;
  std::string cut;  // a sample of whose outcome only the beginning is looked at; or empty
  std::set<std::string> exceptions;        // the classes that native raised
  std::uint64_t played = 0, abortive = 0;  // sequences; and those whose constructor raised
};

void Add(const Testimony& unit, Testimony& sum);

// Listens to native while a unit is played, and asks for samples once it has been.
class Hearing {
 public:
  // Of a batch's rows: the observation, by native, and the case.
  using Ask = std::function<std::optional<Trial>(std::size_t batch, std::size_t row)>;

  // `sampled`: the batch that samples are taken from, if any.
  explicit Hearing(std::optional<std::size_t> sampled) : sampled_(sampled) {}

  void Take(std::size_t batch, const Matrix& matrix);
  Testimony Told(const std::string& callee, bool stateful, const Ask& ask);

 private:
  struct Row {
    std::size_t size, row;
    std::uint64_t outcome;
    bool raised;
  };
  void Remember(const Matrix& matrix, std::size_t row);
  std::vector<std::size_t> Samples() const;
  void LookAt(const Trial& trial, bool stateful);

  std::optional<std::size_t> sampled_;
  std::vector<Row> rows_;
  Testimony told_;
};

}  // namespace lockstep

// Aliases: where a mutable container in a result is (in) an argument, or occurs twice; the same
// sentences, in the same order, as `aliases` of the portable package (lockstep.worker.run.effects).
#pragma once

#include <Python.h>

#include <string>
#include <vector>

#include "harness/python/extension/identities.h"

namespace lockstep::python {

class Aliases {
 public:
  // Whether a value can have any: it is mutable, or a tuple.
  static bool Possible(PyObject* value);

  // Starts anew. Then the arguments in order: positional ones, named ones, the result.
  void Begin();
  void Argument(PyObject* value, std::size_t index);
  void Argument(PyObject* value, PyObject* name);
  void Result(PyObject* value);

  // "result[0] is args[1]", ASCII. Nothing here runs Python code.
  const std::vector<std::string>& said() const { return said_; }

 private:
  static constexpr std::size_t kMaxNodes = std::size_t{1} << 16, kMaxSaid = 16;
  static constexpr std::uint32_t kRoot = UINT32_MAX;

  // An index or a key below another place, or (below kRoot) the index of a root's name.
  struct Place {
    std::uint32_t parent;
    PyObject* key;  // null: by index
    Py_ssize_t index;
  };
  struct Waiting {
    PyObject* value;
    Place place;
  };

  void Visit(PyObject* value, std::string root, bool result);
  void Parts(PyObject* value, std::uint32_t place);
  void Wait(PyObject* value, Place place);
  std::string PathTo(std::uint32_t place) const;

  Identities met_;
  std::vector<Place> places_;
  std::vector<std::string> roots_;
  std::vector<Waiting> waiting_;  // the next one on top
  std::size_t left_ = 0;          // how many parts may still be visited
  std::vector<std::string> said_;
};

}  // namespace lockstep::python

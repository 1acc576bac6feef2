// Hooks are the cold half of the codec: Python callables of the portable package that take apart
// and rebuild what C does not handle itself.
#pragma once

#include "harness/python/extension/ref.h"

namespace lockstep::python {

struct Hooks {
  // How the projection treats exceptions of the interpreter's own classes.
  enum class Exceptions { kByPython, kByType, kByTypeAndMessage };

  Ref structure;    // (object) -> (tag, payload)
  Ref build;        // (tag, payload) -> object
  Ref projection;   // like structure, under the contract's projection
  Ref item;         // the class of tagged items inside payloads
  Ref unencodable;  // the exception for what has no encoding
  Ref malformed;    // the exception for bytes that are no value: (what, offset)
  Ref tag_name, payload_name;
  Exceptions exceptions = Exceptions::kByPython;

  int Visit(visitproc visit, void* arg) const {
    for (const Ref* ref : {&structure, &build, &projection, &item, &unencodable, &malformed})
      if (const int stop = ref->Visit(visit, arg)) return stop;
    return 0;
  }
};

}  // namespace lockstep::python

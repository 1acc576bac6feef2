#include "harness/python/extension/names.h"

#include <algorithm>

namespace lockstep::python {
namespace {

Ref Text(std::string_view utf8) {
  return Ref(PyUnicode_DecodeUTF8(utf8.data(), static_cast<Py_ssize_t>(utf8.size()), "strict"));
}

Ref Attribute(const Ref& owner, std::string_view name) {
  const Ref text = Text(name);
  return text ? Ref(PyObject_GetAttr(owner.get(), text.get())) : Ref();
}

Ref Module(std::string_view name) {
  const Ref text = Text(name);
  return text ? Ref(PyImport_GetModule(text.get())) : Ref();
}

}  // namespace

Ref LookUp(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == name.npos || colon == 0 || name.back() == '.') return Ref();
  Ref found = Module(name.substr(0, colon));
  for (std::size_t begin = colon + 1; found && begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    found = Attribute(found, name.substr(begin, end - begin));
    begin = end + 1;
  }
  PyErr_Clear();
  return found;
}

}  // namespace lockstep::python

// A Projection is what of a value is compared across implementations: classes by the role they
// play, exceptions as the contract's policy says, texts without addresses.
//
// It is applied to what the worker has projected, where it has (observation.h), and mirrors that
// where it has not. It may forgive more, never less: a row whose projected digests agree is not
// looked at again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/model/contract.h"
#include "harness/model/port.h"
#include "harness/model/value.h"

namespace lockstep {

// The pair under test: whose classes stand for one another.
struct Roles {
  std::string native, port;        // "module:qualname" of the two targets
  std::vector<std::string> homes;  // the modules where what is under test is defined
  bool of_class = false;           // it is a class

  static Roles Of(const Port& pair) { return {pair.native, pair.port, pair.homes, pair.stateful}; }

  // "simplejson.errors:JSONDecodeError" and "json.decoder:JSONDecodeError" are both
  // "json:JSONDecodeError" when json:loads and simplejson:loads are the pair: a class of
  // native's or the port's own package, by its name. The two targets themselves are one.
  // Builtins are nobody's own.
  std::string RoleOf(const std::string& name) const;
  // re:error and regex._regex_core:error, whose libraries need not be the pair's: an exception of
  // any library by its name. The report says so of those that it met.
  static std::string RoleOfException(const std::string& name);

 private:
  // What a worker has made a role, without the module.
  std::string OfRole(std::string_view qualname) const;
};

struct Projection {
  Roles roles;
  ExceptionPolicy exceptions = ExceptionPolicy::kType;
  Level level = Level::kDeterminate;  // kUnordered: sequences and dicts as bags

  Value Of(const Value& value) const;
  // The class of an exception as the policy sees it.
  std::string ClassOf(const Value& exception) const;

 private:
  void Project(Value& value) const;
  void ProjectException(Value& value) const;
};

// "<f at 0x7f01>" becomes "<f at 0x...>".
std::string WithoutAddresses(const std::string& text);

// How a class is spoken of: "builtins:ValueError" is "ValueError", others "module.qualname".
std::string SpokenClass(const std::string& class_name);

}  // namespace lockstep

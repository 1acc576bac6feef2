// A Result is a T, or the Error that says why there is none.
//
// Errors are for a world that is not as asked (no such file, no such interpreter);
// a port that misbehaves is data (observation.h), and our own bug is an assert.
// The member names are those of std::expected, which gcc 12 lacks.
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace lockstep {

struct Error {
  enum class Kind { kUsage, kManifest, kInterpreter, kCorpus, kProtocol, kSystem };
  Kind kind = Kind::kSystem;
  std::string what;       // "unknown type \"flaot\""
  std::string where;      // "lockstep.toml:12:18", "python3.13t", or empty
  std::string next_step;  // "did you mean \"float\"?", or empty
  std::string excerpt;    // source line and caret, ready to print, or empty
};

template <typename T>
class [[nodiscard]] Result {
 public:
  // Either is returned as it is.
  // NOLINTBEGIN(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  // NOLINTEND(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace lockstep

// A ValueEncoder writes values one after the other; labels count over all of them.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "harness/model/value.h"

namespace lockstep::wire {

class ValueEncoder {
 public:
  explicit ValueEncoder(std::vector<std::uint8_t>& out) : out_(&out) {}
  void Put(const Value& value);
  void PutArray(std::size_t size);
  void PutStr(std::string_view text);

 private:
  void PutUnmarked(const Value& value);
  void PutInt(const Value& value);
  void PutReference(const Value& value);
  void PutItems(const std::vector<Value>& items);
  void PutSorted(const std::vector<Value>& items);
  void PutClassAndItems(const Value& value);
  void PutMemoryView(const Value& value);
  void PutException(const Value& value);

  std::vector<std::uint8_t>* out_;
  // From the labels that values carry to those of the wire, which have no gaps: shrinking
  // leaves some out.
  std::map<std::int64_t, std::uint64_t> labels_;
  std::uint64_t shared_ = 0;
};

}  // namespace lockstep::wire

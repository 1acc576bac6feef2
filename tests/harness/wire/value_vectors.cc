// Prints generated values for witnesses in other languages, one a line: the encoding in
// hexadecimal, a tab, the Python source of the same value.
//
//   value_vectors COUNT     the same values every time
//   value_vectors -         values from standard input, as hexadecimal
#include <iostream>
#include <string>

#include "harness/model/value.h"
#include "harness/wire/value_codec.h"
#include "tests/support/hex.h"
#include "tests/support/value_gen.h"

namespace {

using lockstep::Value;

void Print(const Value& value) {
  std::cout << lockstep::tests::Hex(lockstep::wire::Encode(value)) << '\t'
            << lockstep::ToPython(value) << '\n';
}

int Echo() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto value = lockstep::wire::Decode(lockstep::tests::FromHex(line));
    if (value)
      Print(*value);
    else
      std::cout << line << "\t! " << value.error().what << ", " << value.error().where << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string argument = argc > 1 ? argv[1] : "1000";
  if (argument == "-") return Echo();
  const auto gen = lockstep::tests::PlainValue();
  rc::Random random(20240229);
  for (int i = 0; i < std::stoi(argument); ++i) Print(gen(random.split(), i % 60).value());
  return 0;
}

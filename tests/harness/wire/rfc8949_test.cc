// RFC 8949, appendix A: an independent witness of what the heads mean. What lies in our
// deterministic subset is decoded; everything else there is refused.
#include <gtest/gtest.h>

#include "harness/wire/value_codec.h"
#include "tests/support/hex.h"

namespace lockstep::wire {
namespace {

struct Vector {
  const char* hex;
  const char* python;
};

class Rfc8949Test : public ::testing::TestWithParam<Vector> {};

TEST_P(Rfc8949Test, DecodesToTheValueAndBack) {
  const auto bytes = tests::FromHex(GetParam().hex);
  const auto value = Decode(bytes);
  ASSERT_TRUE(value) << value.error().what;
  EXPECT_EQ(ToPython(*value), GetParam().python);
  EXPECT_EQ(Encode(*value), bytes);
}

INSTANTIATE_TEST_SUITE_P(
    AppendixA, Rfc8949Test,
    ::testing::Values(
        Vector{"00", "0"}, Vector{"01", "1"}, Vector{"0a", "10"}, Vector{"17", "23"},
        Vector{"1818", "24"}, Vector{"1819", "25"}, Vector{"1864", "100"}, Vector{"1903e8", "1000"},
        Vector{"1a000f4240", "1000000"}, Vector{"1b000000e8d4a51000", "1000000000000"},
        Vector{"1bffffffffffffffff", "18446744073709551615"},
        Vector{"c249010000000000000000", "18446744073709551616"},
        Vector{"3bffffffffffffffff", "-18446744073709551616"},
        Vector{"c349010000000000000000", "-18446744073709551617"}, Vector{"20", "-1"},
        Vector{"29", "-10"}, Vector{"3863", "-100"}, Vector{"3903e7", "-1000"},
        Vector{"fb3ff199999999999a", "1.1"}, Vector{"fb7e37e43c8800759c", "1e+300"},
        Vector{"fbc010666666666666", "-4.1"}, Vector{"fb7ff0000000000000", "float('inf')"},
        Vector{"fb7ff8000000000000", "float('nan')"}, Vector{"fbfff0000000000000", "float('-inf')"},
        Vector{"f4", "False"}, Vector{"f5", "True"}, Vector{"f6", "None"}, Vector{"40", "b''"},
        Vector{"4401020304", "b'\\x01\\x02\\x03\\x04'"}, Vector{"60", "''"}, Vector{"6161", "'a'"},
        Vector{"6449455446", "'IETF'"}, Vector{"62225c", "'\"\\\\'"},
        Vector{"62c3bc", "'\xc3\xbc'"}, Vector{"63e6b0b4", "'\xe6\xb0\xb4'"},
        Vector{"64f0908591", "'\xf0\x90\x85\x91'"}, Vector{"80", "[]"},
        Vector{"83010203", "[1, 2, 3]"}, Vector{"8301820203820405", "[1, [2, 3], [4, 5]]"},
        Vector{
            "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
            "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, "
            "24, 25]"}));

class Rfc8949RefusedTest : public ::testing::TestWithParam<const char*> {};

TEST_P(Rfc8949RefusedTest, IsOutsideTheSubset) { EXPECT_FALSE(Decode(tests::FromHex(GetParam()))); }

INSTANTIATE_TEST_SUITE_P(
    AppendixA, Rfc8949RefusedTest,
    ::testing::Values("f90000", "f98000", "f93c00", "f93e00", "f97bff", "fa47c35000", "fa7f7fffff",
                      "f90001", "f90400", "f9c400", "f97c00", "f97e00", "f9fc00", "fa7f800000",
                      "fa7fc00000", "f7", "f0", "f8ff",
                      "c074323031332d30332d32315432303a30343a30305a", "c11a514b67b0",
                      "c1fb41d452d9e8200000", "d74401020304", "d818456449455446",
                      "d82076687474703a2f2f7777772e6578616d706c652e636f6d", "a0", "a201020304",
                      "a26161016162820203", "826161a161626163", "5f42010243030405ff",
                      "7f657374726561646d696e67ff", "9fff", "9f018202039f0405ffff",
                      "83018202039f0405ff", "bf61610161629f0203ffff", "826161bf61626163ff", "ff"));

}  // namespace
}  // namespace lockstep::wire

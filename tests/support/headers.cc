// Owns the precompiled headers of all tests; gtest_main has the rest.
#include <gtest/gtest.h>

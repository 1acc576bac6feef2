#include "harness/pipeline/port_words.h"

#include <gtest/gtest.h>

#include "tests/support/pair_of_functions.h"

namespace lockstep {
namespace {

using testing::PortOfInt;

Port TakingSelf() {
  Port port = PortOfInt();
  Operation operation;
  operation.name = "merge";
  operation.text = "other: Self";
  operation.parameters = *ParseParameters(operation.text);
  port.operations = {operation};
  return port;
}

TEST(PortWordsTest, AClassListsItsOperations) {
  EXPECT_EQ(DomainText(TakingSelf()), PortOfInt().parameters_text + "; merge(other: Self)");
}

TEST(PortWordsTest, OnlyOperationsOfAClassTakeAnInstance) {
  Port port = TakingSelf();
  EXPECT_NE(WhyUnsupported(port), "");
  port.stateful = true;
  EXPECT_EQ(WhyUnsupported(port), "");
  port.parameters = *ParseParameters("other: Self");
  EXPECT_NE(WhyUnsupported(port), "");
}

TEST(PortWordsTest, WhatCannotBeDrawnSaysWhyHoweverDeepItIs) {
  Port port = PortOfInt();
  Domain socket, list;
  socket.kind = Domain::Kind::kUnsupported;
  socket.text = "socket.socket cannot be made";
  list.kind = Domain::Kind::kList;
  list.items = {std::make_shared<const Domain>(socket)};
  port.parameters[0].domain = std::make_shared<const Domain>(list);
  EXPECT_EQ(WhyUnsupported(port), "socket.socket cannot be made");
}

TEST(PortWordsTest, AnInterpreterIsNamedWithoutItsLastNumber) {
  Interpreter interpreter;
  interpreter.implementation = "pypy";
  interpreter.version = "3.9.16";
  EXPECT_EQ(NameOf(interpreter), "pypy 3.9");
}

}  // namespace
}  // namespace lockstep

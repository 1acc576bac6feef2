#include "harness/pipeline/learn/class_inference.h"

#include <gtest/gtest.h>

#include <map>

#include "harness/model/earlier.h"
#include "tests/support/case_runner.h"

namespace lockstep {
namespace {

using testing::CaseRunner;
using testing::Dict;
using testing::Iterator;
using testing::List;
using testing::Raises;
using testing::Returns;
using testing::SequenceOf;
using Gives = Operation::Gives;
using Hint = Loaded::ParameterHint;
using Kind = Value::Kind;
using Method = std::function<Outcome(const lockstep::Step&)>;

const std::string kNumber = "Annotated[int, Ge(-3), Le(5)] | int";

Hint Required(const char* name) { return {name, "POSITIONAL_OR_KEYWORD", {}, {}}; }
Hint Optional(const char* name) { return {name, "POSITIONAL_OR_KEYWORD", "None", {}}; }
Hint Annotated(const char* name, const char* kind) {
  return {name, "POSITIONAL_OR_KEYWORD", {}, kind};
}

Outcome Gives1(const lockstep::Step&) { return Returns(Value::Int(1)); }
Outcome GivesInstance(const lockstep::Step&) {
  return Returns(testing::Named(Kind::kObject, "lockstep:Self"));
}
Outcome Refuses(const lockstep::Step&) { return Raises("builtins:TypeError"); }

bool IsInstance(const Value& value) { return StepOf(value).has_value(); }

// Takes calls all of whose arguments are taken; None is, as the default that it is.
Method Taking(std::function<bool(const Value&)> takes) {
  return [takes = std::move(takes)](const lockstep::Step& step) {
    for (const Value& value : step.positional)
      if (!value.IsNone() && !takes(value)) return Refuses(step);
    for (const auto& [name, value] : step.keyword)
      if (!value.IsNone() && !takes(value)) return Refuses(step);
    return Gives1(step);
  };
}
Method TakingKind(Kind kind) {
  return Taking([kind](const Value& value) { return value.kind == kind; });
}
Method TakingAnything() {
  return Taking([](const Value&) { return true; });
}

// A class by its methods, and what is learned of it.
class ClassInferenceTest : public ::testing::Test {
 protected:
  ClassInferenceTest() {
    port_.native = "native:C";
    port_.stateful = port_.inferred = true;
    native_.signature.emplace();
    native_.methods.emplace();
    methods_[""] = Gives1;
  }
  void Add(const std::string& name, std::optional<std::vector<Hint>> signature, Method method) {
    native_.methods->push_back({name, std::move(signature)});
    methods_[name] = std::move(method);
  }
  // Why it could not be done.
  std::string Infer() {
    CaseRunner runner([this](const Case& subject) { return Play(subject); });
    auto inferred = *InferClass(port_, native_, runner, {});
    static_cast<Learned&>(port_) = std::move(inferred.learned);
    return inferred.why;
  }
  // The text of an operation that was found.
  std::string TextOf(const std::string& name) const {
    for (const auto& operation : port_.operations)
      if (operation.name == name) return operation.text;
    return "left out";
  }
  Gives GivenBy(const std::string& name) const {
    for (const auto& operation : port_.operations)
      if (operation.name == name) return operation.gives;
    ADD_FAILURE() << name << " was left out";
    return Gives::kValue;
  }

  Port port_;
  Loaded native_;
  std::map<std::string, Method> methods_;
  std::vector<Value> states_;               // that are observed after each step
  std::function<bool(const Case&)> kills_;  // nothing: it survives all

 private:
  Outcome Play(const Case& subject) {
    if (kills_ && kills_(subject)) return Died{};
    const auto step = [this](const lockstep::Step& one) {
      const auto method = methods_.find(MethodOf(one.operation));
      return method == methods_.end() ? Gives1(one) : method->second(one);
    };
    return SequenceOf(subject, step, states_);
  }
};

TEST_F(ClassInferenceTest, AClassIsOneOnBothSidesAndWithNothingDeclared) {
  Loaded function;
  EXPECT_TRUE(IsClass(port_, native_, nullptr));
  EXPECT_TRUE(IsClass(port_, native_, &native_));
  EXPECT_FALSE(IsClass(port_, native_, &function));
  EXPECT_FALSE(IsClass(port_, function, &native_));
  port_.listed = true;
  EXPECT_FALSE(IsClass(port_, native_, nullptr));
  port_.listed = port_.inferred = false;
  EXPECT_FALSE(IsClass(port_, native_, nullptr));
}

TEST_F(ClassInferenceTest, TheConstructorsParametersAreOfTheKindsThatItTakes) {
  native_.signature = {Required("items"), Annotated("size", "int")};
  methods_[""] = Taking(
      [](const Value& value) { return value.kind == Kind::kInt || value.kind == Kind::kDict; });
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(port_.parameters_text, "items: " + kNumber + " | dict[str, int], size: int");
  EXPECT_EQ(port_.parameters.size(), 2U);
}

TEST_F(ClassInferenceTest, OfWhatTakesManyKindsTwoAreEnough) {
  native_.signature = {Required("items")};
  methods_[""] = TakingAnything();
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(port_.parameters_text, "items: " + kNumber + " | str");
}

TEST_F(ClassInferenceTest, AConstructorWithoutSignatureHasSoManyParametersAsItTakes) {
  const auto taking = [](std::size_t count) {
    return [count](const lockstep::Step& step) {
      return step.positional.size() == count ? Gives1(step) : Refuses(step);
    };
  };
  for (const std::size_t count : {0U, 1U, 2U}) {
    native_.signature.reset();
    methods_[""] = taking(count);
    EXPECT_EQ(Infer(), "");
    EXPECT_EQ(port_.parameters.size(), count) << port_.parameters_text;
  }
}

TEST_F(ClassInferenceTest, WhereTheConstructorTakesNothingItIsToBeDeclared) {
  native_.signature = {Required("items")};
  methods_[""] = Refuses;
  Add("size", std::vector<Hint>{}, Gives1);
  EXPECT_EQ(Infer(), "native's constructor took nothing: declare `init`");
  EXPECT_TRUE(port_.operations.empty());
}

TEST_F(ClassInferenceTest, WhatIsDeclaredStays) {
  port_.inferred = false;
  port_.parameters_text = "x: int";
  native_.signature = {Required("items")};
  port_.operations.push_back({"copy", {}, "", Gives::kValue});
  methods_["copy"] = GivesInstance;
  Add("other", std::vector<Hint>{}, Gives1);
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(port_.parameters_text, "x: int");
  EXPECT_EQ(port_.operations.size(), 1U);
  EXPECT_EQ(GivenBy("copy"), Gives::kInstance) << "that is still learned";
}

TEST_F(ClassInferenceTest, WhatIsNoClassHasNoOperations) {
  native_.methods.reset();
  EXPECT_EQ(Infer(), "it is no class: declare `operations`");
}

TEST_F(ClassInferenceTest, MethodsAreCalledWithWhatTheyTakeOrLeftOut) {
  Add("put", std::vector{Annotated("item", "int")}, TakingKind(Kind::kInt));
  Add("get", std::vector{Required("key")}, TakingKind(Kind::kStr));
  Add("never", std::vector{Required("key")}, Refuses);
  Add("size", std::vector<Hint>{}, Gives1);
  Add("three", std::vector{Required("a"), Required("b"), Required("c")}, TakingAnything());
  Add("unknown", std::nullopt, TakingKind(Kind::kBytes));
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(TextOf("put"), "item: int");
  EXPECT_EQ(TextOf("get"), "key: str | None");
  EXPECT_EQ(TextOf("never"), "left out");
  EXPECT_EQ(TextOf("size"), "");
  EXPECT_EQ(TextOf("three"), "left out") << "of so many nothing is known";
  EXPECT_EQ(TextOf("unknown"), "a: bytes | None");
  EXPECT_EQ(port_.operations.front().name, "put");
  EXPECT_EQ(port_.operations.back().name, "unknown") << "in their order";
}

TEST_F(ClassInferenceTest, AnotherInstanceIsAKind) {
  Add("merge", std::vector{Required("other")}, Taking(IsInstance));
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(TextOf("merge"), "other: Self | None");
}

TEST_F(ClassInferenceTest, AnOptionalOneTakesOneKindOfEachFamily) {
  Add("pop", std::vector{Optional("at")}, Taking([](const Value& value) {
        return value.kind == Kind::kInt || value.kind == Kind::kFloat || value.kind == Kind::kBytes;
      }));
  Add("none", std::vector{Optional("at")}, Taking([](const Value&) { return false; }));
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(TextOf("pop"), "at: None | " + kNumber + " | bytes = ...");
  EXPECT_EQ(TextOf("none"), "at: None = ...");
}

TEST_F(ClassInferenceTest, AnOptionalOneIsAnInstanceOnlyWhereItIsNothingElse) {
  Add("join", std::vector{Optional("other")}, Taking(IsInstance));
  Add("store", std::vector{Optional("item")},
      Taking([](const Value& value) { return IsInstance(value) || value.kind == Kind::kStr; }));
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(TextOf("join"), "other: None | Self = ...");
  EXPECT_EQ(TextOf("store"), "item: None | str = ...");
}

TEST_F(ClassInferenceTest, KeywordsOfOurNamesHaveOneKind) {
  Add("update", std::vector<Hint>{{"kwds", "VAR_KEYWORD", {}, {}}}, TakingAnything());
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(TextOf("update"), "*, a: " + kNumber + " = ..., b: " + kNumber + " = ...");
}

TEST_F(ClassInferenceTest, WhatResultsCanBeUsedForIsSeenOnNative) {
  std::size_t calls = 0;
  const auto now_and_then = [&](const Method& method) {
    return [&calls, method](const lockstep::Step& step) {
      return calls++ % 2 == 0 ? method(step) : Gives1(step);
    };
  };
  const Method iterates = [](const lockstep::Step&) {
    return Returns(Iterator("builtins:list_iterator", {}));
  };
  Add("copy", std::vector<Hint>{}, GivesInstance);
  Add("iter", std::vector<Hint>{}, iterates);
  Add("size", std::vector<Hint>{}, Gives1);
  Add("copy_or_size", std::vector<Hint>{}, now_and_then(GivesInstance));
  Add("iter_or_size", std::vector<Hint>{}, now_and_then(iterates));
  Add("copy_or_nothing", std::vector<Hint>{}, [&](const lockstep::Step& step) {
    return calls++ % 2 == 0 ? GivesInstance(step) : Returns(Value::None());
  });
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(GivenBy("copy"), Gives::kInstance);
  EXPECT_EQ(GivenBy("iter"), Gives::kIterator);
  EXPECT_EQ(GivenBy("copy_or_nothing"), Gives::kInstance);
  for (const char* name : {"size", "copy_or_size", "iter_or_size"})
    EXPECT_EQ(GivenBy(name), Gives::kValue) << name;
}

Value StateWith(const std::vector<const char*>& attributes) {
  Value vars = Dict({});
  for (const char* name : attributes) {
    vars.items.push_back(Value::Str(name));
    vars.items.push_back(Value::Int(1));
  }
  return Dict({Value::Str("len"), Value::Int(0), Value::Str("vars"), std::move(vars)});
}

TEST_F(ClassInferenceTest, TheAttributesOfNativesInstancesAreWhatIsObserved) {
  Add("size", std::vector<Hint>{}, Gives1);
  states_ = {StateWith({"size", "name"}), StateWith({"of_another_instance"})};
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(port_.attributes, (std::vector<std::string>{"name", "size"}));
}

TEST_F(ClassInferenceTest, WhereItIsSaidWhatToObserveAttributesAreNot) {
  Add("size", std::vector<Hint>{}, Gives1);
  states_ = {StateWith({"size"})};
  port_.observe = "o.size";
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(port_.attributes, std::nullopt);
}

bool PutsIntoItself(const Case& subject) {
  for (const auto& step : subject.steps)
    for (const Value& value : step.positional)
      if (StepOf(value) && *StepOf(value) == TargetOf(step.operation)) return true;
  return false;
}

TEST_F(ClassInferenceTest, InstancesArePutIntoThemselvesWhereNativeSurvivesIt) {
  Add("append", std::vector{Annotated("item", "Self")}, Gives1);
  EXPECT_EQ(Infer(), "");
  EXPECT_TRUE(port_.entangled);
}

TEST_F(ClassInferenceTest, InstancesAreNotPutIntoThemselvesWhereNativePerishesOfIt) {
  Add("append", std::vector{Annotated("item", "Self")}, Gives1);
  kills_ = PutsIntoItself;
  EXPECT_EQ(Infer(), "");
  EXPECT_EQ(TextOf("append"), "item: Self") << "it takes other instances";
  EXPECT_FALSE(port_.entangled);
}

TEST_F(ClassInferenceTest, WhatThereIsNoTimeForIsLeftOut) {
  Add("size", std::vector<Hint>{}, Gives1);
  port_.inferred = false;
  CaseRunner runner([](const Case& subject) { return SequenceOf(subject, Gives1); });
  EXPECT_EQ(InferClass(port_, native_, runner, [] { return true; })->why, "");
  EXPECT_TRUE(runner.cases.empty());
  EXPECT_TRUE(port_.operations.empty());
  EXPECT_EQ(port_.attributes, std::nullopt);
}

TEST_F(ClassInferenceTest, AnInterpreterThatDoesNotStartIsAnError) {
  CaseRunner runner([](const Case&) { return Died{}; });
  runner.refuses = true;
  EXPECT_EQ(InferClass(port_, native_, runner, {}).error().what, "no process");
}

}  // namespace
}  // namespace lockstep

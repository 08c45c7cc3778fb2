// The presets that come with Klynge, and that switches are independent of each other.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/scenario/load.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

using namespace klynge;
using namespace tests;
using Keys = std::vector<std::string>;

namespace {

const Scenario& baseline() {
  static const Scenario scenario = shipped("baseline");
  return scenario;
}

// What a preset sets, in the order of its lines.
Keys keys_of(const std::string& kind, const std::string& name) {
  const std::string file = "presets/" + kind + "/" + name + ".toml";
  std::map<int, std::string> by_line;
  for (const auto& [key, origin] : shipped("baseline", {{kind, name}}).origins) {
    if (origin.file == file) by_line.emplace(origin.line, key);
  }
  Keys keys;
  for (const auto& [line, key] : by_line) keys.push_back(key);
  return keys;
}

std::set<std::string> switches() {
  std::set<std::string> keys;
  for_each_switch(baseline(), [&](const std::string& key, const auto&, const FieldSpec&) { keys.insert(key); });
  return keys;
}

std::map<std::string, FieldView> by_key(const std::vector<FieldView>& views) {
  std::map<std::string, FieldView> all;
  for (const FieldView& view : views) all.emplace(view.key, view);
  return all;
}

Setting as_set_by_hand(const FieldView& view) {
  if (view.type == "number") return view.number;
  if (view.type == "yes or no") return view.value == "true";
  return view.value;
}

// Another value of a switch than it has.
Setting another(const FieldView& view) {
  if (view.type == "yes or no") return view.value == "false";
  if (view.type == "choice") return view.value == view.choices.back() ? view.choices.front() : view.choices.back();
  return view.number == view.least ? view.least + 0.5 : view.least;
}

// Keys of the fields with another value.
Keys changed(const std::vector<FieldView>& before, const std::vector<FieldView>& after) {
  Keys keys;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].value != after[i].value) keys.push_back(before[i].key);
  }
  return keys;
}

}  // namespace

TEST_CASE("presets of one kind set the same switches in the same order, and nothing else") {
  const std::set<std::string> known = switches();
  for (const std::string kind : {"regime", "referral", "coordination"}) {
    const Keys first = keys_of(kind, shipped_presets(kind).front());
    CHECK_FALSE(first.empty());
    for (const std::string& key : first) CHECK(known.contains(key));
    for (const std::string& name : shipped_presets(kind)) {
      INFO(kind << " " << name);
      CHECK(keys_of(kind, name) == first);
    }
  }
}

TEST_CASE("a regime is its switches set by hand") {
  for (const std::string& name : shipped_presets("regime")) {
    INFO(name);
    const Scenario preset = shipped("baseline", {{"regime", name}});
    const auto views = by_key(describe(preset));
    Overrides by_hand = {{"regime", std::string("full_integration")}};
    for (const std::string& key : keys_of("regime", name)) by_hand.emplace_back(key, as_set_by_hand(views.at(key)));
    const Keys different = changed(describe(preset), describe(shipped("baseline", by_hand)));
    CHECK(different == (name == "full_integration" ? Keys{} : Keys{"regime"}));  // its name
  }
}

TEST_CASE("a change to a regime is that regime") {
  for (const std::string& name : shipped_presets("regime")) {
    INFO(name);
    const Scenario own = shipped("baseline", {{"regime", name}});
    const Scenario later =
        with_change(baseline(), {{"regime", name}}, {{std::string(KLYNGE_SOURCE_DIR) + "/scenarios"}});
    const auto views = by_key(describe(own));
    const auto changes = describe_changes(later);
    for (const FieldView& view : changes.at(0)) {
      if (views.contains(view.key)) CHECK(view.value == views.at(view.key).value);
    }
  }
}

TEST_CASE("every switch is independent of every other") {
  const auto views = by_key(describe(baseline()));
  const Scenario with_a_change = with_change(baseline(), {});
  for (const std::string& key : switches()) {
    if (key.rfind("info.weight.", 0) == 0) continue;  // they add up to one
    INFO(key);
    const Overrides one = {{key, another(views.at(key))}};
    CHECK(changed(describe(baseline()), describe(with_overrides(baseline(), one))) == Keys{key});
    const Scenario later = with_change(baseline(), one);
    CHECK(changed(describe_changes(with_a_change)[0], describe_changes(later)[0]) == Keys{key});
    CHECK(changed(describe(baseline()), describe(later)).empty());
  }
}

TEST_CASE("the region takes over more from reform to full integration") {
  const Scenario none = shipped("baseline", {{"regime", std::string("cluster_leadership")}});
  const Scenario reform = shipped("baseline", {{"regime", std::string("reform_2027")}});
  const Scenario full = shipped("baseline", {{"regime", std::string("full_integration")}});
  CHECK_FALSE(none.authority.acute_function);
  CHECK(none.authority.places_share == 0);
  CHECK(reform.authority.acute_function);
  CHECK_FALSE(reform.authority.home_nursing);
  CHECK(reform.authority.places_share == 0.7);
  CHECK(reform.info.boundary_function < reform.info.transmit_function);
  CHECK(full.authority.home_nursing);
  CHECK(full.authority.places_share == 1);
}

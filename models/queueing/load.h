// load.h - from TOML files to a QueueingNetwork and back, by the rules of scenarios (models/scenario/load.h): `extends`
// names the layer below, overrides lie on top, and all problems are told at once in one ScenarioError.
//
// Every file says `model = "queueing"`. Overrides name fields by dotted keys, lines of a list by position:
// "nodes.gp.servers", "classes.patient.population", "arrivals.0.rate". Presets there are none.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/queueing/network.h"
#include "models/scenario/load.h"

namespace klynge::queueing {

QueueingNetwork load_network(const std::filesystem::path& file, const Overrides& overrides = {},
                             const LoadOptions& = {});

QueueingNetwork parse_network(const std::string& toml, const std::string& name, const Overrides& overrides = {},
                              const LoadOptions& = {});

// The same network with other values.
QueueingNetwork with_overrides(const QueueingNetwork& base, const Overrides& overrides);

// Whether it says of itself that it is a queueing network; false for what is no TOML or cannot be read.
bool is_queueing(const std::string& toml);
bool is_queueing_file(const std::filesystem::path& file);

// Every field that is set, explicit; parse_network(to_toml(n), ...) is n again.
std::string to_toml(const QueueingNetwork& network);

// Every key, with defaults: "nodes.NAME.servers", "arrivals.N.rate"; those of the laws as "law.gamma.cv".
std::vector<FieldView> queueing_schema();

}  // namespace klynge::queueing

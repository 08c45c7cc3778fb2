// layers.h - what one file or caller says, laid upon a queueing network.
//
// Tables by name are laid upon those of the same name; a list of tables replaces the whole list below it, unless it is
// written by position (`routes.0.delay = 2`), which changes one line of it. Of the fields that stand for each other
// (servers, load, shifts) what a higher layer says takes the place of what a lower one said.
#pragma once

#include <set>
#include <string>

#include "models/queueing/network.h"
#include "models/scenario/problems.h"
#include "models/scenario/value.h"

namespace klynge::queueing {

// Whether a layer may name classes and nodes that no layer below it has: files may, callers may not.
enum class Additions { allowed, forbidden };

// The keys of fields that have no value worth looking at, because it was wrong or is missing: that has been said.
using Unread = std::set<std::string>;

void apply(const Value::Members& said, const std::string& file, Additions additions, QueueingNetwork& network,
           Unread& unread, Problems& problems);

// Adds a problem for each field that must be set and was not; what is missing from the whole is missing from `file`.
void require_all_fields(const QueueingNetwork& network, const std::string& file, Unread& unread, Problems& problems);

}  // namespace klynge::queueing

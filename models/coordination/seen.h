// seen.h - what of a patient whoever treats him sees with his own eyes, by where that is.
#pragma once

#include <initializer_list>

#include "models/coordination/record.h"

namespace klynge {

inline constexpr std::initializer_list<Item> seen_by_gp = {Item::diagnosis, Item::medication, Item::contact};
inline constexpr std::initializer_list<Item> seen_by_specialist = {Item::diagnosis, Item::plan};
inline constexpr std::initializer_list<Item> seen_at_home = {Item::function, Item::social, Item::plan, Item::contact};
inline constexpr std::initializer_list<Item> seen_in_emergency = {Item::diagnosis, Item::pending, Item::contact};
inline constexpr std::initializer_list<Item> seen_at_clinic = {Item::diagnosis, Item::medication, Item::plan,
                                                               Item::pending, Item::contact};
inline constexpr std::initializer_list<Item> seen_on_ward = {Item::diagnosis, Item::medication, Item::function,
                                                             Item::plan,      Item::pending,    Item::contact};

}  // namespace klynge

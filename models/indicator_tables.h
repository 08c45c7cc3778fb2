// indicator_tables.h - what became of the residents, as numbers: indicators by municipality and group, and what they mean.
//
// A row is there only where there is something to speak of. Single municipalities have rows for the groups that every
// table has room for (cell.h), all together for every group; what belongs to places or ties has none for groups. How
// unevenly something is spread by education or between municipalities is told of all together. Cost per resident, by
// payer, comes from the ledger.
#pragma once

#include <vector>

#include "models/accounts.h"
#include "sim/storage/column.h"

namespace klynge {

// The first account is that of all residents, called "all", the others are those of municipalities.
sim::storage::Table indicator_table(const std::vector<Account>& accounts);

// What every indicator means, those made from the ledger included.
sim::storage::Table indicator_catalogue_table();

}  // namespace klynge

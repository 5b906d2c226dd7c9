// Checks that what tables say fits together, and sorts them so that each stands after all it refers
// to.
#pragma once

#include "compiler/tables/catalogue.h"
#include "compiler/tables/cells.h"

namespace adxc::tables {

void put_in_order(Catalogue& catalogue, Mistakes& mistakes);

}  // namespace adxc::tables

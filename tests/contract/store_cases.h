// A place for each store to write to and read from.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/stores/store.h"
#include "tests/contract/rows_at_hand.h"

namespace adxc::contract {

/// One store with a world around it. An object is what a copy reads or writes: a file, a table.
class StoreCase {
 public:
  virtual ~StoreCase() = default;
  /// For messages, and to tell that every store has a case: begins with the linked service type.
  virtual std::string name() const = 0;
  virtual const stores::Context& context() = 0;
  virtual plan::Endpoint source(const std::string& object) = 0;
  virtual plan::Endpoint sink(const std::string& object) = 0;
  /// Makes what must be there before rows can be written, a table for instance.
  virtual void prepare(const std::string& /*object*/, const rows::Schema& /*schema*/) {}
  /// True if anything can be seen under the object's name.
  virtual bool visible(const std::string& object) = 0;
  /// False where a null string comes back empty.
  virtual bool nulls_in_strings() const { return true; }

  const stores::Store& store() const;
};

std::vector<std::unique_ptr<StoreCase>> store_cases();

/// Linked service types that are tested elsewhere, and why.
std::vector<std::string> stores_tested_elsewhere();

}  // namespace adxc::contract

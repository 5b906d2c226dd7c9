// Turning the resources of an ARM template into definitions where they stand. Only for
// compiler/program.
#pragma once

#include "compiler/program/arm_values.h"
#include "compiler/program/workspace.h"

namespace adxc::program {

class ArmRewriter {
 public:
  explicit ArmRewriter(document::Document& document) : document_(document) {
    document_.nodes.unpack();
  }
  ArmRewriter(const ArmRewriter&) = delete;
  ArmRewriter& operator=(const ArmRewriter&) = delete;
  ~ArmRewriter() { document_.nodes.pack(*document_.file); }

  /// Puts what is known of a value in place of the text that gives it.
  void put(document::NodeId node, const ArmValue& value);

  /// The name becomes the object's own, without the factory's in front.
  void name_object(const Object& object);

  /// Takes out of the way what belongs to the resource, and names that only deployment knows.
  void trim_resource(const Object& object);

 private:
  void trim_values(document::NodeId node, int depth);
  void unroll_loops(document::NodeId object);
  template <typename Keep>
  void keep_children(document::NodeId node, const Keep& keep);

  document::Document& document_;
};

}  // namespace adxc::program

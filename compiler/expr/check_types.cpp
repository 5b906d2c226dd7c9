#include <algorithm>
#include <optional>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/expr/functions.h"
#include "compiler/expr/types.h"
#include "compiler/expr/uses.h"

namespace adxc::expr {
namespace {

constexpr diag::Kind<std::string> kArgumentType{{"argument-type", diag::Severity::Error}, "{}"};
constexpr diag::Kind<std::string_view, std::string> kMemberOfValue{
    {"member-of-value", diag::Severity::Error}, "{} is asked of {}"};
constexpr diag::Kind<std::string_view, std::string> kUnknownSystemValue{
    {"unknown-system-value", diag::Severity::Error, diag::kFixable}, "`pipeline()` has no `{}`{}"};
constexpr diag::Kind<std::string_view, std::string, std::string> kUnknownMember{
    {"unknown-member", diag::Severity::Warning, diag::kFixable},
    "`{}` is no part of {}; did you mean {}?"};
constexpr diag::Kind<std::string_view, std::string_view, std::string_view> kLookupOutput{
    {"lookup-output", diag::Severity::Warning},
    "`{}` is not there when `firstRowOnly` is {}; {} is"};
constexpr diag::Kind<std::string, std::string> kNeverEqual{{"never-equal", diag::Severity::Warning},
                                                           "{} and {} are never equal"};
constexpr diag::Kind<std::string> kJoinedCollection{{"joined-collection", diag::Severity::Warning},
                                                    "`concat` joins texts, but this is {}"};

/// Whole or not, numbers are compared with each other.
TypeSet comparable(TypeSet types) {
  return (types & kNumber) != 0 ? static_cast<TypeSet>(types | kNumber) : types;
}

/// Finds the type of every node, children first, and says what is wrong on the way.
class Typing {
 public:
  Typing(const Tree& tree, const Names& names, diag::Sink* sink)
      : tree_(tree), names_(names), sink_(sink), types_(tree.nodes.size()) {
    uses_.resize(tree.nodes.size(), nullptr);
    for (const Use& use : tree.uses) uses_[use.node.value] = &use;
  }

  Type run() {
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) types_[i] = type_of_node(NodeId{i});
    return types_[tree_.root.value];
  }

 private:
  Type type_of_node(NodeId id) {
    const Node& node = tree_[id];
    switch (node.kind) {
      case NodeKind::Literal: return {type_of(node.value)};
      case NodeKind::Template: return {kText};
      case NodeKind::Call: return called(id);
      case NodeKind::Index: check_index(node); return accessed(id);
      case NodeKind::Member: return accessed(id);
      case NodeKind::Broken: break;
    }
    return {};
  }

  // ---- calls ----

  Type called(NodeId id) {
    const Node& call = tree_[id];
    if (call.function == nullptr) return {};
    if (const Use* use = uses_[id.value]; use != nullptr && use->kind == Use::Kind::Variable) {
      return {declared(*use)};
    }
    if (const Shape* shape = context_shape(call.function->name)) return {kObject, shape};
    const bool counted =
        call.parts.size() >= call.function->least && call.parts.size() <= call.function->most;
    if (counted && check_arguments(call)) check_together(call);
    return result(call);
  }

  static const Shape* context_shape(std::string_view function) {
    const bool known = function == "pipeline" || function == "trigger" ||
                       function == "triggerBody" || function == "activity";
    return known ? find_shape(function) : nullptr;
  }

  Type result(const Node& call) const {
    const Function& function = *call.function;
    if (function.gives_of == 0) return {function.gives};
    TypeSet given = kNothing;
    for (std::size_t i = 0; i < call.parts.size(); ++i) {
      const std::size_t declared_at =
          function.most == kAnyCount ? std::min(i, function.least - 1) : i;
      if ((function.gives_of >> declared_at & 1u) != 0) given |= types_[call.parts[i].value].types;
    }
    return {given == kNothing ? kAnything : given};
  }

  /// False when an argument has been reported.
  bool check_arguments(const Node& call) {
    bool right = true;
    for (std::size_t i = 0; i < call.parts.size(); ++i) {
      const TypeSet found = types_[call.parts[i].value].types;
      const TypeSet wanted = call.function->taken(i);
      if ((found & wanted) != 0) continue;
      right = false;
      report(kArgumentType, tree_[call.parts[i]].span,
             fmt::format("argument {} of `{}` is {}, {} is wanted", i + 1, call.function->name,
                         words(found), words(wanted)));
      advise(call, i, found, wanted);
    }
    return right;
  }

  /// The conversion that was forgotten.
  void advise(const Node& call, std::size_t index, TypeSet found, TypeSet wanted) {
    if (sink_ == nullptr) return;
    std::string note;
    if (wanted == kBool && found == kText) note = "`bool()` makes true or false of a text";
    if (wanted == kInt && (found & (kText | kFloat)) != 0) note = "`int()` makes a whole number";
    if (wanted == kNumber && found == kText) note = "`int()` and `float()` make numbers of texts";
    if (wanted == kText && (found & kText) == 0) note = "`string()` makes a text of any value";
    const Node& argument = tree_[call.parts[index]];
    if (argument.kind == NodeKind::Literal && found == kText && (wanted & (kBool | kNumber)) != 0)
      note = "numbers, `true` and `false` stand without quotes";
    if (!note.empty()) last_->notes.push_back(std::move(note));
  }

  void check_together(const Node& call) {
    const std::string_view name = call.function->name;
    if (name == "concat") return check_joined(call);
    if (!call.function->alike && name != "equals") return;
    const TypeSet first = types_[call.parts[0].value].types;
    for (std::size_t i = 1; i < call.parts.size(); ++i) {
      const TypeSet other = types_[call.parts[i].value].types;
      if ((comparable(first) & comparable(other)) != 0) continue;
      // What is never null may well be compared with null.
      if (name != "equals") {
        report(kArgumentType, call.span,
               fmt::format("`{}` is given {} and {}, two of one type are wanted", name,
                           words(first), words(other)));
      } else if (first != kNull && other != kNull) {
        report(kNeverEqual, call.span, words(without_null(first)), words(without_null(other)));
      }
      return;
    }
  }

  static TypeSet without_null(TypeSet types) {
    return types == kNull ? types : static_cast<TypeSet>(types & ~kNull);
  }

  void check_joined(const Node& call) {
    for (const NodeId part : call.parts) {
      const TypeSet found = without_null(types_[part.value].types);
      if ((found & ~(kArray | kObject)) != 0) continue;
      report(kJoinedCollection, tree_[part].span, words(found));
      if (sink_ == nullptr) continue;
      last_->notes.emplace_back(found == kArray
                                    ? "`join()` makes a text of an array, `union()` joins arrays"
                                    : "`string()` makes JSON of it");
    }
  }

  // ---- members ----

  Type accessed(NodeId id) {
    const Node& node = tree_[id];
    const Type base = types_[node.parts[0].value];
    const std::optional<Access> named = access(tree_, node);
    if (named && !check_base(node, base.types, kObject, fmt::format("`{}`", shortened(named->name)),
                             named->span)) {
      return {};
    }
    if (!named) return {};
    if (const Use* use = uses_[id.value]) return {declared(*use)};
    if (const Shape* output = output_of(node, named->name)) return {kObject, output};
    if (base.shape == nullptr) return {};
    if (const Member* member = find_member(*base.shape, named->name)) {
      Type type = member->type;
      if (node.null_safe) type.types |= kNull;
      return type;
    }
    // What is asked for with `?` may be missing.
    if (!node.null_safe) stranger(*base.shape, *named);
    return {};
  }

  TypeSet declared(const Use& use) const {
    return names_.declared ? names_.declared(use.kind, use.name) : kAnything;
  }

  const Shape* output_of(const Node& node, std::string_view name) const {
    const Use* use = uses_[node.parts[0].value];
    const bool output = use != nullptr && use->kind == Use::Kind::Activity &&
                        equal_fold(name, "output") && names_.output;
    return output ? names_.output(use->name) : nullptr;
  }

  /// An index that is no literal name.
  void check_index(const Node& node) {
    const TypeSet key = types_[node.parts[1].value].types;
    const TypeSet base = types_[node.parts[0].value].types;
    const text::Span place = tree_[node.parts[1]].span;
    if (access(tree_, node)) return;
    if ((key & (kText | kInt)) == 0) {
      report(kArgumentType, place,
             fmt::format("the index is {}, a name or a whole number is wanted", words(key)));
    } else if (key == kInt) {
      check_base(node, base, kArray, "an element", place);
    } else {
      check_base(node, base, key == kText ? kObject : kObject | kArray, "a part", place);
    }
  }

  /// Whether a value of these types can have such a part; null is left to `?`.
  bool check_base(const Node& node, TypeSet base, TypeSet wanted, std::string_view part,
                  text::Span place) {
    const bool nothing = node.null_safe && (base & kNull) != 0;
    if ((base & wanted) != 0 || nothing) return true;
    report(kMemberOfValue, place, part, words(without_null(base)));
    return false;
  }

  /// A name that the shape does not have.
  void stranger(const Shape& shape, const Access& named) {
    const std::vector<std::string_view> known = names_of(shape);
    const std::string_view nearest = nearest_name(named.name, known);
    if (shape.name == "pipeline") {
      report(kUnknownSystemValue, named.span, named.name,
             nearest.empty() ? "" : fmt::format("; did you mean `{}`?", nearest));
      if (sink_ != nullptr && nearest.empty())
        last_->notes.push_back("it has " + one_of(named.name, known));
      return offer_name(named, nearest);
    }
    if (find_member(*find_shape("anyOutput"), named.name) != nullptr) return;
    if (shape.name == "Lookup" && find_member(*find_shape("LookupRows"), named.name) != nullptr)
      return report(kLookupOutput, named.span, named.name, "true, as it is when it is left out",
                    "`firstRow`");
    if (shape.name == "LookupRows" && find_member(*find_shape("Lookup"), named.name) != nullptr)
      return report(kLookupOutput, named.span, named.name, "false", "`value`");
    if (!nearest.empty()) {
      report(kUnknownMember, named.span, named.name, owner(shape), fmt::format("`{}`", nearest));
      offer_name(named, nearest);
    } else if (shape.name == "activity" && part_of_output(named)) {
      report(kUnknownMember, named.span, named.name, owner(shape),
             fmt::format("`output.{}`", named.name));
    }
  }

  /// Mends the name of the last finding, where it stands as it is.
  void offer_name(const Access& named, std::string_view meant) {
    if (sink_ == nullptr || meant.empty() || named.span.size() != named.name.size()) return;
    diag::offer(
        *last_,
        diag::Fix{fmt::format("write `{}`", meant), false, {{named.span, std::string(meant)}}});
  }

  static std::string owner(const Shape& shape) {
    if (shape.name == "activity") return "what `activity()` gives";
    if (shape.name == "activityError") return "the error of an activity";
    if (shape.name.starts_with("trigger")) return "what `trigger()` gives";
    if (shape.name == "LookupRows") return "the output of a Lookup activity that gives all rows";
    return fmt::format("the output of a {} activity", shape.name);
  }

  static std::vector<std::string_view> names_of(const Shape& shape) {
    std::vector<std::string_view> known;
    for (const Member& member : shape.members) known.push_back(member.name);
    return known;
  }

  /// activity('X').firstRow, where output was forgotten.
  bool part_of_output(const Access& named) const {
    const Use* use = uses_[named.base.value];
    const Shape* output = use != nullptr && names_.output ? names_.output(use->name) : nullptr;
    return output != nullptr && find_member(*output, named.name) != nullptr;
  }

  template <typename... Kinds>
  void report(const diag::Kind<Kinds...>& kind, text::Span span,
              const std::type_identity_t<Kinds>&... args) {
    if (sink_ != nullptr) last_ = &sink_->report(kind, {span, tree_.pointer}, args...);
  }

  const Tree& tree_;
  const Names& names_;
  diag::Sink* sink_;  // null: nothing is said
  diag::Diagnostic* last_ = nullptr;
  std::vector<Type> types_;       // of each node
  std::vector<const Use*> uses_;  // what each node uses, or null
};

}  // namespace

Type infer(const Tree& tree, const Names& names) {
  return tree.sound() ? Typing(tree, names, nullptr).run() : Type{};
}

void check_types(const Tree& tree, const Names& names, diag::Sink& sink) {
  if (tree.sound()) Typing(tree, names, &sink).run();
}

}  // namespace adxc::expr

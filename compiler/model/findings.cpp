#include "compiler/model/findings.h"

#include <charconv>

#include <fmt/format.h>

#include "compiler/base/names.h"
#include "compiler/document/edits.h"

namespace adxc::model {
namespace {

using diag::Kind;
using diag::Severity;
using document::NodeId;
using document::NodeKind;
using std::string_view;

/// What stands there, in words.
string_view found_words(NodeKind kind) {
  switch (kind) {
    case NodeKind::Null: return "null";
    case NodeKind::Bool: return "true or false";
    case NodeKind::Number: return "a number";
    case NodeKind::Array: return "a list";
    case NodeKind::Object: return "an object";
    default: return "text";
  }
}

/// The bound that a number outside of them is nearest to.
string_view nearest_bound(string_view found, const Row& row) {
  if (row.maximum_text.empty()) return row.minimum_text;
  if (row.minimum_text.empty()) return row.maximum_text;
  double value = 0;
  std::from_chars(found.data(), found.data() + found.size(), value);
  return value < static_cast<double>(row.minimum) ? row.minimum_text : row.maximum_text;
}

bool is_scalar(NodeKind kind) {
  return kind != NodeKind::Array && kind != NodeKind::Object && kind != NodeKind::Broken;
}

}  // namespace

void Findings::offer(diag::Diagnostic& finding, string_view found, string_view wanted, bool safe) {
  diag::offer(finding,
              document::fix_of(document::replace_word(*document_, finding.place, found, wanted),
                               fmt::format("write `{}`", wanted), safe));
}

void Findings::unknown_property(NodeId node, string_view owner, string_view home,
                                const std::vector<string_view>& known) {
  static constexpr Kind<string_view, string_view, string_view> kUnknownProperty{
      {"unknown-property", Severity::Warning, diag::kFixable}, "`{}` is no property of `{}`{}"};
  const string_view key = document_->key(node);
  const string_view nearest = nearest_name(key, known);
  std::string hint;
  if (!home.empty()) hint = fmt::format(", it belongs in {}", home);
  if (home.empty() && !nearest.empty()) hint = fmt::format(", did you mean `{}`?", nearest);
  diag::Diagnostic& finding =
      sink_->report(kUnknownProperty, document_->key_place(node), key, owner, string_view(hint));
  const bool free =
      !nearest.empty() && !document_->find((*document_)[node].parent, nearest).valid();
  if (home.empty() && free)
    diag::offer(finding, document::fix_of(document::rename_key(*document_, node, nearest),
                                          fmt::format("write `{}`", nearest), false));
  if (home.empty() && !known.empty())
    finding.notes.push_back(fmt::format("its properties are {}", one_of(key, known)));
}

diag::Diagnostic& Findings::missing_property(const diag::Place& place, string_view name,
                                             string_view needed_by) {
  static constexpr Kind<string_view, string_view> kMissingProperty{
      {"missing-property", Severity::Error, /*fixable=*/false, /*absence=*/true},
      "`{}` is missing, `{}` needs it"};
  return sink_->report(kMissingProperty, place, name, needed_by);
}

void Findings::wrong_type(NodeId node, const Row& row, string_view wanted) {
  static constexpr Kind<string_view, string_view, string_view> kWrongType{
      {"wrong-type", Severity::Error}, "`{}` is {}, {} is wanted"};
  const document::Node& found = (*document_)[node];
  if (found.kind == NodeKind::Broken) return;  // has been reported, or is known only later
  std::string words(found_words(found.kind));
  const bool text = found.kind == NodeKind::String || found.kind == NodeKind::Plain;
  if (text && !row.secret) words = fmt::format("`{}`", shortened(found.text));
  diag::Diagnostic& finding =
      sink_->report(kWrongType, document_->place(node), row.name, string_view(words), wanted);
  finding.secret = row.secret;
}

void Findings::unknown_value(NodeId node, const Row& row) {
  static constexpr Kind<string_view, string_view, string_view> kUnknownValue{
      {"unknown-value", Severity::Error, diag::kFixable}, "`{}` is `{}`, {} is wanted"};
  const std::string found = shortened(document_->text(node));
  const std::string wanted = one_of(found, {row.values.begin(), row.values.end()});
  diag::Diagnostic& finding = sink_->report(kUnknownValue, document_->place(node), row.name,
                                            string_view(found), string_view(wanted));
  const string_view nearest = nearest_name(found, row.values);
  if (!nearest.empty()) offer(finding, document_->text(node), nearest, false);
}

void Findings::unknown_type(NodeId node, string_view words, const std::vector<string_view>& known) {
  static constexpr Kind<string_view, string_view, string_view> kUnknownType{
      {"unknown-type", Severity::Error, diag::kFixable}, "`{}` is no {} type{}"};
  const std::string found = shortened(document_->text(node));
  const string_view nearest = nearest_name(found, known);
  const std::string hint =
      nearest.empty() ? std::string() : fmt::format(", did you mean `{}`?", nearest);
  diag::Diagnostic& finding = sink_->report(kUnknownType, document_->place(node),
                                            string_view(found), words, string_view(hint));
  if (!nearest.empty()) offer(finding, found, nearest, false);
}

void Findings::timespan_syntax(NodeId node, const Row& row) {
  static constexpr Kind<string_view, string_view> kTimespanSyntax{
      {"timespan-syntax", Severity::Error},
      "`{}` is `{}`, a time span `[days.]hours:minutes:seconds` is wanted"};
  const std::string found = shortened(document_->text(node));
  diag::Diagnostic& finding =
      sink_->report(kTimespanSyntax, document_->place(node), row.name, string_view(found));
  if (found.find_first_not_of("0123456789") == std::string::npos) {
    finding.notes.emplace_back("a number alone would count days");
  } else if (found.find(':') != std::string::npos) {
    finding.notes.emplace_back("hours go up to 23, a whole day is `1.00:00:00`");
  }
}

void Findings::timespan_above_limit(NodeId node, const Row& row) {
  static constexpr Kind<string_view, string_view, string_view> kTimespanAboveLimit{
      {"timespan-above-limit", Severity::Error, diag::kFixable},
      "`{}` is {}, above its limit of {}"};
  diag::Diagnostic& finding = sink_->report(kTimespanAboveLimit, document_->place(node), row.name,
                                            document_->text(node), row.maximum_text);
  offer(finding, document_->text(node), row.maximum_text, false);
}

void Findings::timespan_below_limit(NodeId node, const Row& row) {
  static constexpr Kind<string_view, string_view, string_view> kTimespanBelowLimit{
      {"timespan-below-limit", Severity::Error, diag::kFixable},
      "`{}` is {}, below its limit of {}"};
  const string_view least = row.minimum_text.empty() ? "00:00:00" : row.minimum_text;
  offer(sink_->report(kTimespanBelowLimit, document_->place(node), row.name, document_->text(node),
                      least),
        document_->text(node), least, false);
}

void Findings::number_out_of_range(NodeId node, const Row& row) {
  static constexpr Kind<string_view, string_view, string_view> kNumberOutOfRange{
      {"number-out-of-range", Severity::Error, diag::kFixable}, "`{}` is {}, {} is wanted"};
  std::string wanted = "a number of 64 bits";
  if (!row.minimum_text.empty()) wanted = fmt::format("at least {}", row.minimum_text);
  if (!row.maximum_text.empty()) wanted = fmt::format("at most {}", row.maximum_text);
  if (!row.minimum_text.empty() && !row.maximum_text.empty())
    wanted = fmt::format("{} to {}", row.minimum_text, row.maximum_text);
  const std::string found = shortened(document_->text(node));
  diag::Diagnostic& finding = sink_->report(kNumberOutOfRange, document_->place(node), row.name,
                                            string_view(found), string_view(wanted));
  if (row.minimum_text.empty() && row.maximum_text.empty()) return;
  offer(finding, document_->text(node), nearest_bound(found, row), false);
}

void Findings::text_too_long(NodeId node, const Row& row, std::size_t length) {
  static constexpr Kind<string_view, std::size_t, std::size_t> kTextTooLong{
      {"text-too-long", Severity::Error}, "`{}` has {} characters, at most {} are allowed"};
  sink_->report(kTextTooLong, document_->place(node), row.name, length, row.max_length).secret =
      row.secret;
}

void Findings::item_count(NodeId node, string_view name, std::size_t least, std::size_t most) {
  static constexpr Kind<string_view, std::size_t, string_view> kTooMany{
      {"item-count", Severity::Error}, "the number of `{}` is {}, {} is wanted"};
  static constexpr Kind<string_view, std::size_t, string_view> kTooFew{
      {"item-count", Severity::Error, /*fixable=*/false, /*absence=*/true},
      "the number of `{}` is {}, {} is wanted"};
  std::string wanted = most == 0 ? fmt::format("at least {}", least) : fmt::format("{}", most);
  if (most != 0 && least == 0) wanted = fmt::format("at most {}", most);
  if (most != 0 && least != 0 && least != most) wanted = fmt::format("{} to {}", least, most);
  const std::size_t found = (*document_)[node].child_count;
  sink_->report(found < least ? kTooFew : kTooMany, document_->key_place(node), name, found,
                string_view(wanted));
}

void Findings::expression_not_allowed(NodeId node, string_view name) {
  static constexpr Kind<string_view> kExpressionNotAllowed{
      {"expression-not-allowed", Severity::Error},
      "`{}` is an expression, but it is not evaluated here"};
  sink_->report(kExpressionNotAllowed, document_->place(node), name);
}

void Findings::expression_required(NodeId node, const Row& row) {
  static constexpr Kind<string_view, string_view> kExpressionRequired{
      {"expression-required", Severity::Error, diag::kFixable},
      "`{}` is {}, an object with `value` and the type `Expression` is wanted"};
  diag::Diagnostic& finding = sink_->report(kExpressionRequired, document_->place(node), row.name,
                                            found_words(document_->kind(node)));
  const document::Node& found = (*document_)[node];
  const bool computed = found.kind == NodeKind::String && found.text.starts_with('@') &&
                        !found.text.starts_with("@@");
  if (!computed) return;
  diag::offer(finding,
              document::fix_of(
                  document::wrap(*document_, node, "{\"value\": ", ", \"type\": \"Expression\"}"),
                  "write an object of type `Expression`", false));
}

void Findings::non_canonical_case(const diag::Place& place, string_view found,
                                  string_view canonical) {
  static constexpr Kind<string_view, string_view> kNonCanonicalCase{
      {"non-canonical-case", Severity::Info, diag::kFixable},
      "`{}` is spelt `{}` in the definition language"};
  offer(sink_->report(kNonCanonicalCase, place, found, canonical), found, canonical, true);
}

void Findings::missing_secret(NodeId node, string_view when,
                              const std::vector<string_view>& wanted) {
  static constexpr Kind<string_view, string_view> kMissingSecret{
      {"missing-secret", Severity::Warning, /*fixable=*/false, /*absence=*/true},
      "`{}` stands alone, {} is expected beside it"};
  const std::string names = one_of("", wanted);
  sink_->report(kMissingSecret, document_->key_place(node), when, string_view(names));
}

void Findings::conflicting_properties(NodeId node, string_view when, string_view other) {
  static constexpr Kind<string_view, string_view> kConflictingProperties{
      {"conflicting-properties", Severity::Error},
      "`{}` stands beside `{}`, only one of them is allowed"};
  sink_->report(kConflictingProperties, document_->key_place(node), other, when);
}

void Findings::schema_violation(const diag::Place& place, string_view sentence) {
  static constexpr Kind<string_view> kSchemaViolation{{"schema-violation", Severity::Error}, "{}"};
  sink_->report(kSchemaViolation, place, sentence);
}

void Findings::newer_than_profile(const diag::Place& place, string_view name, Date since,
                                  Date profile) {
  static constexpr Kind<string_view, string_view, string_view> kNewerThanProfile{
      {"newer-than-profile", Severity::Warning}, "`{}` came in {}, after the profile {}"};
  const std::string came = date_text(since);
  const std::string day = date_text(profile);
  sink_->report(kNewerThanProfile, place, name, string_view(came), string_view(day));
}

void Findings::required_in_profile(const diag::Place& place, string_view name, string_view owner,
                                   Date profile) {
  static constexpr Kind<string_view, string_view, string_view> kRequiredInProfile{
      {"required-in-profile", Severity::Warning, /*fixable=*/false, /*absence=*/true},
      "`{}` is missing, `{}` needed it in {}"};
  const std::string day = date_text(profile);
  sink_->report(kRequiredInProfile, place, name, owner, string_view(day));
}

diag::Place Findings::object_place(NodeId object) const {
  const NodeId type = document_->find(object, "type");
  if (type.valid() && is_scalar(document_->kind(type))) return document_->place(type);
  if ((*document_)[object].key_span.size() > 0) return document_->key_place(object);
  diag::Place place = document_->place(object);
  place.span.end = place.span.begin + (place.span.size() > 0 ? 1 : 0);
  return place;
}

}  // namespace adxc::model

#include "compiler/document/yaml_events.h"

#include <algorithm>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace adxc::document {
namespace {

/// yaml-cpp's parser recurses once per level and refuses 500 of its own accord; ours is at most
/// this, so that the stack is safe whatever limit was asked for.
constexpr std::size_t kDeepest = 400;

/// Thrown through yaml-cpp to end reading; the fault says why.
struct Stop {
  YamlFault fault;
};

class Collector : public YAML::EventHandler {
 public:
  Collector(std::uint32_t begin, std::uint32_t end, const Limits& limits)
      : base_(begin), end_(end), limits_(limits) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw Stop{fault(YamlFaultKind::SecondDocument, mark)};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    leaf(YamlEventKind::Null, mark, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    leaf(YamlEventKind::Alias, mark, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlEvent& event = leaf(YamlEventKind::Scalar, mark, anchor);
    event.tag = tag;
    event.text = value;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    start(YamlEventKind::SequenceStart, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    start(YamlEventKind::MapStart, mark, tag, anchor, style);
  }
  void OnMapEnd() override { end(); }

  YamlFault fault(YamlFaultKind kind, const YAML::Mark& mark, std::string said = "") const {
    YamlFault fault{kind, offset(mark), std::move(said), {}};
    if (!open_.empty() && events_[open_.back().event].flow)
      fault.open_flow = events_[open_.back().event].at;
    return fault;
  }

  /// Closes what a fault left open.
  std::vector<YamlEvent> finish(const std::optional<YamlFault>& fault, std::string_view text) {
    if (fault && events_.empty()) add(YamlEventKind::Broken, base_);
    if (fault) mark_half_read(fault->at, text);
    while (!open_.empty()) {
      YamlEvent& container = events_[open_.back().event];
      container.cut = true;
      if (is_key_last()) add(YamlEventKind::Broken, container.at);
      end();
    }
    return std::move(events_);
  }

 private:
  struct Open {
    std::size_t event;
    std::size_t children;
  };

  bool is_key_last() const {
    return !open_.empty() && events_[open_.back().event].kind == YamlEventKind::MapStart &&
           open_.back().children % 2 == 1;
  }

  /// In `a: b: c` the fault is of the value: `b` is not what was meant.
  void mark_half_read(std::uint32_t fault, std::string_view text) {
    YamlEvent& last = events_.back();
    if (last.kind != YamlEventKind::Scalar || last.at >= fault || is_key_last()) return;
    last.cut = text.substr(last.at, fault - last.at).find('\n') == std::string_view::npos;
  }

  std::uint32_t offset(const YAML::Mark& mark) const {
    return std::min(base_ + static_cast<std::uint32_t>(std::max(mark.pos, 0)), end_);
  }

  YamlEvent& add(YamlEventKind kind, std::uint32_t at) {
    if (!open_.empty()) ++open_.back().children;
    YamlEvent& event = events_.emplace_back();
    event.kind = kind;
    event.at = at;
    event.next = static_cast<std::uint32_t>(events_.size());
    return event;
  }

  YamlEvent& leaf(YamlEventKind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (events_.size() > 2 * limits_.nodes) throw Stop{fault(YamlFaultKind::TooManyValues, mark)};
    YamlEvent& event = add(kind, offset(mark));
    event.anchor = static_cast<std::uint32_t>(anchor);
    return event;
  }

  void start(YamlEventKind kind, const YAML::Mark& mark, const std::string& tag,
             YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    if (open_.size() >= std::min(limits_.depth, kDeepest))
      throw Stop{fault(YamlFaultKind::TooDeep, mark)};
    YamlEvent& event = leaf(kind, mark, anchor);
    event.tag = tag;
    event.flow = style == YAML::EmitterStyle::Flow;
    open_.push_back({events_.size() - 1, 0});
  }

  void end() {
    const std::size_t container = open_.back().event;
    open_.pop_back();
    YamlEvent& event = events_.emplace_back();
    event.kind = YamlEventKind::End;
    event.next = events_[container].next = static_cast<std::uint32_t>(events_.size());
  }

  std::uint32_t base_;  // marks count from here
  std::uint32_t end_;
  const Limits& limits_;
  std::vector<YamlEvent> events_;
  std::vector<Open> open_;
  std::size_t documents_ = 0;
};

}  // namespace

YamlEvents read_yaml_events(std::string_view text, std::uint32_t begin, std::uint32_t end,
                            const Limits& limits) {
  Collector collector(begin, end, limits);
  YamlEvents result;
  try {
    std::istringstream stream(std::string(text.substr(begin, end - begin)));
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(collector)) {
    }
  } catch (const Stop& stop) {
    result.fault = stop.fault;
  } catch (const YAML::Exception& exception) {
    result.fault = collector.fault(YamlFaultKind::Syntax, exception.mark, exception.msg);
  }
  result.events = collector.finish(result.fault, text);
  return result;
}

}  // namespace adxc::document

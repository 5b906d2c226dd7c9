#include <array>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "compiler/cli/run.h"
#include "compiler/commands/definitions.h"
#include "compiler/commands/rewriting.h"
#include "compiler/kql/bind.h"
#include "compiler/kql/parser.h"
#include "compiler/text/glyphs.h"

namespace adxc::commands {

extern const cli::Command dump;

namespace {

constexpr std::array<std::string_view, 5> kPhases = {"document", "kql", "verdict", "program",
                                                     "plan"};

std::string_view word(document::NodeKind kind) {
  using enum document::NodeKind;
  switch (kind) {
    case Broken: return "broken";
    case Null: return "null";
    case Bool: return "bool";
    case Number: return "number";
    case String: return "string";
    case Plain: return "plain";
    case Array: return "array";
    case Object: return "object";
  }
  return "broken";
}

/// "3:5-3:9", the span in lines and columns.
std::string span_text(const text::SourceFile& file, text::Span span) {
  const text::Position begin = file.position(span.begin);
  const text::Position end = file.position(span.end);
  return fmt::format("{}:{}-{}:{}", begin.line, begin.column, end.line, end.column);
}

/// A line per node: key, kind, scalar, place.
void print_node(const document::Document& document, document::NodeId id, std::size_t depth,
                std::ostream& out) {
  const document::Node& node = document[id];
  out << std::string(2 * depth, ' ');
  if (!node.key.empty()) out << text::printable(node.key) << ": ";
  out << word(node.kind);
  const bool scalar =
      node.kind != document::NodeKind::Object && node.kind != document::NodeKind::Array;
  if (scalar && !node.text.empty()) out << " `" << text::printable(node.text) << '`';
  out << ' ' << span_text(*document.file, node.span) << '\n';
  for (const document::NodeId child : document.children(id)) {
    print_node(document, child, depth + 1, out);
  }
}

int dump_document(const std::string& path, cli::Context& context) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) return cli::misuse(context, fmt::format("`{}` cannot be read", path));
  text::SourceMap sources;
  diag::Sink sink;
  const document::Document document = document::read(sources.add(path, text.str()), sink);
  for (const document::NodeId root : document.roots) print_node(document, root, 0, context.out);
  const int code = sink.has_errors() ? cli::kFindings : cli::kOk;
  report::find("text")->print(report::collect(sink, sources, 1), {context.err_color, context.width},
                              context.err);
  return code;
}

/// A line per node: what it is, and its place.
void print_node(const adxc::kql::Tree& tree, adxc::kql::NodeId id, std::size_t depth,
                const text::SourceFile& file, std::ostream& out) {
  const adxc::kql::Range range = tree[id].range;
  out << std::string(2 * depth, ' ') << text::printable(adxc::kql::describe(tree, id)) << ' '
      << span_text(file, {file.id, range.begin, range.end}) << '\n';
  for (const adxc::kql::NodeId child : tree.children(id)) {
    print_node(tree, child, depth + 1, file, out);
  }
}

int dump_kql(const std::string& path, cli::Context& context) {
  const auto text = read_input(path, context);
  if (!text) return cli::misuse(context, text.error().text());
  text::SourceMap sources;
  diag::Sink sink;
  const text::SourceFile& file = sources.add(path, *text);
  const adxc::kql::Tree tree = adxc::kql::parse(file.text);
  print_node(tree, tree.root, 0, file, context.out);
  const text::Span all{file.id, 0, static_cast<std::uint32_t>(file.text.size())};
  const auto fragment = text::Fragment::verbatim(file.text, all);
  adxc::kql::report_syntax(tree, {fragment, "", sink});
  return print_errors(sink, sources, context) ? cli::kFindings : cli::kOk;
}

std::string_view word(program::Link::State state) {
  switch (state) {
    case program::Link::State::Found: return "";
    case program::Link::State::Dangling: return " (dangling)";
    case program::Link::State::Unknown: return " (not given)";
  }
  return "";
}

/// The address of the activity that holds something, or of the object where none does.
std::string holder(const program::Program& program, program::ObjectId object,
                   program::ActivityId activity) {
  return activity.valid() ? address(program, activity) : address(program, object);
}

void print_activities(const program::Program& program, std::ostream& out) {
  for (std::uint32_t i = 0; i < program.activities.size(); ++i) {
    const program::Activity& activity = program.activities[i];
    out << address(program, program::ActivityId{i}) << ' ' << activity.type << '\n';
    for (const program::Dependency& dependency : activity.dependencies) {
      out << "  after " << dependency.name << (dependency.on.valid() ? "" : " (unknown)") << '\n';
    }
  }
}

/// " AzureDataExplorer"; "" for pipelines and for kinds without a table.
std::string type_of(const program::Program::Entity& entity) {
  if (entity.linked_service != nullptr)
    return fmt::format(" {}", entity.linked_service->type.value_or(""));
  return entity.dataset == nullptr ? "" : fmt::format(" {}", entity.dataset->type.value_or(""));
}

void print_program(const program::Program& program, std::ostream& out) {
  for (std::uint32_t i = 0; i < program.workspace->objects.size(); ++i) {
    out << address(program, program::ObjectId{i}) << type_of(program.entities[i]) << '\n';
  }
  print_activities(program, out);
  for (const program::Link& link : program.links) {
    out << holder(program, link.from, link.activity) << " -> " << program::word(link.kind) << '/'
        << link.name << word(link.state) << '\n';
  }
  for (const program::Computed& computed : program.computed) {
    const document::Document& document = program.document_of(computed.object);
    out << holder(program, computed.object, computed.activity) << " computes "
        << document.pointer(computed.node) << ": " << text::printable(document.text(computed.node))
        << '\n';
  }
}

/// Every object about which the decoder and its JSON Schema do not agree, and how many there are.
int dump_verdict(const std::string& path, cli::Context& context) {
  diag::Sink sink;
  const auto workspace = program::load({path}, sink);
  if (!workspace) return cli::misuse(context, workspace.error().text());
  std::size_t count = 0;
  for (const program::Object& object : workspace->objects) {
    const model::Table* table = program::table_of(object.kind);
    if (table == nullptr) continue;
    const document::Document& document = workspace->document_of(object);
    for (const model::Disagreement& found : model::disagreements(document, object.root, *table)) {
      ++count;
      context.out << document.file->path << ' '
                  << span_text(*document.file, document[found.object].span)
                  << (found.decoder_found ? ": only the decoder objects"
                                          : ": only the schema objects: " + found.sentence)
                  << '\n';
    }
  }
  context.out << fmt::format("{} objects, {} disagreements\n", workspace->objects.size(), count);
  return count > 0 ? cli::kFindings : cli::kOk;
}

int dump_program(const std::string& path, cli::Context& context) {
  const auto definitions = read_definitions({path});
  if (!definitions) return cli::misuse(context, definitions.error().text());
  print_program((*definitions)->program, context.out);
  return (*definitions)->sink.has_errors() ? cli::kFindings : cli::kOk;
}

int dump_plan(const std::string& path, const std::string& pipeline, cli::Context& context) {
  const auto made = make_plan({path}, {pipeline, {}}, context);
  if (!made) return made.error();
  context.out << plan::write(*made);
  return cli::kOk;
}

int run(const cli::Arguments& arguments, cli::Context& context) {
  const std::string phase = arguments.text("PHASE");
  const std::string path = arguments.text("PATH");
  if (phase == "document") return dump_document(path, context);
  if (phase == "kql") return dump_kql(path, context);
  if (phase == "verdict") return dump_verdict(path, context);
  if (phase == "program") return dump_program(path, context);
  return dump_plan(path, arguments.text("pipeline"), context);
}

constexpr std::array kOptions = {
    cli::Option{.names = "PHASE",
                .value = "",
                .help = "document, kql, verdict, program or plan",
                .required = true,
                .choices = kPhases},
    cli::Option{.names = "PATH",
                .value = "",
                .help = "a file; but for document and kql also a folder",
                .required = true},
    cli::Option{.names = "--pipeline", .value = "NAME", .help = "the pipeline to plan"},
};
constexpr std::array kExamples = {
    cli::Example{"adxc dump document pipeline/Nightly.yaml", "what the reader made of a file"},
    cli::Example{"adxc dump kql totals.kql", "the tree of a query, with the place of each node"},
    cli::Example{"adxc dump program .", "what every name leads to"},
};

}  // namespace

constexpr cli::Command dump{.name = "dump",
                            .summary = "shows what adxc makes of definitions on the way to a plan",
                            .options = kOptions,
                            .examples = kExamples,
                            .needs = cli::Needs::Definitions,
                            .run = run};

}  // namespace adxc::commands

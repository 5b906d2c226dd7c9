#include <cstdlib>

#include "fixture.h"

namespace adxc::engine {
namespace {

TEST_CASE("tables are made, shown, merged and dropped") {
  const Fixture f;
  CHECK(
      f.manage(".create table Orders (Id: long, ['the name']: string) with (folder='sales')") ==
      "TableName:string|Schema:string|DatabaseName:string|Folder:string|DocString:string\n"
      R"(Orders|{"Name":"Orders","OrderedColumns":[{"Name":"Id","Type":"System.Int64","CslType":"long"},)"
      R"({"Name":"the name","Type":"System.String","CslType":"string"}],"Folder":"sales"}|db|sales|)");
  CHECK(f.rows_of(".show table Orders cslschema") == "Orders|Id:long, the name:string|db|sales|");
  // The same name with another case is another table.
  CHECK(f.rows_of(".create table orders (X: int)").starts_with("orders|"));
  // A table that is there stays as it is.
  CHECK(f.rows_of(".create table Orders (Other: int)").find("Other") == std::string::npos);
  CHECK(f.rows_of(".CREATE-MERGE TABLE Orders (Id: long, At: datetime)").find("\"At\"") !=
        std::string::npos);
  CHECK(f.rows_of(".show table Orders cslschema") ==
        "Orders|Id:long, the name:string, At:datetime|db|sales|");
  CHECK(f.manage(".create-merge table Orders (Id: string)") ==
        "General_BadRequest: column 'Id' of table 'Orders' has the type long, it cannot become "
        "string");
  CHECK(f.rows_of(".show tables") == "Orders|db|sales|\norders|db||");
  CHECK(f.rows_of(".drop table Orders") == "orders|db");
  CHECK(f.manage(".drop table Orders") ==
        "BadRequest_EntityNotFound: Entity ID 'Orders' of kind 'Table' was not found.");
  CHECK(f.rows_of(".drop table Orders ifexists") == "orders|db");
  CHECK(f.rows_of(".drop tables (orders, Gone) ifexists").empty());
}

TEST_CASE("what is not known is refused by name") {
  const Fixture f;
  CHECK(f.manage(".alter database policy caching") ==
        "BadRequest_NotSupported: the embedded engine does not know the command `.alter database "
        "policy caching`");
  CHECK(f.manage("show tables") ==
        "BadRequest_SyntaxError: Syntax error: found `show` where `.` is wanted "
        "[line:position=1:1]");
  CHECK(f.manage(".create table T (a long)") ==
        "BadRequest_SyntaxError: Syntax error: found `long` where `:` is wanted "
        "[line:position=1:20]");
  CHECK(f.manage(".create table T\n (a: text)") ==
        "BadRequest_SyntaxError: Syntax error: found `text` where a type such as `string`, `long` "
        "or `datetime` is wanted [line:position=2:6]");
  Gathered gathered;
  const auto outcome = f.engine->manage("other", ".show tables", {}, gathered);
  REQUIRE(!outcome);
  CHECK(outcome.error().code == "BadRequest_DatabaseNotExist");
}

TEST_CASE("a read-only request changes nothing") {
  const Fixture f;
  Options options;
  options.read_only = true;
  CHECK(f.manage(".create table T (a: int)", options) ==
        "Forbidden: `.create table` changes data, the request is read-only");
  CHECK(f.rows_of(".show tables").empty());
}

TEST_CASE("mappings are made once, changed, shown and dropped") {
  const Fixture f;
  f.manage(".create table T (a: int, b: string)");
  const std::string create =
      R"(.create table T ingestion csv mapping "m 1" '[{"Column":"a","Properties":{"Ordinal":"1"}}]')";
  CHECK(
      f.rows_of(create).starts_with(R"(m 1|Csv|[{"Column":"a","Properties":{"Ordinal":"1"}}]|20)"));
  CHECK(f.manage(create) ==
        "BadRequest_EntityAlreadyExists: Mapping 'm 1' of table 'T' already exists.");
  CHECK(f.rows_of(".create-or-alter table T ingestion csv mapping 'm 1' '['\n"
                  R"('{"column":"b", "Ordinal": 0}]')")
            .starts_with(R"(m 1|Csv|[{"column":"b","Ordinal":0}]|)"));
  CHECK(f.rows_of(".show table T ingestion csv mappings").ends_with("|db|T"));
  CHECK(f.rows_of(".show table T ingestion json mappings").empty());
  CHECK(
      f.manage(".create table T ingestion csv mapping 'x' '[{\"Column\":\"zz\",\"Ordinal\":0}]'") ==
      "BadRequest_InvalidMapping: the mapping names the column 'zz', which table 'T' has not");
  CHECK(f.rows_of(".drop table T ingestion csv mapping 'm 1'").empty());
  CHECK(f.manage(".drop table T ingestion csv mapping 'm 1'") ==
        "BadRequest_MappingReferenceWasNotFound: Mapping reference 'm 1' of table 'T' was not "
        "found.");
}

TEST_CASE("the schema of a database is shown") {
  const Fixture f;
  f.manage(".create table T (a: int, b: dynamic) with (docstring='two')");
  CHECK(f.rows_of(".show database schema") ==
        "db||||false|false|db|v1.0||\n"
        "db|T|||false|false||||two\n"
        "db|T|a|System.Int32|false|false||||\n"
        "db|T|b|System.Object|false|false||||");
  CHECK(f.rows_of(".show database db schema as json").find(R"("CslType":"dynamic")") !=
        std::string::npos);
  CHECK(f.rows_of(".show databases").starts_with("db|"));
  CHECK(f.rows_of(".show version").find("adxc embedded engine") != std::string::npos);
}

constexpr const char* kFolderVariable = "ADXC_TEST_ENGINE_FOLDER";

// Only does something in the process that the next test starts.
TEST_CASE("open the folder of another process") {
  const char* folder = std::getenv(kFolderVariable);
  if (!folder) return;
  const auto opened = Engine::open(folder);
  REQUIRE(!opened);
  CHECK(opened.error().kind == ErrorKind::Unavailable);
  CHECK(opened.error().text().find(folder) != std::string::npos);
}

TEST_CASE("a folder is one process's") {
  const Fixture f;
  const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
  const auto command =
      fmt::format("{}='{}' '{}' -tc='open the folder of another process' >/dev/null",
                  kFolderVariable, f.folder, program);
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("a folder survives a restart") {
  Fixture f;
  f.manage(".create table T (a: int)");
  f.manage(".ingest inline into table T with (tags='[\"drop-by:x\"]') <| 1\n2");
  f.reopen();
  CHECK(f.engine->databases() == std::vector<std::string>{"db"});
  CHECK(f.rows_of(".show table T cslschema") == "T|a:int|db||");
  CHECK(f.rows_of(".show table T extents").find("|2|") != std::string::npos);
}

}  // namespace
}  // namespace adxc::engine

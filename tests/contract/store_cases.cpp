#include "tests/contract/store_cases.h"

#include <filesystem>
#include <unistd.h>

#include <doctest/doctest.h>

#include "compiler/base/names.h"
#include "tests/fakes/fake_world.h"

namespace adxc::contract {
namespace {

plan::Endpoint file(const std::string& name, const std::string& format) {
  plan::Endpoint endpoint;
  endpoint.store = "FileServer";
  endpoint.format = format;
  endpoint.connection = {{"host", std::string("the root")}};
  endpoint.dataset = {{"location.type", std::string("FileServerLocation")},
                      {"location.folderPath", std::string("in/a folder")},
                      {"location.fileName", name}};
  if (format == "DelimitedText") endpoint.dataset["firstRowAsHeader"] = true;
  return endpoint;
}

/// Files of one format on a disk in memory.
class MemoryFileServer final : public StoreCase {
 public:
  explicit MemoryFileServer(std::string format) : format_(std::move(format)) {}
  std::string name() const override { return "FileServer in memory, " + format_; }
  const stores::Context& context() override { return context_; }
  plan::Endpoint source(const std::string& object) override { return file(object, format_); }
  plan::Endpoint sink(const std::string& object) override { return file(object, format_); }
  bool visible(const std::string& object) override {
    return !fake_.files.text("base/the root/in/a folder/" + object).empty() ||
           fake_.files.unfinished() > 0;
  }

 private:
  std::string format_;
  fakes::FakeWorld fake_;
  auth::Tokens tokens_{fake_.world};
  stores::Context context_{fake_.world, tokens_, "base", {}, "run-1"};
};

std::string fresh_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "adxc-store-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  return name;
}

/// Text files on the disk of this machine.
class RealFileServer final : public StoreCase {
 public:
  ~RealFileServer() override { std::filesystem::remove_all(folder_); }
  std::string name() const override { return "FileServer on disk"; }
  const stores::Context& context() override { return context_; }
  plan::Endpoint source(const std::string& object) override { return file(object, kFormat); }
  plan::Endpoint sink(const std::string& object) override { return file(object, kFormat); }
  bool visible(const std::string&) override {
    const std::string folder = folder_ + "/the root/in/a folder";
    return std::filesystem::exists(folder) && !std::filesystem::is_empty(folder);
  }

 private:
  static constexpr const char* kFormat = "DelimitedText";
  std::string folder_ = fresh_folder();
  sys::World world_ = sys::real_world();
  auth::Tokens tokens_{world_};
  stores::Context context_{world_, tokens_, folder_, {}, "run-1"};
};

}  // namespace

const stores::Store& StoreCase::store() const {
  const std::string type = name().substr(0, name().find(' '));
  const stores::Store* store = stores::find(type);
  REQUIRE(store != nullptr);
  return *store;
}

std::vector<std::unique_ptr<StoreCase>> store_cases() {
  std::vector<std::unique_ptr<StoreCase>> cases;
  cases.push_back(std::make_unique<MemoryFileServer>("DelimitedText"));
  cases.push_back(std::make_unique<MemoryFileServer>("Json"));
  cases.push_back(std::make_unique<RealFileServer>());
  return cases;
}

std::vector<std::string> stores_tested_elsewhere() {
  // It needs the embedded server, which stands above the stores.
  return {"AzureDataExplorer"};
}

}  // namespace adxc::contract

// A result file: what was written comes back, and a file is there whole or not at all.

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include "sim/check.h"
#include "sim/storage/file.h"
#include "sim/storage/reader.h"
#include "tests/support/catch.h"

using namespace sim::storage;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

// An empty folder that goes away with the test.
class Folder {
 public:
  Folder() {
    static int count = 0;
    do {
      path_ = fs::temp_directory_path() / ("klynge-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    } while (!fs::create_directory(path_));
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  fs::path operator/(const std::string& name) const { return path_ / name; }

  std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(path_)) found.push_back(entry.path().filename().string());
    std::ranges::sort(found);
    return found;
  }

 private:
  fs::path path_;
};

// No file may grow beyond `bytes`: what a full disk looks like to whoever writes.
class SizeLimit {
 public:
  explicit SizeLimit(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  SizeLimit(const SizeLimit&) = delete;
  SizeLimit& operator=(const SizeLimit&) = delete;
  ~SizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }

 private:
  rlimit before_{};
  void (*signal_)(int);
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Table waits() {
  return {
      .path = "/indicators/waits",
      .columns = {{"sector", std::vector<std::string>{"hospital", "", "sygehus i Århus"}, "", "where it was measured"},
                  {"mean", std::vector<double>{1.5, -0.0, std::numeric_limits<double>::infinity()}, "days", "wait"},
                  {"events", std::vector<std::int64_t>{154'000'000'000, 0, -1}},
                  {"change", std::vector<std::int32_t>{-7, 0, std::numeric_limits<std::int32_t>::max()}, "persons"},
                  {"arm", std::vector<std::uint32_t>{0, 1, std::numeric_limits<std::uint32_t>::max()}}},
      .attributes = {{"direction", "less is better"}, {"note", ""}}};
}

// Values that do not compress: the file grows by about eight bytes a row.
Table noise(std::size_t rows) {
  std::vector<std::int64_t> values(rows);
  std::uint64_t state = 1;
  for (auto& value : values)
    value = static_cast<std::int64_t>(state = state * 6364136223846793005U + 1442695040888963407U);
  return {.path = "/noise", .columns = {{"value", std::move(values)}}};
}

void write_whole(const fs::path& path) {
  FileWriter file(path);
  file.write(waits());
  file.write(noise(100'000));
  file.write_text("/meta/scenario", "name = \"Randers\"\n");
  file.attribute("/", "version", "0.1.0");
  file.commit();
}

}  // namespace

TEST_CASE("a table comes back as it was written, units included", "[storage]") {
  const Folder folder;
  FileWriter writer(folder / "run.h5");
  writer.write(waits());
  writer.commit();

  CHECK(FileReader(folder / "run.h5").read("/indicators/waits") == waits());
}

TEST_CASE("tables of no rows and of no columns come back", "[storage]") {
  const Table no_rows{.path = "/no_rows",
                      .columns = {{"id", std::vector<std::int64_t>{}, "", "person"},
                                  {"name", std::vector<std::string>{}},
                                  {"cost", std::vector<double>{}, "DKK"}}};
  const Table no_columns{.path = "/no_columns", .attributes = {{"why", "nothing was recorded"}}};
  const Folder folder;
  FileWriter writer(folder / "run.h5");
  writer.write(no_rows);
  writer.write(no_columns);
  writer.commit();

  const FileReader reader(folder / "run.h5");
  CHECK(reader.read("/no_rows") == no_rows);
  CHECK(reader.read("/no_columns") == no_columns);
}

TEST_CASE("columns of many chunks come back", "[storage]") {
  Table table = noise(300'000);
  std::vector<std::string> names;
  for (std::size_t row = 0; row < 300'000; ++row) names.push_back("node " + std::to_string(row % 1'000));
  names[150'000] = "one that is longer than all the others";
  table.columns.push_back({"node", std::move(names)});
  const Folder folder;
  FileWriter writer(folder / "run.h5");
  writer.write(table);
  writer.commit();

  CHECK((FileReader(folder / "run.h5").read("/noise") == table));  // extra brackets: a failure prints no 300,000 rows
}

TEST_CASE("texts and attributes come back", "[storage]") {
  const std::string scenario = "extends = \"baseline.toml\"\n" + std::string(200'000, 'x') + "æøå";
  const Folder folder;
  FileWriter writer(folder / "run.h5");
  writer.write_text("/meta/scenario", scenario);
  writer.write_text("/meta/notes", "");
  writer.attribute("/", "version", "0.1.0");
  writer.attribute("/meta", "seed", std::int64_t{-1});
  writer.attribute("/meta", "wall_time", 0.5);
  writer.attribute("/meta/scenario", "warnings", scenario);  // longer than attributes of the oldest format could be
  writer.commit();

  const FileReader reader(folder / "run.h5");
  CHECK(reader.text("/meta/scenario") == scenario);
  CHECK(reader.text("/meta/notes").empty());
  CHECK(reader.attribute("/", "version") == AttributeValue("0.1.0"));
  CHECK(reader.attribute("/meta", "seed") == AttributeValue(std::int64_t{-1}));
  CHECK(reader.attribute("/meta", "wall_time") == AttributeValue(0.5));
  CHECK(reader.attribute("/meta/scenario", "warnings") == AttributeValue(scenario));
}

TEST_CASE("a file tells what it has", "[storage]") {
  const Folder folder;
  write_whole(folder / "run.h5");

  const FileReader reader(folder / "run.h5");
  CHECK(reader.has("/indicators"));
  CHECK(reader.has("indicators/waits/mean"));
  CHECK_FALSE(reader.has("/indicators/costs"));
  CHECK_FALSE(reader.has("/nowhere/at/all"));
  CHECK_FALSE(reader.has("/meta/scenario/below_a_text"));
}

TEST_CASE("the same contents give the same bytes", "[storage]") {
  const Folder folder;
  write_whole(folder / "one.h5");
  write_whole(folder / "another name.h5");

  CHECK((bytes_of(folder / "one.h5") == bytes_of(folder / "another name.h5")));
}

TEST_CASE("repeated texts and round numbers take little room", "[storage]") {
  const std::size_t rows = 1'000'000;
  const Folder folder;
  FileWriter writer(folder / "run.h5");
  writer.write({.path = "/flows",
                .columns = {{"from", std::vector<std::string>(rows, "general practice")},
                            {"amount", std::vector<double>(rows, 250.0), "DKK"}}});
  writer.commit();

  CHECK(fs::file_size(folder / "run.h5") < 24 * rows / 100);
}

TEST_CASE("without commit the old file stays as it was and nothing else is left in the folder", "[storage]") {
  const Folder folder;
  std::ofstream(folder / "run.h5") << "an earlier result";
  {
    FileWriter writer(folder / "run.h5");
    writer.write(waits());
    CHECK(folder.names().size() == 2);  // the old one and the hidden one being written
  }
  CHECK(bytes_of(folder / "run.h5") == "an earlier result");
  CHECK(folder.names() == std::vector<std::string>{"run.h5"});
}

TEST_CASE("commit puts the new file in the old one's place", "[storage]") {
  const Folder folder;
  std::ofstream(folder / "run.h5") << "an earlier result";
  FileWriter writer(folder / "run.h5");
  writer.write(waits());
  CHECK(bytes_of(folder / "run.h5") == "an earlier result");
  writer.commit();

  CHECK(FileReader(folder / "run.h5").has("/indicators/waits"));
  CHECK(folder.names() == std::vector<std::string>{"run.h5"});
  CHECK_THROWS_AS(writer.write(noise(1)), sim::InternalError);
}

TEST_CASE("a writer that is moved writes on, and one that is overwritten leaves nothing", "[storage]") {
  const Folder folder;
  FileWriter writer(folder / "first.h5");
  writer = FileWriter(folder / "second.h5");
  FileWriter moved = std::move(writer);
  moved.write(waits());
  moved.commit();

  CHECK(folder.names() == std::vector<std::string>{"second.h5"});
}

TEST_CASE("a write that fails half-way leaves no file, wherever the disk gets full", "[storage]") {
  const Folder folder;
  write_whole(folder / "whole.h5");
  const auto whole = static_cast<rlim_t>(fs::file_size(folder / "whole.h5"));
  std::ofstream(folder / "run.h5") << "an earlier result";

  for (rlim_t limit = 0; limit < whole; limit += limit < 16'384 ? 512 : whole / 20) {
    std::string message;
    try {
      const SizeLimit full(limit);
      write_whole(folder / "run.h5");
    } catch (const sim::InputError& error) {
      message = error.what();
    }
    INFO("room for " << limit << " of " << whole << " bytes");
    CHECK_THAT(message, ContainsSubstring((folder / "run.h5").string()) && ContainsSubstring("File too large"));
    CHECK(bytes_of(folder / "run.h5") == "an earlier result");
    CHECK(folder.names() == std::vector<std::string>{"run.h5", "whole.h5"});
  }
}

TEST_CASE("after a failed write a file cannot be committed", "[storage]") {
  const Folder folder;
  FileWriter writer(folder / "run.h5");
  {
    const SizeLimit full(65'536);
    CHECK_THROWS_AS(writer.write(noise(100'000)), sim::InputError);
  }
  CHECK_THROWS_AS(writer.commit(), sim::InternalError);
  CHECK_THROWS_AS(writer.write(waits()), sim::InternalError);
}

TEST_CASE("a result file needs a folder that is there and a name that is free", "[storage]") {
  const Folder folder;
  fs::create_directory(folder / "results");

  CHECK_THROWS_WITH(FileWriter(folder / "nowhere/run.h5"),
                    ContainsSubstring("nowhere/run.h5") && ContainsSubstring("there is no folder"));
  CHECK_THROWS_WITH(FileWriter(folder / "results"), ContainsSubstring("is a folder"));
  CHECK_THROWS_AS(FileWriter(folder / "results/"), sim::InputError);
  CHECK_THROWS_AS(FileWriter(folder / (std::string(300, 'a') + ".h5")), sim::InputError);
}

TEST_CASE("a table that is not a table is refused by its name", "[storage]") {
  const Folder folder;
  FileWriter writer(folder / "run.h5");
  Table table = waits();

  SECTION("columns of unequal length") {
    table.columns[2].values = std::vector<std::int64_t>{1, 2};
    CHECK_THROWS_WITH(writer.write(table), ContainsSubstring("/indicators/waits") && ContainsSubstring("'events'") &&
                                               ContainsSubstring("2 rows"));
  }
  SECTION("a column twice") {
    table.columns[2].name = "mean";
    CHECK_THROWS_WITH(writer.write(table), ContainsSubstring("'mean' is there twice"));
  }
  SECTION("a column whose name is a path") {
    table.columns[2].name = "a/b";
    CHECK_THROWS_AS(writer.write(table), sim::InternalError);
  }
  SECTION("the same table again") {
    writer.write(table);
    CHECK_THROWS_WITH(writer.write(table), ContainsSubstring("/indicators/waits is written twice"));
  }
  SECTION("no path") {
    table.path = "/";
    CHECK_THROWS_AS(writer.write(table), sim::InternalError);
  }
  SECTION("a text with a zero byte, which the file would cut short") {
    table.columns[0].values = std::vector<std::string>{"a", std::string("b\0c", 3), "d"};
    CHECK_THROWS_WITH(writer.write(table), ContainsSubstring("'sector'") && ContainsSubstring("zero byte"));
  }
}

TEST_CASE("a file that is not HDF5 is refused by name", "[storage]") {
  const Folder folder;
  std::ofstream(folder / "notes.txt") << "not a result";

  CHECK_THROWS_WITH(FileReader(folder / "notes.txt"),
                    ContainsSubstring("notes.txt") && ContainsSubstring("expected an HDF5 file"));
  CHECK_THROWS_WITH(FileReader(folder / "missing.h5"),
                    ContainsSubstring("missing.h5: No such file") && ContainsSubstring("expected an HDF5 file"));
  CHECK_THROWS_WITH(FileReader(folder / "."), ContainsSubstring("is a folder"));
}

TEST_CASE("a file that was cut short is refused", "[storage]") {
  const Folder folder;
  write_whole(folder / "run.h5");
  fs::resize_file(folder / "run.h5", fs::file_size(folder / "run.h5") / 2);

  CHECK_THROWS_WITH(FileReader(folder / "run.h5"), ContainsSubstring("run.h5") && ContainsSubstring("truncated file"));
}

TEST_CASE("asking for what a file does not have names the file and the part", "[storage]") {
  const Folder folder;
  write_whole(folder / "run.h5");
  const FileReader reader(folder / "run.h5");

  CHECK_THROWS_WITH(reader.read("/costs"), ContainsSubstring("run.h5") && ContainsSubstring("table /costs"));
  CHECK_THROWS_WITH(reader.text("/meta/notes"), ContainsSubstring("text /meta/notes"));
  CHECK_THROWS_WITH(reader.text("/noise/value"), ContainsSubstring("expected one text"));
  CHECK_THROWS_WITH(reader.attribute("/", "seed"), ContainsSubstring("attribute seed"));
  CHECK_THROWS_AS(reader.read("/meta/scenario"), sim::InputError);
}

#include "models/checkpoints.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>
#include <system_error>

#include "sim/check.h"
#include "sim/ensemble.h"
#include "sim/storage/checkpoint.h"
#include "sim/storage/partial_file.h"

namespace klynge {

namespace {

using About = std::map<std::string, std::string>;

std::filesystem::path file_of(const Checkpoints& where, const RunIdentity& run) {
  const std::string name = run.is_warm_up ? "warm-up" : std::to_string(run.arm_number + 1);
  return where.folder / fmt::format("{}-{}.h5", name, run.replication);
}

About about(const RunIdentity& run) {
  About about = {{"version", KLYNGE_VERSION},
                 {"arm", run.arm.name},
                 {"seed", std::to_string(run.seed)},
                 {"replication", std::to_string(run.replication)},
                 {"followed residents", fmt::format("{}", fmt::join(run.follow, " "))},
                 {"warm-up of arm", run.warm_up_of},
                 {"scenario", text_of(run.arm.experiment)}};
  for (const auto& [path, text] : tables_of(run.arm.experiment)) {
    about["table " + std::filesystem::path(path).filename().string()] = text;
  }
  return about;
}

// The first line in which two texts differ, as one has it.
std::string first_difference(const std::string& there, const std::string& here) {
  std::istringstream old_lines(there), new_lines(here);
  std::string before, now;
  do {
    before.clear();
    now.clear();
    std::getline(old_lines, before);
    std::getline(new_lines, now);
  } while (before == now && (old_lines || new_lines));
  return fmt::format("'{}', and here it is '{}'", before, now);
}

void refuse_another(const std::filesystem::path& file, const About& found, const About& expected) {
  for (const auto& [name, text] : expected) {
    const auto same = found.find(name);
    if (same == found.end()) sim::fail_input(fmt::format("{}: says nothing of its {}", file.string(), name));
    if (same->second == text) continue;
    const bool long_text = name == "scenario" || name.starts_with("table ");
    sim::fail_input(fmt::format("{}: was saved by another run: its {} {}", file.string(), name,
                                long_text ? "has the line " + first_difference(same->second, text)
                                          : fmt::format("is '{}', and here it is '{}'", same->second, text)));
  }
}

}  // namespace

void open_checkpoints(const Checkpoints& where, const std::vector<RunIdentity>& runs) {
  sim::require(where.every_days >= 1, fmt::format("checkpoint every {} days: expected at least 1", where.every_days));
  std::error_code failed;
  std::filesystem::create_directories(where.folder, failed);
  sim::require(!failed, fmt::format("{}: cannot be made a folder: {}", where.folder.string(), failed.message()));
  for (const RunIdentity& run : runs) {
    const std::filesystem::path file = file_of(where, run);
    sim::storage::remove_abandoned_partial_files(file);
    if (std::filesystem::exists(file)) refuse_another(file, sim::storage::read_checkpoint_header(file), about(run));
  }
}

void save_run(const Checkpoints& where, const RunIdentity& run, sim::Simulation& simulation) {
  sim::Archive archive;
  simulation.save(archive);
  // The file library takes one thread at a time.
  sim::one_at_a_time([&] {
    sim::storage::write_checkpoint(file_of(where, run), {about(run), archive.take_sections()});
  });
}

std::optional<sim::Archive> saved_run(const Checkpoints& where, const RunIdentity& run) {
  const std::filesystem::path file = file_of(where, run);
  if (!std::filesystem::exists(file)) return std::nullopt;
  std::optional<sim::Archive> archive;
  sim::one_at_a_time([&] { archive.emplace(sim::storage::read_checkpoint(file).sections); });
  return archive;
}

}  // namespace klynge

// A run that was saved and taken up again is the run that was never interrupted; and one burn-in may have many futures.
#include <fmt/format.h>

#include <filesystem>
#include <random>

#include "models/queueing/load.h"
#include "models/study.h"
#include "sim/ensemble.h"
#include "sim/executor.h"
#include "tests/support/catch.h"
#include "tests/support/shipped_scenarios.h"

namespace tests {
namespace {

using namespace klynge;

// A folder of its own that is gone afterwards.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("klynge-saved-{}", std::random_device()())) {}
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

StudyPlan plan(std::vector<Arm> arms, std::uint32_t replications = 2) {
  StudyPlan study;
  study.arms = std::move(arms);
  study.replications = replications;
  return study;
}

std::vector<Arm> two_regimes() {
  return {{"apart", reduced("baseline", {{"regime", std::string("separate_sectors")}})},
          {"together", reduced("baseline", {{"regime", std::string("cluster_leadership")}})}};
}

void check_same(const std::vector<RunResult>& a, const std::vector<RunResult>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t r = 0; r < a.size(); ++r) {
    CAPTURE(r);
    CHECK(a[r].hash == b[r].hash);
    CHECK(a[r].events == b[r].events);
    CHECK((a[r].tables == b[r].tables));
  }
}

TEST_CASE("a run that is saved and restored at every other day is the run that was not", "[determinism]") {
  for (const Arm& arm : everything_reduced()) {
    CAPTURE(arm.name);
    const auto setup = set_up(arm.experiment, {});
    const auto whole = setup->trial({2026, 0});
    while (!whole->over()) sim::run_sequential(whole->simulation(), whole->next_stop());

    auto trial = setup->trial({2026, 0});
    while (!trial->over()) {
      const sim::Time stop = std::min(trial->next_stop(), trial->simulation().now() + sim::days{2} + sim::hours{7});
      sim::run_sequential(trial->simulation(), stop);
      sim::Archive archive;
      trial->simulation().save(archive);
      sim::Archive saved(archive.take_sections());
      trial = setup->trial({2026, 0}, &saved);
    }
    CHECK(trial->simulation().hash() == whole->simulation().hash());
    CHECK(trial->simulation().events() == whole->simulation().events());
    CHECK((trial->tables() == whole->tables()));
  }
}

// One run is whole, one has come half way, two have not begun.
TEST_CASE("a study that was stopped goes on where it was, with any number of workers", "[determinism]") {
  StudyPlan study = plan(two_regimes());
  const std::vector<RunResult> expected = run_study(study);
  for (const std::size_t workers : {1, 2, 3}) {
    CAPTURE(workers);
    const Folder folder;
    study.checkpoints = Checkpoints{folder.path(), 7};
    open_checkpoints(*study.checkpoints, {});
    const std::vector<sim::Time> reached = {sim::midnight(50), sim::midnight(23)};
    for (std::uint32_t r = 0; r < 2; ++r) {
      const auto setup = set_up(study.arms[1].experiment, {});
      const auto trial = setup->trial({study.seed, r});
      sim::run_sequential(trial->simulation(), reached[r]);
      save_run(*study.checkpoints, {study.arms[1], 1, study.seed, r, study.follow, ""}, trial->simulation());
    }
    study.workers = workers;
    check_same(run_study(study), expected);
    check_same(run_study(study), expected);  // all of it from the folder
  }
}

TEST_CASE("arms that share a warm-up begin as the first arm was then", "[determinism]") {
  StudyPlan study = plan(two_regimes());
  const std::vector<RunResult> apart = run_study(study);
  study.shared_warm_up = true;
  const std::vector<RunResult> branched = run_study(study);
  REQUIRE(branched.size() == 4);
  // The first arm goes its own way; the second has another past than if it had been together all along.
  CHECK(branched[0].hash == apart[0].hash);
  CHECK(branched[1].hash == apart[1].hash);
  CHECK(branched[2].hash != apart[2].hash);
  CHECK(branched[2].hash != branched[0].hash);

  // An arm that changes nothing after the warm-up changes nothing.
  study.arms[1] = {"the same", study.arms[0].experiment};
  const std::vector<RunResult> same = run_study(study);
  CHECK(same[2].hash == apart[0].hash);
  CHECK(same[3].hash == apart[1].hash);
}

// In the evening before the branch they queue before a closed door; one future opens at eight, one at six, and one has
// five doctors. From then on each door lets in one after the other as it opens, so who waited waits two hours less.
TEST_CASE("after a shared warm-up each arm keeps its own hours and servers", "[determinism]") {
  const auto with_doctors = [](const std::string& doctors) {
    return queueing::parse_network(R"(
model = "queueing"
[run]
time_unit = "hours"
warm_up = 24
length = 24
[classes.patient]
[nodes.door]
)" + doctors + R"(
[[arrivals]]
class = "patient"
node = "door"
times = [20, 21, 22]
[[services]]
node = "door"
time = { law = "fixed", value = 1 }
[[routes]]
from = "door"
to = "out"
)",
                                   "door.toml", {});
  };
  StudyPlan study;
  study.arms = {{"at eight", with_doctors("shifts = [{ servers = 1, from = 8, to = 16 }]")},
                {"at six", with_doctors("shifts = [{ servers = 1, from = 6, to = 16 }]")},
                {"five of them", with_doctors("shifts = [{ servers = 5, from = 8, to = 16 }]")}};
  study.shared_warm_up = true;
  const auto wait = [&](const RunResult& run) {
    const auto& columns = run.tables.front().columns;
    const auto& node = std::get<std::vector<std::string>>(columns[0].values);
    const auto& measure = std::get<std::vector<std::string>>(columns[2].values);
    for (std::size_t i = 0; i < node.size(); ++i) {
      if (node[i] == "door" && measure[i] == "wait") return std::get<std::vector<double>>(columns[3].values)[i];
    }
    return -1.0;
  };
  const std::vector<RunResult> runs = run_study(study);
  REQUIRE(runs.size() == 3);
  CHECK(wait(runs[0]) == Catch::Approx((12 + 12 + 12) / 3.0));  // at 8, 9 and 10
  CHECK(wait(runs[1]) == Catch::Approx((10 + 10 + 10) / 3.0));  // at 6, 7 and 8
  CHECK(wait(runs[2]) == Catch::Approx((12 + 11 + 10) / 3.0));  // all at 8
}

TEST_CASE("another run is not taken up, and its file is left alone", "[determinism]") {
  const Folder folder;
  StudyPlan study = plan({two_regimes().front()}, 1);
  study.checkpoints = Checkpoints{folder.path(), 20};
  const std::vector<RunResult> expected = run_study(study);
  const auto refused = [&](StudyPlan other, const std::string& why) {
    other.checkpoints = study.checkpoints;
    CHECK_THROWS_WITH(run_study(other), Catch::Contains(why));
  };
  StudyPlan other = study;
  other.seed = 1;
  refused(other, "its seed is '2026', and here it is '1'");
  other = study;
  other.arms[0].experiment =
      reduced("baseline", {{"regime", std::string("separate_sectors")}, {"run.days", std::int64_t{41}}});
  refused(other, "its scenario has the line");
  other = study;
  other.arms[0].name = "another";
  refused(other, "its arm is 'apart', and here it is 'another'");
  check_same(run_study(study), expected);
}

TEST_CASE("arms of other places cannot share a warm-up", "[determinism]") {
  StudyPlan study = plan(two_regimes(), 1);
  study.arms[1].experiment = reduced("baseline", {{"population.share", 0.05}});
  study.shared_warm_up = true;
  CHECK_THROWS_WITH(run_study(study), Catch::Contains("saved state: is of a run with"));
  study.arms[1].experiment = reduced("baseline", {{"run.warm_up_days", std::int64_t{11}}});
  CHECK_THROWS_WITH(run_study(study), Catch::Contains("must have the same warm-up"));
}

}  // namespace
}  // namespace tests

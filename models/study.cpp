#include "models/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/check.h"
#include "sim/ensemble.h"
#include "sim/executor.h"

namespace klynge {

namespace {

class Running {
 public:
  explicit Running(const StudyPlan& plan) : plan_(plan), results_(plan.arms.size() * plan.replications) {
    for (const Arm& arm : plan.arms) setups_.push_back(set_up(arm.experiment, plan.follow));
    if (plan.shared_warm_up) {
      for (const auto& setup : setups_) {
        sim::require(setup->counting_from() == setups_.front()->counting_from(),
                     "shared warm-up: all arms must have the same warm-up");
      }
    }
    if (plan.checkpoints) {
      std::vector<RunIdentity> runs;
      for (std::size_t r = 0; r < results_.size(); ++r) runs.push_back(identity(r % arms(), r / arms()));
      open_checkpoints(*plan.checkpoints, runs);
    }
  }

  // Arms of one replication follow one another, so that a study that is stopped keeps whole pairs.
  std::size_t jobs() const { return plan_.shared_warm_up ? plan_.replications : results_.size(); }

  void run(std::size_t job, const sim::Report& report) {
    if (!plan_.shared_warm_up) {
      run_arm(job % arms(), job / arms(), nullptr, report);
      return;
    }
    std::optional<sim::Archive::Sections> warm;
    for (std::size_t arm = 0; arm < arms(); ++arm) {
      const auto share = [&](double done) {
        return report((static_cast<double>(arm) + done) / static_cast<double>(arms()));
      };
      if (!run_arm(arm, job, &warm, share)) return;
    }
  }

  std::vector<RunResult> finished() && {
    std::vector<RunResult> kept;
    for (auto& result : results_) {
      if (result) kept.push_back(std::move(*result));
    }
    std::stable_sort(kept.begin(), kept.end(), [](const RunResult& a, const RunResult& b) { return a.arm < b.arm; });
    return kept;
  }

 private:
  std::size_t arms() const { return plan_.arms.size(); }

  RunIdentity identity(std::size_t arm, std::size_t nth) const {
    return {plan_.arms[arm], arm,
            plan_.seed,      plan_.first_replication + static_cast<std::uint32_t>(nth),
            plan_.follow,    plan_.shared_warm_up ? plan_.arms.front().name : ""};
  }

  // False if it was stopped. `warm`: the state after the warm-up that all arms share, made when first needed.
  bool run_arm(std::size_t arm, std::size_t nth, std::optional<sim::Archive::Sections>* warm,
               const sim::Report& report) {
    const RunIdentity run = identity(arm, nth);
    const sim::Streams streams(run.seed, run.replication);
    std::optional<sim::Archive> saved;
    if (plan_.checkpoints) saved = saved_run(*plan_.checkpoints, run);
    if (!saved && warm != nullptr) {
      if (!*warm) *warm = warmed_up(streams);
      saved.emplace(**warm);
    }
    const Setup& setup = *setups_[arm];
    const std::unique_ptr<Trial> trial = setup.trial(streams, saved ? &*saved : nullptr);
    saved.reset();
    sim::ExecutorOptions options;
    options.keep_going = [&](sim::Time now) {
      return report(std::min(1.0, (now - sim::start_of_time) / (1.0 * (setup.end() - sim::start_of_time))));
    };
    sim::Simulation& simulation = trial->simulation();
    bool going = true;
    while (going && !trial->over()) {
      sim::Time stop = trial->next_stop();
      if (plan_.checkpoints) stop = std::min(stop, simulation.now() + sim::days{plan_.checkpoints->every_days});
      going = sim::run_windowed(simulation, stop, options);
      if (plan_.checkpoints) save_run(*plan_.checkpoints, run, simulation);
    }
    if (!trial->over()) return false;
    results_[nth * arms() + arm] = {arm, run.replication, simulation.hash(), simulation.events(), trial->tables()};
    return true;
  }

  sim::Archive::Sections warmed_up(const sim::Streams& streams) const {
    const std::unique_ptr<Trial> trial = setups_.front()->trial(streams);
    sim::run_windowed(trial->simulation(), setups_.front()->counting_from());
    sim::Archive archive;
    trial->simulation().save(archive);
    return archive.take_sections();
  }

  const StudyPlan& plan_;
  std::vector<std::unique_ptr<Setup>> setups_;
  std::vector<std::optional<RunResult>> results_;  // by replication and arm; nothing until finished
};

}  // namespace

void check(const StudyPlan& plan) {
  sim::require(!plan.arms.empty(), "arms: expected at least one");
  sim::require(plan.replications >= 1, "replications = 0: expected at least 1");
  std::set<std::string> names;
  for (const Arm& arm : plan.arms) {
    sim::require(!arm.name.empty() && arm.name.find('/') == std::string::npos,
                 fmt::format("arm '{}': expected a name without '/'", arm.name));
    sim::require(names.insert(arm.name).second, fmt::format("arm '{}': named twice", arm.name));
    sim::require(arm.experiment.index() == plan.arms.front().experiment.index(),
                 fmt::format("arm '{}': a queueing network and a health scenario cannot be compared", arm.name));
  }
}

std::vector<RunResult> run_study(const StudyPlan& plan, const Progress& progress) {
  check(plan);
  Running running(plan);
  sim::run_jobs(
      running.jobs(), plan.workers != 0 ? plan.workers : sim::default_workers(),
      [&](std::size_t job, const sim::Report& report) { running.run(job, report); },
      [&](double done) { return !progress || progress(done); });
  return std::move(running).finished();
}

}  // namespace klynge

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
      for (std::size_t r = 0; plan.shared_warm_up && r < plan.replications; ++r) runs.push_back(warm_up(r));
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

  RunIdentity warm_up(std::size_t nth) const {
    RunIdentity run = identity(0, nth);
    run.is_warm_up = true;
    return run;
  }

  // False if it was stopped. `warm`: the state after the warm-up that all arms share, made when first needed.
  bool run_arm(std::size_t arm, std::size_t nth, std::optional<sim::Archive::Sections>* warm,
               const sim::Report& report) {
    const RunIdentity run = identity(arm, nth);
    const sim::Streams streams(run.seed, run.replication);
    std::optional<sim::Archive> saved;
    if (plan_.checkpoints) saved = saved_run(*plan_.checkpoints, run);
    if (!saved && warm != nullptr) {
      if (!*warm) *warm = warmed_up(nth, report);
      if (!*warm) return false;
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
    while (!trial->over()) {
      if (!run_and_save(run, simulation, trial->next_stop(), options)) return false;
    }
    results_[nth * arms() + arm] = {arm, run.replication, simulation.hash(), simulation.events(), trial->tables()};
    return true;
  }

  // Nothing if it was stopped.
  std::optional<sim::Archive::Sections> warmed_up(std::size_t nth, const sim::Report& report) const {
    const RunIdentity run = warm_up(nth);
    std::optional<sim::Archive> saved;
    if (plan_.checkpoints) saved = saved_run(*plan_.checkpoints, run);
    const Setup& setup = *setups_.front();
    const auto trial = setup.trial({run.seed, run.replication}, saved ? &*saved : nullptr);
    sim::ExecutorOptions options;
    options.keep_going = [&](sim::Time) { return report(0); };
    if (!run_and_save(run, trial->simulation(), setup.counting_from(), options)) return std::nullopt;
    sim::Archive archive;
    trial->simulation().save(archive);
    return archive.take_sections();
  }

  // Up to `until`, saving on the way and there; false if it was stopped before.
  bool run_and_save(const RunIdentity& run, sim::Simulation& simulation, sim::Time until,
                    const sim::ExecutorOptions& options) const {
    while (simulation.now() < until) {
      sim::Time stop = until;
      if (plan_.checkpoints) stop = std::min(stop, simulation.now() + sim::days{plan_.checkpoints->every_days});
      const bool reached = sim::run_windowed(simulation, stop, options);
      if (plan_.checkpoints) save_run(*plan_.checkpoints, run, simulation);
      if (!reached) return false;
    }
    return true;
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
    const Arm& first = plan.arms.front();
    sim::require(arm.experiment.index() == first.experiment.index(),
                 fmt::format("arm '{}': a queueing network and a health scenario cannot be compared", arm.name));
    if (const auto* network = std::get_if<queueing::QueueingNetwork>(&arm.experiment)) {
      const auto& other = std::get<queueing::QueueingNetwork>(first.experiment);
      sim::require(network->run.time_unit == other.run.time_unit,
                   fmt::format("arm '{}': counts in another time unit than arm '{}'", arm.name, first.name));
    }
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

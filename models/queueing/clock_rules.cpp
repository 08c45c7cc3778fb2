#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "models/queueing/rule_book.h"

namespace klynge::queueing {
namespace {

// Drawn times are rounded to whole seconds: at a mean of 20 this moves their mean by less than a thousandth, and hardly
// their spread.
constexpr double shortest_mean = 20;

class ClockRules {
 public:
  explicit ClockRules(RuleBook& book)
      : book_(book), unit_(seconds_in(book.network().run.time_unit)), exact_(book.is_read("run.time_unit")) {}

  void run() {
    const Run& run = book_.network().run;
    if (!exact_ || !book_.is_read("run")) return;
    whole("run.warm_up", run.warm_up);
    whole("run.length", run.length);
    if (run.length * unit_ < 1) book_.expected("run.length", run.length, "a second at least");
  }

  void shifts(const Node& node) {
    for (std::size_t i = 0; i < node.shifts.size(); ++i) {
      const std::string key = fmt::format("{}.shifts.{}", node_key(node), i);
      for (const auto& [name, hour] : {std::pair(".from", node.shifts[i].from), std::pair(".to", node.shifts[i].to)}) {
        if (!is_whole(hour * 3600)) book_.expected(key + name, hour, "an hour of whole seconds");
      }
    }
  }

  void arrivals(const std::string& key, const Arrivals& line) {
    if (line.gap) law(key + ".gap", *line.gap, 1);
    if (line.rate && *line.rate > 0) gap(key + ".rate", written(*line.rate), *line.rate);
    if (!line.profile.empty()) {
      const double most = *std::max_element(line.profile.begin(), line.profile.end());
      if (most > 0) gap(key + ".profile", written(line.profile), most);
    }
    for (std::size_t i = 0; i < line.times.size(); ++i) whole(fmt::format("{}.times.{}", key, i), line.times[i]);
  }

  void delay(const std::string& key, const Route& route) { whole(key + ".delay", route.delay); }

  // `least` is the fewest seconds that a fixed time may take.
  void law(const std::string& key, const Law& law, double least) {
    if (!makes_sense(key, law) || !exact_) return;
    if (law.kind == LawKind::fixed) {
      whole(key + ".value", law.value);
      if (law.value * unit_ < least) book_.expected(key + ".value", law.value, "a second at least");
      return;
    }
    const bool all_whole = law.kind == LawKind::empirical && std::all_of(law.values.begin(), law.values.end(),
                                                                         [&](double v) { return is_whole(v * unit_); });
    const double seconds = mean(law) * unit_;
    if (all_whole ? seconds >= least : seconds >= shortest_mean) return;
    too_short(key, fmt::format("{}: a mean of {:.4g} seconds", key, seconds));
  }

 private:
  // As near to it as decimals and their rounding let us be.
  static bool is_whole(double seconds) {
    return std::abs(seconds - std::round(seconds)) < 1e-6 + 1e-12 * std::abs(seconds);
  }

  void whole(const std::string& key, double time) {
    if (exact_ && !is_whole(time * unit_)) book_.expected(key, time, "a time of whole seconds");
  }

  void gap(const std::string& key, const std::string& value, double rate) {
    const double seconds = unit_ / rate;
    if (!exact_ || seconds >= shortest_mean) return;
    too_short(key, fmt::format("{} = {}: one every {:.4g} seconds", key, cut_short(value), seconds));
  }

  void too_short(const std::string& key, const std::string& what) {
    book_.breach(key,
                 fmt::format("{} is too short for a clock of whole seconds: expected at least {} seconds, or a larger "
                             "time_unit",
                             what, shortest_mean));
  }

  bool makes_sense(const std::string& key, const Law& law) {
    if (law.kind == LawKind::normal && law.sd <= 0) return wrong(key + ".sd", law.sd, "more than 0");
    if (law.kind == LawKind::normal && law.least > law.mean + 8 * law.sd) {
      return wrong(key + ".least", law.least, "at most eight sd above the mean");
    }
    if (law.kind == LawKind::uniform && law.to <= law.from) {
      return wrong(key + ".to", law.to, fmt::format("more than from = {}", law.from));
    }
    if (law.kind != LawKind::empirical || law.weights.empty()) return true;
    if (law.weights.size() != law.values.size()) {
      return wrong(key + ".weights", law.weights, fmt::format("{} of them, one for each value", law.values.size()));
    }
    const bool all_zero = std::all_of(law.weights.begin(), law.weights.end(), [](double w) { return w == 0; });
    return all_zero ? wrong(key + ".weights", law.weights, "one above 0") : true;
  }

  template <class T>
  bool wrong(const std::string& key, const T& field, const std::string& what) {
    book_.expected(key, field, what);
    return false;
  }

  RuleBook& book_;
  double unit_;  // in seconds
  bool exact_;   // whether the unit is known
};

}  // namespace

void check_clock(RuleBook& book) {
  const QueueingNetwork& network = book.network();
  ClockRules rules(book);
  rules.run();
  for (const Node& node : network.nodes) {
    if (book.is_read(node_key(node))) rules.shifts(node);
  }
  const auto each = [&](const char* list, const auto& lines, const auto& check) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (book.is_read(line_key(list, i))) check(line_key(list, i), lines[i]);
    }
  };
  each("arrivals", network.arrivals, [&](const auto& key, const auto& line) { rules.arrivals(key, line); });
  each("services", network.services,
       [&](const auto& key, const auto& line) { rules.law(key + ".time", line.time, 1); });
  each("patience", network.patience,
       [&](const auto& key, const auto& line) { rules.law(key + ".time", line.time, 0); });
  each("routes", network.routes, [&](const auto& key, const auto& line) { rules.delay(key, line); });
}

}  // namespace klynge::queueing

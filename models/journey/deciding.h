// deciding.h - a decision about the level of care: what the chooser believes, what he chooses, and how it compares with
// the best choice had the true state been known.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "models/care/level.h"
#include "models/coordination/coordination.h"
#include "models/journey/climate.h"
#include "models/journey/log.h"
#include "models/journey/world.h"
#include "models/referral/audit.h"
#include "sim/context.h"

namespace klynge {

inline constexpr int several = 2;  // chronic conditions from which somebody is called multimorbid

// Where on a patient's way it is decided.
enum class Point : std::uint8_t { acute_illness, out_of_hours, emergency_department, discharge };
inline constexpr std::size_t point_count = 4;
inline constexpr std::array<std::string_view, point_count> point_names = {"acute illness", "out of hours",
                                                                          "emergency department", "discharge"};
constexpr std::size_t index(Point point) { return static_cast<std::size_t>(point); }

// What is asked: for whom, by whom, among which levels.
struct Question {
  sim::AgentId who;
  std::uint32_t occurrence = 0;  // of the decision, for its draws
  Point point = Point::acute_illness;
  Sector by = Sector::general_practice;
  Acuity acuity = Acuity::subacute;
  std::uint8_t age = 0;
  std::uint8_t conditions = 0;
  bool under_rule = false;       // the regime's rule is meant for this patient; else each decides as he sees fit
  double difficulty = 0;         // true
  double information = 0;        // quality of what the chooser knows
  double longest_wait_days = 0;  // that the patient can bear, or that an assessor accepts
  double capacity_age_days = 0;  // of what he was told of free capacity elsewhere; infinite: never told
  struct LevelState {
    bool lawful = false;
    bool seen = true;  // comes to the chooser's mind
    double wait_believed = 0;
    double wait_true = 0;
    double information = 0;  // quality of what will be known of the patient by those who treat him there
  };
  std::array<LevelState, level_count> levels{};

  // What everybody knows as it is.
  void show(Level level) {
    levels[index(level)].seen = true;
    levels[index(level)].wait_believed = levels[index(level)].wait_true;
  }
  void offer(Level level, bool lawful, double wait_believed, double wait_true) {
    levels[index(level)] = {lawful, true, wait_believed, wait_true, 0};
  }
  // `record`: what the chooser knows; to this everybody adds what he sees himself.
  void foresee(const InformationQuality& quality, const Record& record, std::int64_t today);
  bool after_stay() const { return point == Point::discharge; }
};

// Why a clinician departs from the rule: first what he may point to.
enum class Departure : std::uint8_t { none, knew_too_little, several_diseases, own_judgement };
inline constexpr std::array<std::string_view, 4> departure_names = {"", "knew too little", "several diseases",
                                                                    "own judgement"};

struct Verdict {
  Level level = Level::ward;
  bool against_rule = false;
  Departure departure = Departure::none;
  double perceived = 0;  // difficulty, as the chooser sees it
  Decision decision;     // what he weighed
  Audit audit;           // how it turned out

  Why why() const { return against_rule ? Why::against_rule : Why::chosen; }
  Entry entry() const { return against_rule ? Entry::level_deviated : Entry::level_chosen; }
};

// Nothing if no level is possible.
std::optional<Verdict> decide(const World& world, const Coordination& rules, const Climate& climate,
                              const sim::Context& context, const Question& question);

// Whether the regime's rule holds for somebody with so many chronic conditions.
bool rule_holds(const Regime& regime, Point point, int conditions);

// Whether hospital and municipality decide on such a patient together, each knowing all that the other knows.
bool calls_jointly(const Regime& regime, const Scenario& scenario, int conditions);

// Whether the region runs this level of municipal care; then its own people have it in sight.
bool taken_over(const Regime& regime, Level level);

// One authority sees what it runs, and how much room there is.
void show_own(const Regime& regime, Question& question);

// Whether a patient passes the border that is left where one authority runs a part of municipal care, on his way between
// hospital and that level.
bool crosses_border(const Regime& regime, Level level);

// How difficult the patient looks to somebody, who sees it the same way however often he looks.
double perceived_difficulty(const Coordination& rules, const sim::Context& context, sim::AgentId who,
                            std::uint32_t occurrence, double difficulty, Sector by, double information);

}  // namespace klynge

// home.h - what happens to people where they live: the part of the journey that a municipality's partition owns.
//
// Here are the residents with their state, what their GP and their municipality know of them, and the municipal side of
// every contact. The hospital is reached by messages only.
//
// An acute episode goes: falls ill -> a level is chosen -> care, maybe after waiting -> resolved, or not and a higher
// level is chosen; a stay in hospital ends with discharge -> first visit -> recovered, or relapse. A person has at most
// one acute episode at a time; planned contacts run beside it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/draw.h"
#include "models/journey/deciding.h"
#include "models/journey/log.h"
#include "models/journey/messages.h"
#include "models/journey/world.h"
#include "sim/context.h"

namespace klynge {

// What others expect to wait for, as they were last told, in days.
struct Board {
  double home_nursing = 0;
  double acute_function = 0;
  double clinics = 0;
};

class Home {
 public:
  Home(const World& world, std::size_t municipality, const sim::Streams& streams);

  void start(sim::Context& context);
  void handle(const sim::Event& event, sim::Context& context);
  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context);

  void publish(const Board& board) { board_ = board; }
  // Residents themselves never change, and are made again from the seed.
  void state(sim::Archive& archive);

  const Residents& people() const { return people_; }
  const Tally& tally() const { return tally_; }
  const Ledger& ledger() const { return ledger_; }
  const Flows& flows() const { return flows_; }
  void prefetch(sim::AgentId resident) const {
    const auto* person = reinterpret_cast<const char*>(&persons_[resident_of(resident)]);
    for (std::size_t line = 0; line < sizeof(Person); line += 64) __builtin_prefetch(person + line);
  }

  // Whether this resident is known to lie in hospital.
  bool away(std::uint32_t resident) const { return persons_[resident].in_bed; }
  // How many people hold a server of this municipal node, counted person by person.
  int holders(sim::NodeId node) const;

 private:
  enum class Phase : std::uint8_t { well, self_care, gp, municipal, referred, in_hospital, aftercare };
  struct Person {
    Record gp;
    Record municipal;
    std::array<std::uint16_t, process_count> needs{};  // how many gaps each process has drawn
    std::uint16_t serial = 0;                          // tells events of an episode that is past
    std::uint32_t episode = 0;                         // see messages.h: Referral
    std::uint16_t hold = 0;                            // how many municipal servers have been held
    std::uint32_t stay = 0;                            // the hospital's handle while a place is sought
    sim::NodeId held;                                  // the municipal server held, if any
    float difficulty = 0;
    float hazard_rate = 0;    // after a stay: of relapse, per day
    float hazard_left = 0;    // after a stay: what is left of the exponential that decides on a relapse
    sim::Time left_hospital;  // at the last discharge
    sim::Time hazard_from;    // from when hazard_rate holds
    sim::Time held_since;     // when the municipal server was given
    std::uint8_t attempt = 0;
    std::uint8_t step = 0;          // see draw.h
    std::uint8_t relapse_plan = 0;  // tells a relapse that has been planned anew
    Phase phase = Phase::well;
    Level level = Level::self_care;   // being tried; in aftercare, where the person was discharged to
    Level lowest = Level::self_care;  // lower levels have been tried in vain
    Acuity acuity = Acuity::subacute;
    bool surgical = false;
    bool round_the_clock = false;  // needs a place, not care at home, after a stay
    bool acute_hold = false;       // municipal care is for an acute episode, not after a stay
    bool in_bed = false;           // as far as is known at home
    bool elective_wanted = false;
  };

  // needs
  void need_arises(std::uint32_t i, Process process, sim::Context& context);
  void schedule_next(std::uint32_t i, Process process, sim::Context& context);
  void refer_visit(std::uint32_t i, sim::Context& context);
  void refer_elective(std::uint32_t i, sim::Context& context);

  // acute episodes
  // `at_least`: a relapse is no easier than the illness that it follows.
  void fall_ill(std::uint32_t i, std::uint32_t episode, double at_least, sim::Context& context);
  void choose(std::uint32_t i, Sector by, sim::Context& context);
  Question question_for(std::uint32_t i, Sector by, sim::Context& context);
  void begin(std::uint32_t i, Level level, sim::Context& context);
  // `unseen`: no GP has been asked.
  void refer_acute(std::uint32_t i, Door door, bool unseen, sim::Context& context);
  void set_aside_episode(std::uint32_t i, sim::Context& context);
  void conclude(std::uint32_t i, Sector by, sim::Context& context);
  void close(std::uint32_t i, sim::Context& context);
  float difficulty_of(std::uint32_t i, std::uint32_t episode, sim::Context& context) const;
  void count_decision(std::uint32_t i, const Question& asked, const Verdict& verdict, sim::Context& context);

  // municipal servers
  void ask_municipality(std::uint32_t i, Level level, sim::Context& context);
  void hold_from_now(std::uint32_t i, sim::Context& context);
  void give_up_hold(std::uint32_t i, sim::Context& context);
  void hold_over(std::uint32_t i, const HoldOver& over, sim::Context& context);

  // after a stay
  void prepare_discharge(std::uint32_t i, const DischargeNotice& notice, sim::Context& context);
  void find_place(std::uint32_t i, sim::Context& context);
  void come_home(std::uint32_t i, const Discharged& discharged, sim::Context& context);
  void plan_relapse(std::uint32_t i, sim::Context& context);
  double relapse_rate(std::uint32_t i, Level level, double information) const;
  void first_visit(std::uint32_t i, Sector by, sim::Context& context);

  // services
  void serve_practice(std::uint32_t i, const sim::Claim& claim, sim::Duration waited, sim::Context& context);
  void serve_municipal(std::uint32_t i, sim::NodeId node, const sim::Claim& claim, sim::Duration waited,
                       sim::Context& context);

  Cell cell(std::uint32_t i) const;
  Referral referral(std::uint32_t i, Door door) const;
  void send_letter(std::uint32_t i, const Record& record, sim::Duration delay, std::uint32_t occurrence,
                   sim::Context& context) const;
  void count(Measure measure, std::uint32_t i, sim::Context& context, double amount = 1);
  void count_wait(Measure waits, Measure wait_days, std::uint32_t i, sim::Duration waited, sim::Context& context);
  void flow(std::size_t from, std::size_t to, Why why, sim::Context& context);
  void charge(Payer payer, Reason reason, double quantity, double price, sim::Context& context);
  void log(std::uint32_t i, Entry entry, Level level, double value, sim::NodeId node, sim::Context& context) const;

  sim::Subject subject(std::uint32_t i) const { return sim::Subject{people_.agent(i)}; }
  sim::Claim claim(std::uint32_t i, Purpose purpose) const;
  // For the next draw of a question that the episode may ask again.
  std::uint32_t next_occurrence(std::uint32_t i) { return occurrence(persons_[i].episode, ++persons_[i].step); }
  bool current(std::uint32_t i, std::uint16_t serial) const { return persons_[i].serial == serial; }

  const World& world_;
  const MunicipalNodes& nodes_;
  Residents people_;
  std::vector<Person> persons_;
  Board board_;
  Tally tally_;
  Ledger ledger_;
  Flows flows_;
};

}  // namespace klynge

// home.h - what happens to people where they live: the part of the journey that a municipality's partition owns.
//
// Here are the residents with their state, what their GP and their municipality know of them, and the municipal side of
// every contact. Hospitals are reached by messages only.
//
// An acute episode goes: falls ill -> tells the GP, the out-of-hours service or the emergency department -> a level is
// chosen -> care, maybe after waiting -> resolved, or not and a higher level is chosen; a stay in hospital ends with
// discharge -> first visit -> recovered, or relapse. A person has at most one acute episode at a time; planned contacts,
// outpatient courses and municipal care run beside it.
//
// The parts lie in files of their own: home.cpp (what happens, to whom it is handed), home_life.cpp (birthdays and
// conditions), home_moves.cpp (births, moves), home_end.cpp (decline, death), home_needs.cpp (planned contacts), home_courses.cpp (outpatient courses), home_episode.cpp
// (acute illness), home_municipal.cpp (municipal care), home_aftercare.cpp (after a stay), home_knowing.cpp (who knows
// what, letters and shared care plans).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/coordination/care_plan.h"
#include "models/draw.h"
#include "models/indicators/history.h"
#include "models/journey/books.h"
#include "models/journey/deciding.h"
#include "models/journey/messages.h"
#include "models/journey/notes.h"
#include "models/journey/person.h"
#include "models/journey/world.h"
#include "models/needs/agenda.h"
#include "sim/context.h"

namespace klynge {

class Home {
 public:
  Home(const World& world, std::size_t municipality, const Climate& climate, const sim::Streams& streams);

  void start(sim::Context& context);
  void handle(const sim::Event& event, sim::Context& context);
  void serve(sim::NodeId node, const sim::Claim& claim, sim::Duration waited, sim::Context& context);

  // What has happened since this was last asked.
  Week take_week();
  void state(sim::Archive& archive);

  const Residents& people() const { return people_; }
  const Person& person(std::uint32_t row) const { return persons_[row]; }
  const Books& books() const { return books_; }
  const Notes& notes() const { return notes_; }
  // Of the last year of the run, or of all that is counted if that is shorter.
  const History& history(std::uint32_t row) const { return histories_[row]; }
  void prefetch(sim::AgentId resident) const;

  // Whether somebody who lives here is known to lie in hospital.
  bool away(sim::AgentId resident) const;
  // How many people hold a server of this municipal node, counted person by person.
  int holders(sim::NodeId node) const;
  // Open outpatient courses.
  int open_courses() const;

 private:
  // ------------------------------------------------------------------ the agenda (home.cpp)
  void day_begins(sim::Context& context);
  void need(std::uint32_t i, Slot slot, const NeedEvent& event, sim::Context& context);
  void plan(std::uint32_t i, Slot slot, sim::Time when, sim::Context& context);
  void plan_by_rate(std::uint32_t i, Slot slot, sim::Context& context);
  void census(double years, sim::Context& context);

  // ------------------------------------ life (home_life.cpp), births and moves (home_moves.cpp), death (home_end.cpp)
  // The slots of the agenda that are Poisson processes of need.
  static constexpr std::array rated = {Slot::gp_contact, Slot::other_contact, Slot::course, Slot::elective,
                                       Slot::deterioration};
  // What may change a life, per year.
  struct Rates {
    double change = 0;  // of conditions and lasting needs
    double loss_of_control = 0;
    double birth = 0;
    double move = 0;
    double all() const { return change + loss_of_control + birth + move; }
  };
  void move_in_at_start(std::uint32_t i, sim::Context& context);
  void stand_in_line_at_other_practice(std::uint32_t i, sim::Context& context);
  void stand_in_line_for_rehabilitation(std::uint32_t i, sim::Context& context);
  void plan_everything(std::uint32_t i, sim::Context& context);
  void plan_life(std::uint32_t i, sim::Context& context);
  sim::Time next_life_event(std::uint32_t i, sim::Context& context) const;
  Rates life_rates(std::uint32_t i, sim::Time now) const;
  void life_event(std::uint32_t i, sim::Context& context);
  void redraw_what_changed(std::uint32_t i, const Constitution& before, sim::Context& context);
  void change_states(std::uint32_t i, std::uint32_t states, sim::Context& context);
  void give_birth(std::uint32_t i, sim::Context& context);
  void move_away(std::uint32_t i, sim::Context& context);
  void move_in(sim::AgentId who, const Traits& traits, sim::Context& context);
  void unpack(std::uint32_t i, const BringsAlong& luggage, sim::Context& context);
  std::uint32_t settle(const Resident& person, std::uint16_t practice);  // the new row
  std::uint16_t choose_practice() const;
  void leave_for_good(std::uint32_t i);
  void plan_end(std::uint32_t i, sim::Context& context);
  void plan_first_end(std::uint32_t i, sim::Context& context);
  void end_of_life(std::uint32_t i, sim::Context& context);
  void last_illnesses(std::uint32_t i, double days, sim::Context& context);
  void die(std::uint32_t i, sim::Context& context);

  // ------------------------------------------------------------------ planned contacts (home_needs.cpp)
  void need_arises(std::uint32_t i, Slot slot, std::uint32_t nth, sim::Context& context);
  std::size_t other_practice_type(const Constitution& who, sim::Draws& draws) const;
  void ask_other_practice(std::uint32_t i, std::size_t type, std::uint32_t nth, sim::Context& context);
  void ask_referral(std::uint32_t i, int condition, std::uint32_t nth, sim::Context& context);
  bool has_given_up(std::uint32_t i, const sim::Claim& claim, sim::Duration waited, sim::Context& context) const;
  void report_to_gp(std::uint32_t i, std::uint32_t nth, sim::Context& context);
  void refer_elective(std::uint32_t i, std::uint32_t nth, sim::Context& context);
  void serve_practice(std::uint32_t i, sim::NodeId node, const sim::Claim& claim, sim::Duration waited,
                      sim::Context& context);
  void planned_contact(std::uint32_t i, std::uint32_t nth, sim::Context& context);
  void serve_other_practice(std::uint32_t i, sim::NodeId node, const sim::Claim& claim, sim::Duration waited,
                            sim::Context& context);
  void contact_over(std::uint32_t i, const ContactOver& over, sim::Context& context);

  // ------------------------------------------------------------------ outpatient courses (home_courses.cpp)
  void course_needed(std::uint32_t i, std::uint32_t nth, sim::Context& context);
  void open_course(std::uint32_t i, int condition, std::uint16_t opening, sim::Context& context);
  std::uint32_t add_course(std::uint32_t i, int condition, std::uint16_t opening, sim::Time now);
  void courses_at_start(std::uint32_t i, sim::Context& context);
  void visits_due(std::uint32_t i, sim::Context& context);
  void book_visit(std::uint32_t i, std::uint32_t c, sim::Context& context);
  void visit_attended(std::uint32_t i, const VisitAttended& visit, sim::Context& context);
  void meet_other_courses(std::uint32_t i, std::uint32_t c, double information, std::uint32_t name,
                          sim::Context& context);
  void plan_next_visit(std::uint32_t i, sim::Context& context);
  void close_course(std::uint32_t i, std::uint32_t c);
  void restore_control(std::uint32_t i, std::uint32_t conditions, double information, std::uint32_t nth,
                       sim::Context& context);
  int courses_of(std::uint32_t i) const;

  // ------------------------------------------------------------------ acute episodes (home_episode.cpp)
  // A relapse is the same illness as the one that it follows, and no easier than `at_least`.
  void fall_ill(std::uint32_t i, std::uint32_t name, double at_least, sim::Context& context,
                const Episode* relapse_of = nullptr);
  void choose(std::uint32_t i, Sector by, sim::Context& context);
  Question question_for(std::uint32_t i, Sector by, const Record& record, sim::Context& context);
  void begin(std::uint32_t i, Level level, Sector by, sim::Context& context);
  void refer_acute(std::uint32_t i, Door door, Sector by, sim::Context& context);
  void admitted(std::uint32_t i, const Admitted& message, sim::Context& context);
  void sent_home(std::uint32_t i, const SentHome& sent, sim::Context& context);
  void conclude(std::uint32_t i, Sector by, sim::Context& context);
  void close(std::uint32_t i, sim::Context& context);
  void forget_episode(std::uint32_t i);
  float difficulty_of(std::uint32_t i, std::uint32_t name, sim::Context& context) const;
  Ward ward_of(std::uint32_t i, std::uint32_t name, int condition, sim::Context& context) const;
  void count_decision(std::uint32_t i, const Question& asked, const Verdict& verdict, const Record& record,
                      sim::Context& context);
  void ill_no_longer(std::uint32_t i, sim::Context& context);
  void count_bounce(std::uint32_t i, sim::Context& context);
  void inform_hospital(std::uint32_t i, Sector by, sim::Context& context);

  // ------------------------------------------------------------------ who knows what (home_knowing.cpp)
  Record known_to(std::uint32_t i, Sector by) const;
  double information_of(std::uint32_t i, Sector by, const sim::Context& context) const;  // quality of that, now
  Record what_municipality_knows(std::uint32_t i) const;
  CarePlan* active_plan(std::uint32_t i);  // null if there is none, or it is asleep
  bool has_coordinator(std::uint32_t i, const sim::Context& context) const;
  bool is_offered_plan(std::uint32_t i, const sim::Context& context) const;
  CarePlan& wake_plan(std::uint32_t i);  // makes one if there is none
  void begin_with_plan(std::uint32_t i, sim::Context& context);
  void tend_plan(std::uint32_t i, sim::Context& context);
  void write_into_plan(std::uint32_t i, Holder by, const Record& record, sim::Context& context);
  void share_plan_with_hospital(std::uint32_t i, sim::Context& context);
  void drop_plan(std::uint32_t i);
  void learn(std::uint32_t i, Holder holder, const Record& news, sim::Context& context);
  void see(std::uint32_t i, Holder holder, std::initializer_list<Item> items, sim::Context& context);
  void coordinate_week(sim::Context& context);
  void note_knowledge(std::uint32_t i, Holder holder, const Record& record, sim::Context& context);
  Record passed_on(std::uint32_t i, const Record& record, Sector by, Tie tie, bool across, std::uint32_t nth,
                   sim::Context& context);
  bool joins_in(std::uint32_t i, sim::Context& context);  // a joint call of hospital and municipality about him

  // ------------------------------------------------------------------ municipal care (home_municipal.cpp)
  Client& client(std::uint32_t i);  // makes one if there is none
  void ask_municipality(std::uint32_t i, Level level, Sector by, sim::Context& context);
  void order_nursing(std::uint32_t i, sim::Context& context);
  void patience_over(std::uint32_t i, const OfAttempt& waiting, sim::Context& context);
  void wait_no_longer(std::uint32_t i, sim::Context& context);
  void seek_no_place(std::uint32_t i, sim::Context& context);
  void serve_municipal(std::uint32_t i, sim::NodeId node, const sim::Claim& claim, sim::Duration waited,
                       sim::Context& context);
  void hold_from_now(std::uint32_t i, sim::Context& context);
  void begin_acute_function(std::uint32_t i, sim::Context& context);
  void give_up_hold(std::uint32_t i, sim::Context& context);
  void hold_over(std::uint32_t i, const HoldOver& over, sim::Context& context);
  void ask_assessment(std::uint32_t i, Purpose purpose, sim::Context& context);
  void serve_assessment(std::uint32_t i, const sim::Claim& claim, sim::Context& context);
  void assessment_over(std::uint32_t i, Purpose purpose, sim::Context& context);
  void grant_home_care(std::uint32_t i, sim::Context& context);
  void end_home_care(std::uint32_t i);
  void enter_nursing_home(std::uint32_t i, sim::Duration waited, sim::Context& context);
  double unmet_home_care(std::uint32_t i) const;
  double granted(const Client& one) const;
  double coverage() const;
  void account_for_care(sim::Context& context);
  void leave_municipal_care(std::uint32_t i, sim::Context& context);

  // ------------------------------------------------------------------ after a stay (home_aftercare.cpp)
  void prepare_discharge(std::uint32_t i, const DischargeNotice& notice, sim::Context& context);
  void find_place(std::uint32_t i, sim::Context& context);
  bool quarrel(std::uint32_t i, const Verdict& verdict, sim::Context& context);
  void tell_place(std::uint32_t i, Level level, sim::Context& context);
  double effort(const sim::Context& context) const;
  void count_bed_days(std::uint32_t i, sim::Context& context);
  void come_home(std::uint32_t i, const Discharged& discharged, sim::Context& context);
  bool plan_relapse(std::uint32_t i, sim::Context& context);  // whether one may come
  double relapse_rate(double difficulty, Level level, double information, const sim::Context& context) const;
  void first_visit_due(std::uint32_t i, sim::Context& context);
  void first_visit(std::uint32_t i, Sector by, sim::Context& context);
  void relapse(std::uint32_t i, sim::Context& context);
  void begin_rehabilitation(std::uint32_t i, sim::Duration waited, sim::Context& context);

  // ------------------------------------------------------------------ small things (home.cpp)
  int age(std::uint32_t i, sim::Time now) const { return people_.age(i, sim::day_of(now)); }
  Constitution constitution(std::uint32_t i, sim::Time now) const {
    return {age(i, now), people_.states[i], people_.frailty[i]};
  }
  int conditions(std::uint32_t i) const;
  bool has(std::uint32_t i, LastingNeed need) const {
    return (people_.states[i] >> world_.tables.state_of(need) & 1u) != 0;
  }
  Cell cell(std::uint32_t i, sim::Time now) const;
  Phase phase(std::uint32_t i) const {
    return persons_[i].episode == nothing ? Phase::well : episodes_[persons_[i].episode].phase;
  }
  Episode& episode(std::uint32_t i) { return episodes_[persons_[i].episode]; }
  bool current(std::uint32_t i, std::uint16_t serial) const {
    return persons_[i].serial == serial && persons_[i].episode != nothing;
  }
  Referral referral(std::uint32_t i, Door door, sim::Time now) const;
  void send_to_hospital(std::uint32_t i, const Record& passed, sim::Duration delay, sim::Context& context) const;
  const Coordination& rules(const sim::Context& context) const {
    return world_.coordination(municipality_, context.now());
  }
  // A contact with somebody who knew so much of the patient.
  void met(std::uint32_t i, Provider provider, Sector sector, double information, sim::Context& context);
  void travel_to_hospital(std::uint32_t i, sim::Context& context);
  void count(Measure measure, std::uint32_t i, sim::Context& context, double amount = 1) {
    books_.count(measure, cell(i, context.now()), context.now(), amount);
  }
  void wait(Measure waits, Measure days, std::uint32_t i, sim::Duration waited, sim::Context& context) {
    books_.wait(waits, days, cell(i, context.now()), context.now(), waited);
  }
  void charge(Payer payer, Reason reason, double quantity, double price, sim::Context& context) {
    books_.charge(payer, reason, context.now(), quantity, price);
  }
  void flow(std::size_t from, std::size_t to, Why why, sim::Context& context) {
    books_.flow(from, to, why, context.now());
  }
  void reach(std::uint32_t i, std::uint8_t bit, sim::Context& context) {
    if (context.now() >= world_.last_year_from) persons_[i].set(bit, true);
  }
  void log(std::uint32_t i, Entry entry, Level level, double value, sim::NodeId node, sim::Context& context) const;

  sim::Subject subject(std::uint32_t i) const { return sim::Subject{people_.agent(i)}; }
  static std::uint32_t tag(Purpose purpose, std::uint32_t number) {
    return static_cast<std::uint32_t>(purpose) | (number << 8);
  }
  sim::Claim claim(std::uint32_t i, Purpose purpose, std::uint32_t number) const {
    return {subject(i), tag(purpose, number)};
  }
  sim::NodeId practice(std::uint32_t i) const {
    return sim::NodeId{nodes_.first_practice.index() + people_.practice[i]};
  }
  // For the next draw of a question that the episode may ask again.
  std::uint32_t next_occurrence(std::uint32_t i) {
    Episode& one = episode(i);
    sim::invariant(one.step < steps_of_an_episode, "an episode asked the same question too often");
    return occurrence(one.name, ++one.step);
  }
  // Names what happens at this second, where nothing better does.
  static std::uint32_t second(sim::Time now) { return static_cast<std::uint32_t>((now - sim::start_of_time).count()); }

  const World& world_;
  const std::size_t municipality_;
  const MunicipalNodes& nodes_;
  const sim::PartitionId hospital_;
  const Climate& climate_;
  Residents people_;
  Agenda agenda_;
  std::vector<Person> persons_;
  Pool<Episode> episodes_;
  Pool<Client> clients_;
  Pool<Course> courses_;
  Pool<CarePlan> plans_;
  std::vector<History> histories_;
  std::vector<std::uint32_t> on_list_;  // residents of each practice
  double hours_granted_ = 0;            // of home care, a week, to all clients together
  Week week_;
  Books books_;
  Notes notes_;
};

}  // namespace klynge

#include "models/journey/home.h"

#include <algorithm>
#include <bit>

#include "models/conditions/multimorbidity.h"
#include "models/population/synthesis.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Subject;
using sim::Time;

constexpr std::int64_t census_days = 30;
// Quality of information below which a patient must tell his history anew.
constexpr double stranger_below = 0.25;

// A gap drawn in one year is told from one drawn in another, so a byte is enough to count those of a year.
std::uint32_t name_of_gap(std::int64_t day, std::uint8_t nth) {
  return static_cast<std::uint32_t>(day / 365) << 8 | nth;
}

}  // namespace

Home::Home(const World& world, std::size_t municipality, const Climate& climate, const sim::Streams& streams)
    : world_(world),
      municipality_(municipality),
      nodes_(world.network.municipalities[municipality]),
      hospital_(world.network.hospitals[nodes_.hospital].partition),
      climate_(climate),
      people_(world.people_of(municipality, streams)),
      agenda_(world.end),
      persons_(people_.size()),
      histories_(people_.size()),
      on_list_(nodes_.practices) {
  // A few more are born or move in; doubling all columns for them would take the memory of as many people again.
  persons_.reserve(people_.room());
  histories_.reserve(people_.room());
  agenda_.reserve(people_.room());
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    agenda_.add_row();
    people_.practice[i] = static_cast<std::uint16_t>(nodes_.practice_of(i).index() - nodes_.first_practice.index());
    ++on_list_[people_.practice[i]];
  }
  books_.from = world.counting_from;
}

void Home::start(Context& context) {
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    move_in_at_start(i, context);
    agenda_.enlist(i);
  }
  context.schedule(Duration{0}, {}, kind(Happening::day_begins), Nothing{}, sim::Rank::open);
}

void Home::prefetch(sim::AgentId resident) const {
  const std::uint32_t row = resident_of(resident);
  if (municipality_code_of(resident) != people_.municipality_code() || row >= persons_.size()) return;
  const auto* person = reinterpret_cast<const char*>(&persons_[row]);
  __builtin_prefetch(person);
  __builtin_prefetch(person + sizeof(Person) - 1);
  people_.prefetch(row);
  agenda_.prefetch(row);
  __builtin_prefetch(&histories_[row]);
}

void Home::handle(const sim::Event& event, Context& context) {
  const auto happening = static_cast<Happening>(event.kind);
  if (happening == Happening::day_begins) return day_begins(context);
  if (happening == Happening::moves_in) return move_in(event.subject.agent(), event.get<Traits>(), context);
  const std::uint32_t i = people_.row_of(event.subject.agent());
  sim::invariant(i != Residents::none(), "a municipality was told of somebody who has never lived there");
  if (event.kind <= kind(Happening::end_of_life)) {
    return need(i, static_cast<Slot>(event.kind), event.get<NeedEvent>(), context);
  }
  // What holds a server must be let go even of those who are no more.
  if (happening == Happening::contact_over) return contact_over(i, event.get<ContactOver>(), context);
  if (happening == Happening::other_contact_over) {
    return context.release(nodes_.other_practice[event.get<OtherContactOver>().type]);
  }
  if (happening == Happening::assessment_over) {
    context.release(nodes_.assessment);
    if (people_.present(i)) assessment_over(i, event.get<ContactOver>().purpose, context);
    return;
  }
  if (happening == Happening::rehabilitation_over) return context.release(nodes_.rehabilitation);
  if (!people_.present(i)) return;

  switch (happening) {
    case Happening::brings_along: return unpack(i, event.get<BringsAlong>(), context);
    case Happening::terminal_episode:
      if (phase(i) != Phase::well && phase(i) != Phase::aftercare) return;
      count(Measure::terminal_episodes, i, context);
      return fall_ill(i, terminal_name | event.get<OfEpisode>().serial, 0, context);
    case Happening::self_care_over:
      if (current(i, event.get<OfEpisode>().serial) && phase(i) == Phase::self_care) {
        conclude(i, Sector::general_practice, context);
      }
      return;
    case Happening::nursing_over:
    case Happening::place_over: return hold_over(i, event.get<HoldOver>(), context);
    case Happening::patience_over: return patience_over(i, event.get<OfAttempt>(), context);
    case Happening::notice_taken: return ask_assessment(i, Purpose::after_stay, context);
    case Happening::dispute_over:
      if (client(i).stay != nothing) find_place(i, context);
      return;
    case Happening::first_visit:
      if (current(i, event.get<OfEpisode>().serial) && phase(i) == Phase::aftercare) first_visit_due(i, context);
      return;
    case Happening::relapse: {
      const auto planned = event.get<PlannedRelapse>();
      if (!current(i, planned.serial) || phase(i) != Phase::aftercare || episode(i).relapse_plan != planned.plan)
        return;
      return relapse(i, context);
    }
    case Happening::letter_arrives: {
      const auto letter = event.get<Letter>();
      learn(i, letter.to, letter.record, context);
      if (letter.to == Holder::shared_plan) return;
      return log(i, Entry::letter_arrives,
                 letter.to == Holder::general_practice ? Level::general_practice : Level::home_nursing,
                 letter.record.items(), {}, context);
    }
    case Happening::sent_home: return sent_home(i, event.get<SentHome>(), context);
    case Happening::comes_back:
      if (!current(i, event.get<OfEpisode>().serial) || phase(i) != Phase::self_care) return;
      flow(index(Level::outpatient), index(Level::ward), Why::not_helped, context);
      return begin(i, Level::ward, Sector::home, context);
    case Happening::admitted: return admitted(i, event.get<Admitted>(), context);
    case Happening::discharge_notice: return prepare_discharge(i, event.get<DischargeNotice>(), context);
    case Happening::discharged: return come_home(i, event.get<Discharged>(), context);
    case Happening::visit_attended: return visit_attended(i, event.get<VisitAttended>(), context);
    case Happening::rehabilitation_plan:
      count(Measure::rehabilitation_plans, i, context);
      context.seize(nodes_.rehabilitation, claim(i, Purpose::after_stay, second(context.now()) & 0xFF'FFFFu),
                    ordinary_next);
      return;
    default: sim::fail_internal("a municipality was told of something that happens in hospital");
  }
}

void Home::serve(sim::NodeId node, const sim::Claim& claimed, Duration waited, Context& context) {
  const std::uint32_t i = people_.row_of(claimed.who.agent());
  if (!people_.present(i)) return context.release(node);
  if (node == nodes_.assessment) return serve_assessment(i, claimed, context);
  if (node == nodes_.rehabilitation) return begin_rehabilitation(i, waited, context);
  if (node == nodes_.nursing_home) return enter_nursing_home(i, waited, context);
  if (node == nodes_.home_nursing || node == nodes_.temporary_places || node == nodes_.acute_function) {
    return serve_municipal(i, node, claimed, waited, context);
  }
  if (static_cast<Purpose>(claimed.tag & 0xFF) == Purpose::specialist) {
    return serve_other_practice(i, node, claimed, waited, context);
  }
  serve_practice(i, node, claimed, waited, context);
}

// ----------------------------------------------------------------------------------------------------- the agenda

void Home::day_begins(Context& context) {
  const std::int64_t today = sim::day_of(context.now());
  account_for_care(context);
  const std::int64_t counted = today - sim::day_of(world_.counting_from);
  if (counted >= 0 && counted % census_days == 0) {
    const std::int64_t left = sim::day_of(world_.end) - today;
    census(static_cast<double>(std::min(census_days, left)) / 365, context);
  }
  if (today % 7 == 0) coordinate_week(context);
  agenda_.open_day(today, [&](std::uint32_t i, Slot slot, Time when) {
    context.schedule(when - context.now(), subject(i), static_cast<sim::EventKind>(slot), NeedEvent{true, false});
  });
  context.schedule(sim::days{1}, {}, kind(Happening::day_begins), Nothing{}, sim::Rank::open);
}

void Home::need(std::uint32_t i, Slot slot, const NeedEvent& event, Context& context) {
  const bool holds = event.extra || agenda_.begin(i, slot, context.now());
  if (holds && people_.present(i)) {
    switch (slot) {
      case Slot::life: life_event(i, context); break;
      case Slot::death: end_of_life(i, context); break;
      case Slot::visit: visits_due(i, context); break;
      default: {
        // What stood in line from the beginning comes before the first gap, which has number 1.
        const std::uint32_t nth =
            event.extra ? 0 : name_of_gap(sim::day_of(context.now()), persons_[i].nth[index(slot)]);
        need_arises(i, slot, nth, context);
        if (!event.extra) plan_by_rate(i, slot, context);
      }
    }
  }
  if (event.counted) agenda_.finish(i);
}

void Home::plan(std::uint32_t i, Slot slot, Time when, Context& context) {
  const bool counted = agenda_.counted(i);
  if (!agenda_.set(i, slot, when)) return;
  if (counted) agenda_.count(i);
  context.schedule(when - context.now(), subject(i), static_cast<sim::EventKind>(slot), NeedEvent{counted, false});
}

void Home::plan_by_rate(std::uint32_t i, Slot slot, Context& context) {
  const double per_year = world_.needs.rate(slot, constitution(i, context.now()));
  const std::uint8_t nth = ++persons_[i].nth[index(slot)];
  Time at = sim::end_of_time;
  if (per_year > 0) {
    sim::Draws draws = context.draws(subject(i), question(Draw::need_gap, static_cast<int>(slot)),
                                     name_of_gap(sim::day_of(context.now()), nth));
    at = world_.advance(slot, context.now(), sim::Exponential(1 / per_year)(draws));
  }
  plan(i, slot, at, context);
}

// Person-years, for the next so many years as things stand today: births and deaths within a month are seen at its end.
void Home::census(double years, Context& context) {
  const Time now = context.now();
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    if (!people_.present(i)) continue;
    const Cell group = cell(i, now);
    books_.tally.add(Measure::resident_years, group, years);
    const int has = conditions(i);
    if (has == 0) continue;
    books_.tally.add(Measure::condition_years, group, years * has);
    books_.tally.add(Measure::controlled_condition_years, group,
                     years * (has - std::popcount(people_.uncontrolled[i] & people_.states[i])));
    if (has >= several) {
      books_.tally.add(Measure::eligible_years, group, years);
      if (active_plan(i) != nullptr) books_.tally.add(Measure::plan_years, group, years);
      if (has_coordinator(i, context)) books_.tally.add(Measure::coordinator_years, group, years);
    }
    if (persons_[i].course == nothing) continue;
    const int open = courses_of(i);
    books_.tally.add(Measure::course_years, group, years * open);
    if (open >= 3) books_.tally.add(Measure::parallel_course_years, group, years);
  }
}

// --------------------------------------------------------------------------------------------------- small things

int Home::conditions(std::uint32_t i) const {
  return std::popcount(people_.states[i] & world_.tables.condition_bits());
}

Cell Home::cell(std::uint32_t i, Time now) const { return cell_of(age(i, now), conditions(i), people_.education(i)); }

Referral Home::referral(std::uint32_t i, Door door, Time now) const {
  Referral referral;
  referral.frailty = people_.frailty[i];
  referral.serial = persons_[i].serial;
  referral.home = static_cast<std::uint8_t>(municipality_);
  referral.age = static_cast<std::uint8_t>(age(i, now));
  referral.cell = cell(i, now);
  referral.door = door;
  referral.shared_plan = persons_[i].plan != nothing && plans_[persons_[i].plan].active;
  if (persons_[i].episode == nothing) return referral;
  const Episode& episode = episodes_[persons_[i].episode];
  referral.difficulty = episode.difficulty;
  referral.episode = episode.name;
  referral.step = episode.step;
  referral.acuity = episode.acuity;
  referral.lowest = episode.lowest;
  referral.ward = episode.ward;
  referral.condition = episode.condition;
  return referral;
}

void Home::met(std::uint32_t i, Provider provider, Sector sector, double information, Context& context) {
  if (!world_.in_history(context.now())) return;
  histories_[i].contact(provider, sector);
  if (information < stranger_below) histories_[i].told_again();
}

void Home::travel_to_hospital(std::uint32_t i, Context& context) {
  count(Measure::journeys, i, context);
  count(Measure::journey_hours, i, context, 2 * world_.hours_to_hospital(municipality_));
  if (world_.in_history(context.now())) histories_[i].journey();
}

void Home::log(std::uint32_t i, Entry entry, Level level, double value, sim::NodeId node, Context& context) const {
  if (!world_.follows(people_.agent(i))) return;
  context.record(
      {context.now(), subject(i), node, static_cast<std::uint16_t>(entry), static_cast<std::uint16_t>(level), value});
}

void Home::state(sim::Archive& archive) {
  people_.state(archive);
  agenda_.state(archive);
  archive.vector(persons_);
  episodes_.state(archive);
  clients_.state(archive);
  courses_.state(archive);
  archive.fixed(on_list_);
  plans_.state(archive);
  archive.vector(histories_);
  archive.value(hours_granted_);
  archive.value(week_);
  books_.state(archive);
  notes_.state(archive);
}

bool Home::away(sim::AgentId resident) const {
  const std::uint32_t i = people_.row_of(resident);
  return i != Residents::none() && people_.present(i) && persons_[i].in_bed();
}

int Home::holders(sim::NodeId node) const {
  return static_cast<int>(std::count_if(clients_.items().begin(), clients_.items().end(), [&](const Client& one) {
    return one.held == node || (node == nodes_.nursing_home && one.in_nursing_home);
  }));
}

int Home::open_courses() const {
  return static_cast<int>(std::count_if(courses_.items().begin(), courses_.items().end(),
                                        [](const Course& course) { return course.row != nothing; }));
}

}  // namespace klynge

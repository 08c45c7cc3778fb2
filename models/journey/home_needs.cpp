// Planned contacts: general practice, the rest of the practice sector, planned stays in hospital.

#include <bit>
#include <cmath>

#include "models/coordination/seen.h"
#include "models/journey/home.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;

// Tells referrals after a vain wait from others: one bit above the name of any gap.
constexpr std::uint32_t refused_elsewhere = 1u << 14;

}  // namespace

void Home::need_arises(std::uint32_t i, Slot slot, std::uint32_t nth, Context& context) {
  if (persons_[i].in_bed()) return;  // whoever lies in hospital is seen there
  switch (slot) {
    case Slot::gp_contact: context.seize(practice(i), claim(i, Purpose::ordinary, nth), ordinary_next); return;
    case Slot::other_contact: {
      sim::Draws draws = context.draws(subject(i), question(Draw::other_practice_type), nth);
      const std::size_t type = other_practice_type(constitution(i, context.now()), draws);
      const bool gate =
          world_.tables.other_practice[type].referral && draws.chance(world_.scenario.access.first_contact_share);
      if (!gate) return ask_other_practice(i, type, nth, context);
      context.seize(practice(i), claim(i, Purpose::onward, nth << 4 | static_cast<std::uint32_t>(type)), ordinary_next);
      return;
    }
    case Slot::course: return course_needed(i, nth, context);
    case Slot::elective: return refer_elective(i, nth, context);
    case Slot::deterioration: {
      if (phase(i) != Phase::well && phase(i) != Phase::aftercare) return;
      const double odds =
          world_.needs.accepted(constitution(i, context.now()), people_.uncontrolled[i], unmet_home_care(i));
      if (!context.draws(subject(i), question(Draw::deterioration_accepted), nth).chance(odds)) return;
      return fall_ill(i, nth, 0, context);
    }
    default: sim::fail_internal("this need is not a matter of rates");
  }
}

std::size_t Home::other_practice_type(const Constitution& who, sim::Draws& draws) const {
  const int condition = world_.needs.cause(Slot::other_contact, who, draws.uniform());
  return condition < 0 ? world_.needs.other_practice_type(draws.uniform())
                       : world_.needs.other_practice_type_of(condition);
}

void Home::ask_other_practice(std::uint32_t i, std::size_t type, std::uint32_t nth, Context& context) {
  context.seize(nodes_.other_practice[type], claim(i, Purpose::specialist, nth), ordinary_next);
}

// A GP must refer to hospital.
void Home::ask_referral(std::uint32_t i, int condition, std::uint32_t nth, Context& context) {
  const std::uint32_t number = nth << 5 | static_cast<std::uint32_t>(condition + 1);
  context.seize(practice(i), claim(i, Purpose::referral, number), ordinary_next);
}

// Who no longer waits is only missed when his turn comes.
bool Home::has_given_up(std::uint32_t i, const sim::Claim& claimed, Duration waited, Context& context) const {
  if (waited == Duration{0}) return false;
  const auto& access = world_.scenario.access;
  sim::Draws draws = context.draws(claimed.who, question(Draw::patience), claimed.tag);
  const double frail = std::pow(static_cast<double>(people_.frailty[i]), access.patience_frailty_slope);
  return sim::in_days(waited) > sim::Exponential(access.patience_days * frail)(draws);
}

// Care is sought elsewhere: some are referred to a hospital clinic instead, the others give up.
void Home::serve_other_practice(std::uint32_t i, sim::NodeId node, const sim::Claim& claimed, Duration waited,
                                Context& context) {
  const std::size_t type = node.index() - nodes_.other_practice.front().index();
  const OtherPracticeRow& row = world_.tables.other_practice[type];
  if (has_given_up(i, claimed, waited, context)) {
    count(Measure::other_refused, i, context);
    const bool hospital = context.draws(claimed.who, question(Draw::hospital_instead), claimed.tag)
                              .chance(world_.scenario.access.hospital_instead_share);
    if (hospital) ask_referral(i, -1, refused_elsewhere | claimed.tag >> 8, context);
    return context.release(node);
  }
  count(Measure::other_contacts, i, context);
  met(i, other_practice_provider(type), Sector::other_practice, information_of(i, Sector::general_practice, context),
      context);
  if (row.referral) report_to_gp(i, claimed.tag, context);
  wait(Measure::waits_other_practice, Measure::wait_days_other_practice, i, waited, context);
  charge(Payer::region, Reason::other_practice_contact, 1, row.price, context);
  sim::Draws draws = context.draws(claimed.who, question(Draw::other_contact_time), claimed.tag);
  const double minutes = world_.other_contact_minutes[type](draws);
  context.schedule(sim::from_seconds(60 * minutes / world_.network.graph[node].speed), claimed.who,
                   kind(Happening::other_contact_over), OtherContactOver{static_cast<std::uint8_t>(type)},
                   sim::Rank::release);
}

// Whoever has been referred to a specialist comes back with a report, of which the GP gets what comes through.
void Home::report_to_gp(std::uint32_t i, std::uint32_t nth, Context& context) {
  Record seen;
  seen.learn(seen_by_specialist, sim::day_of(context.now()));
  ++week_.ties.handovers[index(Tie::other_practice)];
  const Record passed =
      rules(context).handover.letter(seen, climate_.relations(Tie::other_practice), 1, false,
                                     context.draws(subject(i), question(Draw::specialist_report), nth));
  learn(i, Holder::general_practice, passed, context);
}

void Home::refer_elective(std::uint32_t i, std::uint32_t nth, Context& context) {
  Person& person = persons_[i];
  if (person.elective_wanted()) return;
  person.set(Person::elective_bit, true);
  Referral stay = referral(i, Door::elective, context.now());
  stay.episode = planned_name + nth;
  stay.difficulty = difficulty_of(i, stay.episode, context);
  stay.ward = Ward::surgical;
  stay.condition = -1;
  send_to_hospital(i,
                   passed_on(i, person.gp, Sector::general_practice, Tie::hospital_practice, false,
                             occurrence(stay.episode, 0), context),
                   nodes_.to_hospital, context);
  share_plan_with_hospital(i, context);
  context.send(hospital_, nodes_.to_hospital, subject(i), kind(Happening::referred), stay);
}

void Home::serve_practice(std::uint32_t i, sim::NodeId node, const sim::Claim& claimed, Duration waited,
                          Context& context) {
  Person& person = persons_[i];
  const auto purpose = static_cast<Purpose>(claimed.tag & 0xFF);
  const std::uint32_t number = claimed.tag >> 8;
  const bool of_episode = purpose == Purpose::triage || purpose == Purpose::episode || purpose == Purpose::follow_up;
  // Whoever has been admitted, has fallen ill anew, or has moved away and come back, while waiting does not come.
  if (person.in_bed() || node != practice(i) || (of_episode && !current(i, static_cast<std::uint16_t>(number)))) {
    count(Measure::missed_contacts, i, context);
    return context.release(node);
  }

  count(Measure::gp_contacts, i, context);
  reach(i, Person::gp_bit, context);
  wait(Measure::waits_general_practice, Measure::wait_days_general_practice, i, waited, context);
  log(i, Entry::care_starts, Level::general_practice, sim::in_days(waited), node, context);
  const std::uint32_t nth = of_episode ? next_occurrence(i) : claimed.tag;
  if (purpose == Purpose::follow_up) first_visit(i, Sector::general_practice, context);  // may end the episode
  met(i, Provider::own_gp, Sector::general_practice, information_of(i, Sector::general_practice, context), context);
  see(i, Holder::general_practice, seen_by_gp, context);

  const Draw timing = of_episode ? Draw::episode_consultation_time : Draw::consultation_time;
  const ContactMode mode =
      purpose == Purpose::triage    ? ContactMode::telephone
      : purpose == Purpose::episode ? ContactMode::face_to_face
      : purpose == Purpose::follow_up
          ? ContactMode::face_to_face
          : world_.contact_mode(context.draws(claimed.who, question(Draw::contact_mode), nth).uniform());
  switch (mode) {
    case ContactMode::face_to_face: count(Measure::gp_face_to_face, i, context); break;
    case ContactMode::telephone:
      count(Measure::gp_telephone, i, context);
      reach(i, Person::telephone_bit, context);
      break;
    case ContactMode::e_consultation:
      count(Measure::gp_e_consultations, i, context);
      reach(i, Person::e_bit, context);
      break;
    case ContactMode::home_visit: count(Measure::gp_home_visits, i, context); break;
  }
  charge(Payer::region, Reason::gp_consultation, 1, world_.price_of(mode), context);
  sim::Draws draws = context.draws(claimed.who, question(timing), nth);
  const double minutes = world_.minutes_of(mode)(draws) / world_.network.graph[node].speed;
  context.schedule(sim::from_seconds(60 * minutes), claimed.who, kind(Happening::contact_over),
                   ContactOver{purpose, static_cast<std::uint16_t>(number)}, sim::Rank::release);
  if (purpose == Purpose::ordinary) planned_contact(i, nth, context);
  if (purpose == Purpose::onward) ask_other_practice(i, number & 15u, number >> 4, context);
  if (purpose == Purpose::referral) {
    open_course(i, static_cast<int>(number & 31u) - 1, static_cast<std::uint16_t>(number >> 5), context);
  }
}

// A planned contact may be follow-up of one condition, or of all of them at once.
void Home::planned_contact(std::uint32_t i, std::uint32_t nth, Context& context) {
  const Constitution who = constitution(i, context.now());
  if (has(i, LastingNeed::home_care) && context.draws(subject(i), question(Draw::nursing_referral), nth)
                                            .chance(world_.scenario.needs.nursing_referral_share)) {
    order_nursing(i, context);
  }
  const std::uint32_t all = people_.states[i] & world_.tables.condition_bits();
  if (all == 0) return;
  sim::Draws draws = context.draws(subject(i), question(Draw::joint_encounter), nth);
  if (!draws.chance(world_.needs.follow_up_share(who))) return;
  const bool joint = draws.chance(world_.needs.joint_share(who));
  const std::uint32_t served = joint ? all : 1u << world_.needs.followed_up(who, draws.uniform());
  count(Measure::gp_chronic_contacts, i, context);
  count(Measure::gp_conditions_served, i, context, std::popcount(served));
  tend_plan(i, context);
  restore_control(i, served, information_of(i, Sector::general_practice, context), nth, context);
}

void Home::contact_over(std::uint32_t i, const ContactOver& over, Context& context) {
  context.release(practice(i));
  if (!people_.present(i) || !current(i, over.serial)) return;
  if (over.purpose == Purpose::triage && phase(i) == Phase::triage) choose(i, Sector::general_practice, context);
  if (over.purpose == Purpose::episode && phase(i) == Phase::gp) conclude(i, Sector::general_practice, context);
}

}  // namespace klynge

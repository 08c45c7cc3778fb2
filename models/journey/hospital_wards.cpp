// Stays on a ward, from the bed to the door.

#include <algorithm>
#include <cmath>

#include "models/coordination/seen.h"
#include "models/journey/hospital.h"

namespace klynge {

namespace {

using sim::Context;
using sim::Duration;
using sim::Subject;

constexpr sim::days try_again{14};  // a planned stay of somebody who lies in hospital already
constexpr sim::hours short_stay{24};
constexpr sim::hours shortest_stay{1};
// Nothing is said of a patient in the second in which he is admitted, so that the word of it comes first.
constexpr sim::seconds word_of_admission{1};
constexpr sim::days readmission_window{30};

}  // namespace

void Hospital::admit(std::uint32_t slot, sim::NodeId ward, Duration waited, Context& context) {
  Stay& stay = stays_[slot];
  Patient& known = patient(stay.who);
  const Referral referral = stay.referral;
  const bool elective = referral.door == Door::elective;
  if (!elective) context.release_blocked(nodes_.emergency, {Subject(stay.who), slot});
  if (known.dead) {
    close_stay(slot);
    return context.release(ward);
  }
  if (elective && known.present) {
    context.schedule(try_again, Subject(stay.who), kind(Happening::referred), referral, sim::Rank::message);
    close_stay(slot);
    return context.release(ward);
  }
  known.present = true;
  known.stay = slot;
  stay.ward = ward;
  stay.admitted = context.now();
  wait(Measure::waits_hospital, Measure::wait_days_hospital, stay, waited, context);
  if (elective) wait(Measure::waits_elective, Measure::wait_days_elective, stay, waited, context);
  count_admission(stay, known, context);
  log(stay, Entry::admitted, sim::in_days(waited), ward, context);
  tell_home(stay.who, referral.home, Happening::admitted, Admitted{stay.information, elective}, context);

  sim::Draws draws = context.draws(Subject(stay.who), question(Draw::ward_stay), referral.episode);
  const double mean_stay = (elective ? world_.elective_stay_days : world_.acute_stay_days)(draws);
  const auto& scenario = world_.scenario;
  const double days = mean_stay *
                      std::pow(static_cast<double>(referral.frailty), scenario.hospital.stay_frailty_slope) *
                      (stay.outlier ? scenario.wards.outlier_stay_ratio.value : 1.0) *
                      (referral.ward == Ward::psychiatric ? scenario.wards.psychiatric_stay_ratio.value : 1.0);
  const Duration length = std::max(sim::from_days(days), Duration{shortest_stay});
  stay.municipal_care = needs_municipal_care(stay, context);
  const Duration last_part = sim::from_days(days * scenario.wards.early_share);
  context.schedule(length - last_part, Subject(stay.who), kind(Happening::ready_early), OfStay{slot, stay.plan});
  context.schedule(length, Subject(stay.who), kind(Happening::stay_over), OfStay{slot, stay.plan}, sim::Rank::release);
  if (stay.municipal_care) {
    const Duration ahead = sim::from_days(rules(referral.home, context).regime.info.discharge_notice_days);
    context.schedule(std::max(length - ahead, Duration{word_of_admission}), Subject(stay.who),
                     kind(Happening::notice_due), OfStay{slot, stay.plan});
  }
}

void Hospital::count_admission(const Stay& stay, const Patient& known, Context& context) {
  count(Measure::admissions, stay, context);
  if (stay.referral.door == Door::elective) return count(Measure::elective_admissions, stay, context);
  count(Measure::acute_admissions, stay, context);
  if (world_.is_ambulatory_sensitive(stay.referral.condition)) count(Measure::sensitive_admissions, stay, context);
  if (stay.outlier) count(Measure::outliers, stay, context);
  const sim::Duration since = context.now() - sim::start_of_time - sim::seconds{known.discharged};
  if (since > readmission_window) return;
  count(Measure::readmissions, stay, context);
  if (known.after_medical) count(Measure::readmissions_after_medical, stay, context);
  if (known.after_short) count(Measure::readmissions_after_short, stay, context);
}

// In a full house patients are declared ready earlier, the fuller it is, and are then less well.
void Hospital::feel_pressure(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  const auto& wards = world_.scenario.wards;
  const sim::Resource& beds = context.resource(stay.ward);
  const double regular = beds.servers() / (1 + wards.corridor_share);
  const double in_use = regular > 0 ? beds.held() / regular : 1.0;
  if (in_use <= wards.early_from) return;
  const double pressure = std::min(1.0, (in_use - wards.early_from) / std::max(1 - wards.early_from, 1e-9));
  stay.rushed = static_cast<float>(pressure);
  count(Measure::early_discharges, stay, context, pressure);
  const Duration length = context.now() - stay.admitted;
  const double left_days = sim::in_days(length) / (1 - wards.early_share) * wards.early_share * (1 - pressure);
  stay.plan = ++plans_;
  context.schedule(sim::from_days(left_days), Subject(stay.who), kind(Happening::stay_over), OfStay{slot, stay.plan},
                   sim::Rank::release);
  if (!stay.municipal_care || stay.announced) return;
  const double until_notice =
      std::max(0.0, left_days - rules(stay.referral.home, context).regime.info.discharge_notice_days);
  context.schedule(sim::from_days(until_notice), Subject(stay.who), kind(Happening::notice_due),
                   OfStay{slot, stay.plan});
}

void Hospital::give_notice(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  stay.announced = true;
  const bool round_the_clock = context.draws(Subject(stay.who), question(Draw::round_the_clock), stay.referral.episode)
                                   .chance(world_.scenario.aftercare.round_the_clock_share);
  write_letter(stay, Holder::municipality, context);
  const std::size_t home = stay.referral.home;
  const double left = difficulty_left(stay, 0);
  const double perceived = perceived_difficulty(rules(home, context), context, stay.who, next_occurrence(stay), left,
                                                Sector::hospital, information_on(stay.who, home, context));
  tell_home(stay.who, home, Happening::discharge_notice,
            DischargeNotice{slot, static_cast<float>(left), static_cast<float>(perceived), stay.referral.episode,
                            stay.referral.step, round_the_clock},
            context);
}

void Hospital::place_found(sim::AgentId who, const PlaceFound& found, Context& context) {
  Stay& stay = stays_[found.stay];
  if (!stay.open || stay.who != who) return;
  stay.destination = found.level;
  stay.assessed = sim::start_of_time + sim::seconds{found.assessed};
  stay.settled = sim::start_of_time + sim::seconds{found.settled};
  if (stay.blocked) discharge(found.stay, context);
}

void Hospital::stay_over(std::uint32_t slot, Context& context) {
  Stay& stay = stays_[slot];
  stay.ready = context.now();
  const Referral& referral = stay.referral;
  see(stay.who, seen_on_ward, context);
  if (referral.door != Door::elective) {
    const double information = information_on(stay.who, referral.home, context);
    const double odds = rules(referral.home, context)
                            .effect.resolves(Level::ward, static_cast<double>(referral.difficulty), information);
    stay.unresolved = !context.draws(Subject(stay.who), question(Draw::resolution), next_occurrence(stay)).chance(odds);
    if (stay.unresolved) {
      count(Measure::harms, stay, context);
      log(stay, Entry::unresolved_at_top, 0, stay.ward, context);
    }
  }
  log(stay, Entry::ready_for_discharge, sim::in_days(stay.ready - stay.admitted), stay.ward, context);
  if (!stay.municipal_care || stay.destination != Level::self_care) return discharge(slot, context);
  stay.blocked = true;
  // Which place it will be is the municipality's to say.
  context.block(stay.ward, {Subject(stay.who), slot}, home_of(referral.home).temporary_places);
}

void Hospital::leave_bed(Stay& stay, std::uint32_t slot, Context& context) {
  if (stay.blocked) {
    const double delayed = sim::in_days(context.now() - stay.ready);
    context.release_blocked(stay.ward, {Subject(stay.who), slot});
    count_delay(stay, delayed, context);
    log(stay, Entry::discharge_delayed, delayed, stay.ward, context);
    charge_delay(stay, delayed, context);
  } else {
    context.release(stay.ward);
  }
  const double days = sim::in_days(context.now() - stay.admitted);
  count(Measure::bed_days, stay, context, days);
  count(Measure::stays_ended, stay, context);
  charge(stay, Reason::bed_day, days, world_.scenario.prices.bed_day, context);
}

// What a delay was made of: until the need was known, until it was agreed on, and until there was room.
void Hospital::count_delay(const Stay& stay, double days, Context& context) {
  const sim::Time now = context.now();
  const bool told = stay.destination != Level::self_care;  // else the patient has died waiting
  const sim::Time assessed = std::clamp(told ? stay.assessed : now, stay.ready, now);
  const sim::Time settled = std::clamp(told ? stay.settled : now, assessed, now);
  count(Measure::delayed_days, stay, context, days);
  count(Measure::delayed_days_assessment, stay, context, sim::in_days(assessed - stay.ready));
  count(Measure::delayed_days_dispute, stay, context, sim::in_days(settled - assessed));
  count(Measure::delayed_days_queue, stay, context, sim::in_days(now - settled));
}

// A short stay of somebody old for whom the acute function would have been enough.
void Hospital::count_stay(const Stay& stay, Context& context) {
  const Referral& referral = stay.referral;
  const bool short_and_old =
      referral.door != Door::elective && referral.age >= 65 && context.now() - stay.admitted < short_stay;
  if (!short_and_old) return;
  const Coordination& in_force = rules(referral.home, context);
  const double capability = climates_[referral.home].capability(in_force.effect, Level::acute_function);
  const double odds = in_force.effect.resolves_with(capability, static_cast<double>(referral.difficulty),
                                                    information_on(stay.who, referral.home, context));
  if (odds >= in_force.regime.decide.min_effect) count(Measure::substitutable_stays, stay, context);
}

void Hospital::discharge(std::uint32_t slot, Context& context) {
  const double delayed = stays_[slot].blocked ? sim::in_days(context.now() - stays_[slot].ready) : 0.0;
  count_stay(stays_[slot], context);
  leave_bed(stays_[slot], slot, context);
  Stay& stay = stays_[slot];
  const Referral referral = stay.referral;
  count(Measure::discharges, stay, context);
  Patient& known = patient(stay.who);
  known.present = false;
  known.discharged = static_cast<std::int32_t>((context.now() - sim::start_of_time).count());
  known.after_medical = referral.door != Door::elective && referral.ward != Ward::surgical;
  known.after_short = known.after_medical && context.now() - stay.admitted <= short_stay;
  if (known.after_medical) count(Measure::medical_discharges, stay, context);
  if (known.after_short) count(Measure::short_medical_stays, stay, context);
  write_letter(stay, Holder::general_practice, context);
  if (stay.municipal_care) write_letter(stay, Holder::municipality, context);
  if (referral.shared_plan) write_into_plan(stay.who, referral.home, next_occurrence(stay), context);
  plan_rehabilitation(stay, context);
  const Discharged message{static_cast<float>(difficulty_left(stay, delayed)), referral.episode, stay.referral.step,
                           stay.destination, referral.door == Door::elective};
  const sim::AgentId who = stay.who;
  close_stay(slot);
  tell_home(who, referral.home, Happening::discharged, message, context);
}

// The plan is sent like any letter, but it is never lost.
void Hospital::plan_rehabilitation(const Stay& stay, Context& context) {
  const auto& after = world_.scenario.aftercare;
  const Referral& referral = stay.referral;
  const bool surgical = referral.ward == Ward::surgical;
  const double share = surgical                                        ? after.rehabilitation_share_surgical.value
                       : referral.age >= after.rehabilitation_from_age ? after.rehabilitation_share_medical.value
                                                                       : 0.0;
  const double odds = share * world_.scenario.calibration.rehabilitation_plans;
  if (!context.draws(Subject(stay.who), question(Draw::rehabilitation), referral.episode).chance(odds)) return;
  const Duration written =
      rules(referral.home, context)
          .handover.delay(climates_[referral.home].relations(Tie::hospital_municipality),
                          crosses_border(rules(referral.home, context).regime, Level::home_nursing),
                          context.draws(Subject(stay.who), question(Draw::rehabilitation_letter), referral.episode));
  if (written <= short_stay) count(Measure::rehabilitation_plans_on_time, stay, context);
  context.send(sim::PartitionId{referral.home}, std::max(written, to_home(referral.home)), Subject(stay.who),
               kind(Happening::rehabilitation_plan), Nothing{});
}

void Hospital::died(sim::AgentId who, Context& context) {
  Patient& known = patient(who);
  known.dead = true;
  known.present = false;
  const std::uint32_t slot = known.stay;
  if (slot == nothing || !stays_[slot].ward.valid()) return;  // whoever still waits leaves when it is his turn
  leave_bed(stays_[slot], slot, context);
  close_stay(slot);
}

// Somebody frail loses strength with every day that he lies there for nothing.
double Hospital::difficulty_left(const Stay& stay, double delayed_days) const {
  const double difficulty = static_cast<double>(stay.referral.difficulty);
  const double rushed = world_.scenario.wards.early_difficulty * static_cast<double>(stay.rushed);
  const double left = stay.unresolved ? difficulty : difficulty * world_.scenario.aftercare.difficulty_after_stay;
  const auto& disputes = world_.scenario.disputes;
  const bool frail = static_cast<double>(stay.referral.frailty) >= disputes.erosion_frailty;
  return std::min(1.0, left + rushed + (frail ? disputes.erosion * delayed_days : 0.0));
}

// Logistic in age and frailty.
bool Hospital::needs_municipal_care(const Stay& stay, Context& context) const {
  const auto& after = world_.scenario.aftercare;
  if (stay.referral.age < adult) return false;
  const double odds = after.municipal_need_base + after.municipal_need_per_decade * (stay.referral.age - 70) / 10.0 +
                      after.municipal_need_frailty * std::log(static_cast<double>(stay.referral.frailty));
  return context.draws(Subject(stay.who), question(Draw::municipal_need), stay.referral.episode)
      .chance(1 / (1 + std::exp(-odds)));
}

// Sundhedsloven section 238: a base charge to the region, and a supplement to the state that rises after two days.
void Hospital::charge_delay(const Stay& stay, double days, Context& context) {
  Books& books = books_of(stay.referral.home);
  if (!rules(stay.referral.home, context).regime.money.discharge_fee || !books.open(context.now())) return;
  const auto& price = world_.scenario.prices;
  books.ledger.transfer(Payer::municipality, Payer::region, Reason::discharge_fee, days * price.discharge_fee);
  const double early = std::min(days, 2.0);
  books.ledger.transfer(Payer::municipality, Payer::state, Reason::discharge_fee,
                        early * price.discharge_fee_state_early + (days - early) * price.discharge_fee_state_late);
}

}  // namespace klynge

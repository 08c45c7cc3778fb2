// regime.h - how care is coordinated: the switches in which one regime may differ from another.
//
// A regime is nine switches, each with keys of its own in a scenario file: what information flows (info), what supports
// relations between sectors (relations), who decides (decide.owner) by which rule (decide.rule), for whom the rule holds
// (decide.scope), what the leadership may bring about (mandate) and how disputes end (mandate.voting), who feels which
// costs (money), and how far others are regarded (decide.other_regard). The presets in presets/regime set these keys
// and nothing else. In a country with one authority for several sectors (authority), care crosses fewer borders.
// A regime may hold for some municipalities only, and from a date on: see Change.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

#include "models/scenario/parameter.h"

namespace klynge {

// How the level of care is chosen (LEON, "lowest effective cost level"; see referral/leon.h).
enum class LeonRule { own, level, cost, net_benefit };
template <>
struct Names<LeonRule> {
  static constexpr std::array<std::string_view, 4> values = {"own", "level", "cost", "net-benefit"};
};

// Whose costs the chooser counts.
enum class CostView { own, joint };
template <>
struct Names<CostView> {
  static constexpr std::array<std::string_view, 2> values = {"own", "joint"};
};

// What a unit of care is said to cost: its full price, only what varies with one patient more or less, or that and what
// others lose who wait for the same place.
enum class CostConcept { average, marginal, opportunity };
inline constexpr std::size_t cost_concept_count = 3;
template <>
struct Names<CostConcept> {
  static constexpr std::array<std::string_view, cost_concept_count> values = {"average", "marginal", "opportunity"};
};

// Who decides on somebody's care.
//   each_node        whoever has the patient, alone
//   agreed_criteria  he, by criteria that the sectors have agreed on, as often as he complies
//   joint_call       for complex patients the sectors together, who then know what each of them knows
//   standard         he, by a binding local standard from which he may depart with a reason
//   authority        one authority for hospital and the municipal care that it has taken over
enum class Owner { each_node, agreed_criteria, joint_call, standard, authority };
template <>
struct Names<Owner> {
  static constexpr std::array<std::string_view, 5> values = {"each-node", "agreed-criteria", "joint-call", "standard",
                                                             "authority"};
};

// For whom the regime's rule holds; all others are decided on as each sector sees fit.
//   sector      nobody
//   agreed      those who are discharged to municipal care
//   pathway     they, and people with two conditions or more
//   population  everybody
enum class Scope { sector, agreed, pathway, population };
template <>
struct Names<Scope> {
  static constexpr std::array<std::string_view, 4> values = {"sector", "agreed", "pathway", "population"};
};

// How a dispute between two sectors ends: by negotiation, where all must agree, or at once by whoever may decide.
enum class Voting { none, unanimity, majority, single };
template <>
struct Names<Voting> {
  static constexpr std::array<std::string_view, 4> values = {"none", "unanimity", "majority", "single"};
};

struct Regime {
  // Presets that were asked for, by name; each has been expanded into the fields below.
  std::string regime;
  std::string referral;
  std::string coordination;

  struct Information {
    Quantity weight_diagnosis, weight_medication, weight_function, weight_social, weight_plan, weight_pending,
        weight_contact;
    Quantity life_diagnosis, life_medication, life_function, life_social, life_plan, life_pending, life_contact;
    Quantity relational_gain;
    Quantity latency_sigma;
    Quantity latency_days;
    Quantity transmit_medication, transmit_function, transmit_social, transmit_plan;
    Quantity boundary_latency_days;
    Quantity boundary_medication, boundary_function, boundary_social, boundary_plan;
    Quantity shared_plan;
    Quantity sync_days;
    Quantity capacity_age_days;
    Quantity visibility;
    Quantity discharge_notice_days;
    Quantity noise_floor;
    Quantity noise_unknown;
    Quantity bias_hospital, bias_general_practice, bias_municipality;
    Quantity knowledge_floor;
  } info;

  struct Relations {
    Quantity support;
    Quantity turnover;
    Quantity conflict;  // before the run
  } relations;

  struct Mandate {
    bool standards = false;
    bool shared_plans = false;
    bool coordinators = false;
    bool back_up = false;
    bool task_shift = false;
    Voting voting = Voting::none;
  } mandate;

  struct Decide {
    Owner owner = Owner::each_node;
    LeonRule rule = LeonRule::own;
    CostView view = CostView::own;
    CostConcept cost = CostConcept::average;
    Scope scope = Scope::sector;
    Quantity other_regard;
    Quantity min_effect;
    Quantity compliance;
    Quantity deviation;
    Quantity standard_cover;
    Quantity coordinator_share;
    Quantity steepness;
    Quantity offset;
    Quantity harm;
    Quantity harm_share_urgent;
    Quantity handover_cost;
    Quantity referral_effort;
    Quantity risk_general_practice, risk_hospital, risk_municipality;
    Quantity waiting_cost;
    Quantity prior_wait_days;
  } decide;

  struct Money {
    Quantity pool_share;
    bool discharge_fee = true;
  } money;

  // What the region has taken over from the municipalities.
  struct Authority {
    bool acute_function = false;
    bool home_nursing = false;
    Quantity places_share;
  } authority;
};

// A regime that takes over on a date, in some municipalities or in all.
struct Change {
  std::string area;  // as population.area; empty: all that are simulated
  std::chrono::year_month_day from{};
  Regime regime;
};

// Calls visit(key, field, spec) for every switch, in the order in which they are shown. R is Regime or const Regime.
template <class R, class Visit>
void for_each_switch(R& r, Visit&& visit);

}  // namespace klynge

#include "models/scenario/regime_fields.h"

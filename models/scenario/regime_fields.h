// regime_fields.h - the list behind for_each_switch(): key, field, meaning, unit, least, most; and the presets' names.
#pragma once

namespace klynge {

template <class R, class Visit>
void for_each_preset(R& r, Visit&& visit) {
  const auto text = [](std::string_view meaning) { return FieldSpec{.meaning = meaning, .optional = true}; };
  visit("regime", r.regime, text("a preset of coordination switches, by the name of a file in presets/regime"));
  visit("referral", r.referral,
        text("a preset for choosing the level of care, by the name of a file in presets/referral"));
  visit("coordination", r.coordination,
        text("a preset for sharing information, by the name of a file in presets/coordination"));
}

template <class R, class Visit>
void for_each_switch(R& r, Visit&& visit) {
  constexpr double any = unbounded;
  const auto text = [](std::string_view meaning) { return FieldSpec{.meaning = meaning, .optional = true}; };

  constexpr auto weight = [](std::string_view meaning) { return FieldSpec{meaning, "share", 0, 1}; };
  constexpr auto life = [](std::string_view meaning) { return FieldSpec{meaning, "days", 0.1, 3660}; };
  visit("info.weight.diagnosis", r.info.weight_diagnosis, weight("weight of the diagnoses in information quality"));
  visit("info.weight.medication", r.info.weight_medication, weight("weight of the medication list"));
  visit("info.weight.function", r.info.weight_function, weight("weight of the level of functioning"));
  visit("info.weight.social", r.info.weight_social, weight("weight of the social situation"));
  visit("info.weight.plan", r.info.weight_plan, weight("weight of the care plan"));
  visit("info.weight.pending", r.info.weight_pending, weight("weight of tests and referrals that are under way"));
  visit("info.weight.contact", r.info.weight_contact, weight("weight of knowing whom to call"));
  visit("info.life.diagnosis", r.info.life_diagnosis, life("useful life of the diagnoses"));
  visit("info.life.medication", r.info.life_medication, life("useful life of the medication list"));
  visit("info.life.function", r.info.life_function, life("useful life of the level of functioning"));
  visit("info.life.social", r.info.life_social, life("useful life of the social situation"));
  visit("info.life.plan", r.info.life_plan, life("useful life of the care plan"));
  visit("info.life.pending", r.info.life_pending, life("useful life of what is under way"));
  visit("info.life.contact", r.info.life_contact, life("useful life of knowing whom to call"));
  constexpr auto share = [](std::string_view meaning) { return FieldSpec{meaning, "share", 0, 1}; };
  visit("info.transmit.medication", r.info.transmit_medication,
        share("share of handovers that pass on diagnoses and medication, ties aside"));
  visit("info.transmit.function", r.info.transmit_function, share("the same for the level of functioning"));
  visit("info.transmit.social", r.info.transmit_social, share("the same for the social situation and whom to call"));
  visit("info.transmit.plan", r.info.transmit_plan, share("the same for the plan and what is under way"));
  visit("info.relational_gain", r.info.relational_gain, share("how much of the loss perfect relations would mend"));
  visit("info.latency_days", r.info.latency_days,
        FieldSpec{"median time a letter takes, where relations are absent", "days", 0, 60});
  visit("info.latency_sigma", r.info.latency_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 3});
  visit("info.boundary.latency_days", r.info.boundary_latency_days,
        FieldSpec{"median time a letter takes across the border that is left where one authority has taken over a part "
                  "of municipal care",
                  "days", 0, 60});
  visit("info.boundary.medication", r.info.boundary_medication,
        share("share of handovers across it that pass on "
              "diagnoses and medication"));
  visit("info.boundary.function", r.info.boundary_function, share("the same for the level of functioning"));
  visit("info.boundary.social", r.info.boundary_social, share("the same for the social situation and whom to call"));
  visit("info.boundary.plan", r.info.boundary_plan, share("the same for the plan and what is under way"));
  visit("info.shared_plan", r.info.shared_plan,
        share("share of eligible residents (two conditions or more) with a shared care plan"));
  visit("info.sync_days", r.info.sync_days,
        FieldSpec{"time until a change in the shared plan is seen by its members", "days", 0, 60});
  visit("info.capacity_age_days", r.info.capacity_age_days,
        FieldSpec{"age of the other sector's free-capacity figure; inf: never seen", "days", 0.04, any});
  visit("info.visibility", r.info.visibility,
        share("how much of what a choice does to other sectors the chooser can see"));
  visit("info.discharge_notice_days", r.info.discharge_notice_days,
        FieldSpec{"how long before a patient is ready the hospital tells the municipality", "days", 0, 30});
  visit("info.noise_floor", r.info.noise_floor,
        FieldSpec{"error in perceived difficulty when all is known", "1", 0, 1});
  visit("info.noise_unknown", r.info.noise_unknown, FieldSpec{"further error when nothing is known", "1", 0, 1});
  visit("info.bias.hospital", r.info.bias_hospital,
        FieldSpec{"own-spectrum bias of hospital doctors in perceived difficulty", "1", -1, 1});
  visit("info.bias.general_practice", r.info.bias_general_practice,
        FieldSpec{"own-spectrum bias of general practitioners", "1", -1, 1});
  visit("info.bias.municipality", r.info.bias_municipality,
        FieldSpec{"own-spectrum bias of municipal assessors", "1", -1, 1});
  visit("info.knowledge_floor", r.info.knowledge_floor,
        share("share of a level's capability that is usable without knowing the patient"));

  visit("relations.support", r.relations.support,
        FieldSpec{"structures that support relational coordination between sectors", "1", 0, 2});
  visit("relations.turnover", r.relations.turnover, FieldSpec{"staff turnover", "per year", 0, 1});
  visit("relations.conflict", r.relations.conflict,
        FieldSpec{"disputes for each handover in the years before the run; in it they are counted", "share", 0, 1});

  visit("mandate.standards", r.mandate.standards,
        text("whether the leadership may set standards for who does what when (move M4)"));
  visit("mandate.shared_plans", r.mandate.shared_plans, text("whether it may introduce shared care plans (M5)"));
  visit("mandate.coordinators", r.mandate.coordinators,
        text("whether it may name coordinators (tovholder) for patients (M6)"));
  visit("mandate.back_up", r.mandate.back_up,
        text("whether hospital specialists must advise municipal care by telephone (M7)"));
  visit("mandate.task_shift", r.mandate.task_shift,
        text("whether it may shift acute care to the municipal acute function (M2)"));
  visit("mandate.voting", r.mandate.voting,
        text("how disputes end: none and unanimity need agreement, majority and single do not"));

  visit("decide.owner", r.decide.owner, text("who decides on the level of care"));
  visit("decide.rule", r.decide.rule, text("how the level of care is chosen"));
  visit("decide.view", r.decide.view, text("whose costs the chooser counts"));
  visit("decide.cost", r.decide.cost, text("what a unit of care is said to cost"));
  visit("decide.scope", r.decide.scope, text("for whom the rule holds; others are decided on as each sector sees fit"));
  visit("decide.other_regard", r.decide.other_regard,
        FieldSpec{"weight of other sectors' costs, where they are seen, beside the chooser's own", "share", 0, 1});
  visit("decide.min_effect", r.decide.min_effect,
        FieldSpec{"a level is effective when it is likely enough to resolve the episode", "probability", 0, 1});
  visit("decide.compliance", r.decide.compliance,
        FieldSpec{"share of decisions in which agreed criteria are followed; where the owner is another, all are",
                  "share", 0, 1});
  visit("decide.deviation", r.decide.deviation,
        FieldSpec{"share of decisions in which a clinician goes one level up from the rule", "share", 0, 1});
  visit("decide.standard_cover", r.decide.standard_cover,
        FieldSpec{"share of follow-up tasks that a who-does-what standard covers", "share", 0, 1});
  visit("decide.coordinator_share", r.decide.coordinator_share,
        FieldSpec{"share of residents with two conditions or more who have a named coordinator (tovholder)", "share", 0,
                  1});
  visit("decide.steepness", r.decide.steepness,
        FieldSpec{"how sharply effect falls when difficulty passes capability", "1", 0.1, 100});
  visit("decide.offset", r.decide.offset,
        FieldSpec{"margin by which capability may fall short at even odds", "1", -1, 1});
  visit("decide.harm", r.decide.harm, FieldSpec{"value of the harm when even the highest level fails", "DKK", 0, 1e7});
  visit("decide.harm_share_urgent", r.decide.harm_share_urgent,
        FieldSpec{"harm of a failed attempt in an urgent episode, as a share of that in an emergency", "share", 0, 1});
  visit("decide.handover_cost", r.decide.handover_cost,
        FieldSpec{"cost of a failed attempt and the handover upwards, all parties", "DKK", 0, 1e6});
  visit("decide.referral_effort", r.decide.referral_effort,
        FieldSpec{"the sender's own cost of handing a patient on", "DKK", 0, 1e6});
  visit("decide.risk.general_practice", r.decide.risk_general_practice,
        FieldSpec{"what a failure is worth avoiding to a general practitioner", "DKK", 0, 1e6});
  visit("decide.risk.hospital", r.decide.risk_hospital,
        FieldSpec{"what a failure is worth avoiding to a hospital doctor", "DKK", 0, 1e6});
  visit("decide.risk.municipality", r.decide.risk_municipality,
        FieldSpec{"what a failure is worth avoiding to a municipal assessor", "DKK", 0, 1e6});
  visit("decide.waiting_cost", r.decide.waiting_cost,
        FieldSpec{"what a day of waiting in an acute episode is worth avoiding", "DKK per day", 0, 1e6});
  visit("decide.prior_wait_days", r.decide.prior_wait_days,
        FieldSpec{"wait for a municipal place that others expect when they have no figures", "days", 0, 60});

  visit("money.pool_share", r.money.pool_share,
        FieldSpec{"share of other sectors' costs that a common budget makes the chooser's own", "share", 0, 1});
  visit("money.discharge_fee", r.money.discharge_fee, text("whether municipalities pay for days after declared ready"));

  visit("authority.acute_function", r.authority.acute_function, text("whether the region runs the acute function"));
  visit("authority.home_nursing", r.authority.home_nursing, text("whether the region runs home nursing"));
  visit("authority.places_share", r.authority.places_share,
        FieldSpec{"share of temporary places that the region runs", "share", 0, 1});
}

}  // namespace klynge

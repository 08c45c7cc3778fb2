// fields.h - the list behind for_each_field(): key, field, meaning, unit, least, most.
//
// A capacity that patients cannot do without is above 0: a queue in front of nothing would only grow.
#pragma once

namespace klynge {

template <class S, class Visit>
void for_each_field(S& s, Visit&& visit) {
  constexpr double any = unbounded;
  const auto text = [](std::string_view meaning) { return FieldSpec{.meaning = meaning, .optional = true}; };

  visit("title", s.title, text("what the scenario is about, in a few words"));
  visit("description", s.description, text("the same in a sentence or two"));
  visit("regime", s.regime, text("a preset of coordination switches, by the name of a file in presets/regime"));
  visit("referral", s.referral,
        text("a preset for choosing the level of care, by the name of a file in presets/referral"));
  visit("coordination", s.coordination,
        text("a preset for sharing information, by the name of a file in presets/coordination"));

  visit("run.first_day", s.run.first_day, text("the first simulated day, warm-up included"));
  visit("run.holidays", s.run.holidays, text("public holidays on which offices are closed"));
  visit("run.warm_up_days", s.run.warm_up_days,
        FieldSpec{"days simulated before anything is counted", "days", 0, 3660, true});
  visit("run.days", s.run.days, FieldSpec{"days counted after the warm-up", "days", 1, 36600, true});

  const auto table = [](std::string_view meaning) { return FieldSpec{.meaning = meaning}; };
  visit("tables.municipalities", s.tables.municipalities, table("municipalities: residents, cluster, main town"));
  visit("tables.clusters", s.tables.clusters, table("health clusters: acute hospital and its place"));
  visit("tables.population", s.tables.population, table("residents by area, sex and five-year age band"));
  visit("tables.prevalence", s.tables.prevalence, table("prevalence of each chronic condition by sex and age band"));
  visit("tables.conditions", s.tables.conditions, table("care that each chronic condition calls for"));
  visit("tables.needs", s.tables.needs, table("needs by age that no chronic condition explains"));
  visit("tables.levels", s.tables.levels, table("levels of care: sector and capability"));

  visit("population.cluster", s.population.cluster, FieldSpec{.meaning = "the health cluster to simulate, by name"});
  visit("population.share", s.population.share,
        FieldSpec{"share of residents simulated; capacities shrink in proportion", "share", 0.001, 1});
  visit("population.frailty_sigma", s.population.frailty_sigma,
        FieldSpec{"spread of latent frailty: standard deviation of its logarithm (mean 1)", "1", 0, 2});
  visit("population.frailty_loading", s.population.frailty_loading,
        FieldSpec{"correlation of each condition with latent frailty, on the normal scale", "1", 0, 0.95});

  visit("travel.dispatch_minutes", s.travel.dispatch_minutes,
        FieldSpec{"time before a transfer or a message sets out", "minutes", 1, 1440});
  visit("travel.speed", s.travel.speed, FieldSpec{"speed of travel", "km/h", 5, 130});
  visit("travel.detour", s.travel.detour, FieldSpec{"road distance over straight line", "1", 1, 3});

  visit("sectors.general_practice.residents_per_gp", s.general_practice.residents_per_gp,
        FieldSpec{"residents for each full-time general practitioner", "residents", 100, 20000});
  visit("sectors.general_practice.residents_per_practice", s.general_practice.residents_per_practice,
        FieldSpec{"residents for each practice", "residents", 100, 50000});
  visit("sectors.general_practice.consultation_minutes", s.general_practice.consultation_minutes,
        FieldSpec{"mean time of a contact, all kinds together", "minutes", 1, 120});
  visit("sectors.general_practice.consultation_sigma", s.general_practice.consultation_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.general_practice.opens", s.general_practice.opens,
        FieldSpec{"opening on working days", "hour of day", 0, 23});
  visit("sectors.general_practice.closes", s.general_practice.closes,
        FieldSpec{"closing on working days", "hour of day", 1, 24});

  visit("sectors.other_practice.residents_per_provider", s.other_practice.residents_per_provider,
        FieldSpec{"residents for each provider outside general practice (specialists, physiotherapists, ...)",
                  "residents", 100, 50000});
  visit("sectors.other_practice.contact_minutes", s.other_practice.contact_minutes,
        FieldSpec{"mean time of a contact", "minutes", 1, 240});
  visit("sectors.other_practice.contact_sigma", s.other_practice.contact_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.other_practice.opens", s.other_practice.opens,
        FieldSpec{"opening on working days", "hour of day", 0, 23});
  visit("sectors.other_practice.closes", s.other_practice.closes,
        FieldSpec{"closing on working days", "hour of day", 1, 24});

  visit("sectors.hospital.beds_per_1000", s.hospital.beds_per_1000,
        FieldSpec{"hospital beds", "beds per 1,000 residents", 0.01, 50});
  visit("sectors.hospital.beds", s.hospital.beds,
        FieldSpec{"hospital beds of the cluster; left out, they follow from beds_per_1000", "beds", 1, 100000, true});
  visit("sectors.hospital.surgical_bed_share", s.hospital.surgical_bed_share,
        FieldSpec{"share of beds on surgical wards", "share", 0.01, 0.99});
  visit("sectors.hospital.emergency_bays_per_1000", s.hospital.emergency_bays_per_1000,
        FieldSpec{"places in the emergency department", "bays per 1,000 residents", 0.001, 50});
  visit("sectors.hospital.emergency_hours", s.hospital.emergency_hours,
        FieldSpec{"mean time in the emergency department", "hours", 0.1, 72});
  visit("sectors.hospital.emergency_sigma", s.hospital.emergency_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.hospital.outpatient_rooms_per_1000", s.hospital.outpatient_rooms_per_1000,
        FieldSpec{"consulting rooms of the outpatient clinics", "rooms per 1,000 residents", 0.001, 50});
  visit("sectors.hospital.outpatient_minutes", s.hospital.outpatient_minutes,
        FieldSpec{"mean time of an attendance", "minutes", 1, 480});
  visit("sectors.hospital.outpatient_sigma", s.hospital.outpatient_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.hospital.outpatient_opens", s.hospital.outpatient_opens,
        FieldSpec{"opening of clinics on working days", "hour of day", 0, 23});
  visit("sectors.hospital.outpatient_closes", s.hospital.outpatient_closes,
        FieldSpec{"closing of clinics on working days", "hour of day", 1, 24});
  visit("sectors.hospital.acute_stay_days", s.hospital.acute_stay_days,
        FieldSpec{"mean acute stay until ready for discharge", "days", 0.1, 90});
  visit("sectors.hospital.elective_stay_days", s.hospital.elective_stay_days,
        FieldSpec{"mean planned stay until ready for discharge", "days", 0.1, 90});
  visit("sectors.hospital.stay_sigma", s.hospital.stay_sigma,
        FieldSpec{"spread of stays: standard deviation of the logarithm", "1", 0, 2});
  visit("sectors.hospital.stay_frailty_slope", s.hospital.stay_frailty_slope,
        FieldSpec{"how stays lengthen with frailty: exponent of frailty", "1", 0, 2});

  visit("sectors.municipality.temporary_places_per_1000", s.municipality.temporary_places_per_1000,
        FieldSpec{"temporary places, acute places included", "places per 1,000 residents", 0.001, 50});
  visit("sectors.municipality.acute_place_share", s.municipality.acute_place_share,
        FieldSpec{"share of temporary places that are acute places", "share", 0, 1});
  visit("sectors.municipality.acute_nursing_per_1000", s.municipality.acute_nursing_per_1000,
        FieldSpec{"patients whom the acute nursing team can treat at home at once", "patients per 1,000 residents", 0,
                  50});
  visit("sectors.municipality.place_stay_days", s.municipality.place_stay_days,
        FieldSpec{"mean stay in a temporary place", "days", 0.5, 365});
  visit("sectors.municipality.acute_function_days", s.municipality.acute_function_days,
        FieldSpec{"mean time in the care of the acute function, in an acute place or at home", "days", 0.5, 365});
  visit("sectors.municipality.place_stay_sigma", s.municipality.place_stay_sigma,
        FieldSpec{"spread of those stays: standard deviation of the logarithm", "1", 0, 2});
  visit("sectors.municipality.home_nursing_courses_per_1000", s.municipality.home_nursing_courses_per_1000,
        FieldSpec{"courses of home nursing after illness that can run at once", "courses per 1,000 residents", 0.001,
                  200});
  visit("sectors.municipality.home_nursing_days", s.municipality.home_nursing_days,
        FieldSpec{"mean length of such a course", "days", 0.5, 365});
  visit("sectors.municipality.home_nursing_acute_days", s.municipality.home_nursing_acute_days,
        FieldSpec{"mean length of a course in an acute episode, until it has helped or not", "days", 0.5, 365});
  visit("sectors.municipality.home_nursing_sigma", s.municipality.home_nursing_sigma,
        FieldSpec{"spread of that length: standard deviation of its logarithm", "1", 0, 2});
  visit("sectors.municipality.home_nursing_hours", s.municipality.home_nursing_hours,
        FieldSpec{"nursing time in a course", "hours per day", 0, 24});
  visit("sectors.municipality.home_nursing_acute_hours", s.municipality.home_nursing_acute_hours,
        FieldSpec{"nursing time in a course in an acute episode", "hours per day", 0, 24});
  visit("sectors.municipality.assessment_days", s.municipality.assessment_days,
        FieldSpec{"mean time to assess what a discharged patient needs, when relations are absent", "days", 0.01, 60});
  visit("sectors.municipality.assessment_opens", s.municipality.assessment_opens,
        FieldSpec{"opening of the assessment office on working days", "hour of day", 0, 23});
  visit("sectors.municipality.assessment_closes", s.municipality.assessment_closes,
        FieldSpec{"closing of the assessment office on working days", "hour of day", 1, 24});

  visit("needs.difficulty_alpha", s.needs.difficulty_alpha,
        FieldSpec{"difficulty of an episode: first shape of its beta distribution", "1", 0.1, 50});
  visit("needs.difficulty_beta", s.needs.difficulty_beta,
        FieldSpec{"difficulty of an episode: second shape of its beta distribution", "1", 0.1, 50});
  visit("needs.difficulty_per_condition", s.needs.difficulty_per_condition,
        FieldSpec{"rise of difficulty for each chronic condition", "1", 0, 0.5});
  visit("needs.difficulty_frailty_slope", s.needs.difficulty_frailty_slope,
        FieldSpec{"rise of difficulty with the logarithm of frailty", "1", 0, 1});
  visit("needs.emergency_share", s.needs.emergency_share,
        FieldSpec{"share of acute episodes that are emergencies", "share", 0, 1});
  visit("needs.urgent_share", s.needs.urgent_share,
        FieldSpec{"share of acute episodes that are urgent; the rest are subacute", "share", 0, 1});
  visit("needs.emergency_wait_days", s.needs.emergency_wait_days,
        FieldSpec{"longest acceptable wait in an emergency", "days", 0, 60});
  visit("needs.urgent_wait_days", s.needs.urgent_wait_days,
        FieldSpec{"longest acceptable wait in an urgent episode", "days", 0, 60});
  visit("needs.subacute_wait_days", s.needs.subacute_wait_days,
        FieldSpec{"longest acceptable wait in a subacute episode", "days", 0, 60});
  visit("needs.surgical_share", s.needs.surgical_share,
        FieldSpec{"share of acute admissions to surgical wards", "share", 0, 1});
  visit("needs.self_care_days", s.needs.self_care_days,
        FieldSpec{"time after which self-care has worked or not", "days", 0.1, 60});
  visit("needs.self_referral_share", s.needs.self_referral_share,
        FieldSpec{"share of urgent episodes that go to the emergency department unseen by a GP", "share", 0, 1});

  visit("aftercare.municipal_need_base", s.aftercare.municipal_need_base,
        FieldSpec{"municipal care after an acute stay, log-odds at age 70 and frailty 1", "log-odds", -20, 20});
  visit("aftercare.municipal_need_per_decade", s.aftercare.municipal_need_per_decade,
        FieldSpec{"its rise with age", "log-odds per 10 years", -10, 10});
  visit("aftercare.municipal_need_frailty", s.aftercare.municipal_need_frailty,
        FieldSpec{"its rise with the logarithm of frailty", "log-odds", -10, 10});
  visit("aftercare.round_the_clock_share", s.aftercare.round_the_clock_share,
        FieldSpec{"share of those who need municipal care after a stay and cannot yet be cared for at home", "share", 0,
                  1});
  visit("aftercare.difficulty_after_stay", s.aftercare.difficulty_after_stay,
        FieldSpec{"difficulty that is left when a stay is over, as a share of what it was", "share", 0, 1});
  visit("aftercare.first_visit_days", s.aftercare.first_visit_days,
        FieldSpec{"median time from discharge to the first visit by whoever follows up", "days", 0.1, 60});
  visit("aftercare.first_visit_sigma", s.aftercare.first_visit_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 2});
  visit("aftercare.relapse_rate", s.aftercare.relapse_rate,
        FieldSpec{"rate of relapse after discharge where capability equals difficulty", "per day", 0, 1});
  visit("aftercare.relapse_steepness", s.aftercare.relapse_steepness,
        FieldSpec{"how relapse grows with difficulty beyond capability", "1", 0, 20});
  visit("aftercare.relapse_window_days", s.aftercare.relapse_window_days,
        FieldSpec{"how long after discharge a relapse can follow", "days", 1, 365});
  visit("aftercare.orphan_share", s.aftercare.orphan_share,
        FieldSpec{"share of follow-up tasks that nobody picks up where ties are absent (grey zones)", "share", 0, 1});
  visit("aftercare.orphan_detection_days", s.aftercare.orphan_detection_days,
        FieldSpec{"mean time until an orphaned task is found", "days", 0.1, 365});
  visit("aftercare.orphan_relapse_ratio", s.aftercare.orphan_relapse_ratio,
        FieldSpec{"relapse rate while a follow-up task is orphaned, over the rate otherwise", "ratio", 1, 20});

  constexpr auto weight = [](std::string_view meaning) { return FieldSpec{meaning, "share", 0, 1}; };
  constexpr auto life = [](std::string_view meaning) { return FieldSpec{meaning, "days", 0.1, 3660}; };
  visit("info.weight.diagnosis", s.info.weight_diagnosis, weight("weight of the diagnoses in information quality"));
  visit("info.weight.medication", s.info.weight_medication, weight("weight of the medication list"));
  visit("info.weight.function", s.info.weight_function, weight("weight of the level of functioning"));
  visit("info.weight.social", s.info.weight_social, weight("weight of the social situation"));
  visit("info.weight.plan", s.info.weight_plan, weight("weight of the care plan"));
  visit("info.weight.pending", s.info.weight_pending, weight("weight of tests and referrals that are under way"));
  visit("info.weight.contact", s.info.weight_contact, weight("weight of knowing whom to call"));
  visit("info.life.diagnosis", s.info.life_diagnosis, life("useful life of the diagnoses"));
  visit("info.life.medication", s.info.life_medication, life("useful life of the medication list"));
  visit("info.life.function", s.info.life_function, life("useful life of the level of functioning"));
  visit("info.life.social", s.info.life_social, life("useful life of the social situation"));
  visit("info.life.plan", s.info.life_plan, life("useful life of the care plan"));
  visit("info.life.pending", s.info.life_pending, life("useful life of what is under way"));
  visit("info.life.contact", s.info.life_contact, life("useful life of knowing whom to call"));
  constexpr auto share = [](std::string_view meaning) { return FieldSpec{meaning, "share", 0, 1}; };
  visit("info.transmit.medication", s.info.transmit_medication,
        share("share of handovers that pass on diagnoses and medication, ties aside"));
  visit("info.transmit.function", s.info.transmit_function, share("the same for the level of functioning"));
  visit("info.transmit.social", s.info.transmit_social, share("the same for the social situation and whom to call"));
  visit("info.transmit.plan", s.info.transmit_plan, share("the same for the plan and what is under way"));
  visit("info.relational_gain", s.info.relational_gain, share("how much of the loss perfect relations would mend"));
  visit("info.latency_days", s.info.latency_days,
        FieldSpec{"median time a letter takes, where relations are absent", "days", 0, 60});
  visit("info.latency_sigma", s.info.latency_sigma,
        FieldSpec{"spread of that time: standard deviation of its logarithm", "1", 0, 3});
  visit("info.shared_plan", s.info.shared_plan,
        share("share of eligible residents (two conditions or more) with a shared care plan"));
  visit("info.sync_days", s.info.sync_days,
        FieldSpec{"time until a change in the shared plan is seen by its members", "days", 0, 60});
  visit("info.capacity_age_days", s.info.capacity_age_days,
        FieldSpec{"age of the other sector's free-capacity figure; inf: never seen", "days", 0.04, any});
  visit("info.discharge_notice_days", s.info.discharge_notice_days,
        FieldSpec{"how long before a patient is ready the hospital tells the municipality", "days", 0, 30});
  visit("info.noise_floor", s.info.noise_floor,
        FieldSpec{"error in perceived difficulty when all is known", "1", 0, 1});
  visit("info.noise_unknown", s.info.noise_unknown, FieldSpec{"further error when nothing is known", "1", 0, 1});
  visit("info.bias.hospital", s.info.bias_hospital,
        FieldSpec{"own-spectrum bias of hospital doctors in perceived difficulty", "1", -1, 1});
  visit("info.bias.general_practice", s.info.bias_general_practice,
        FieldSpec{"own-spectrum bias of general practitioners", "1", -1, 1});
  visit("info.bias.municipality", s.info.bias_municipality,
        FieldSpec{"own-spectrum bias of municipal assessors", "1", -1, 1});
  visit("info.knowledge_floor", s.info.knowledge_floor,
        share("share of a level's capability that is usable without knowing the patient"));

  visit("relations.support", s.relations.support,
        FieldSpec{"structures that support relational coordination between sectors", "1", 0, 2});
  visit("relations.turnover", s.relations.turnover, FieldSpec{"staff turnover", "per year", 0, 1});
  visit("relations.conflict", s.relations.conflict, FieldSpec{"disputes for each handover", "share", 0, 1});

  visit("decide.rule", s.decide.rule, text("how the level of care is chosen"));
  visit("decide.view", s.decide.view, text("whose costs the chooser counts"));
  visit("decide.cost", s.decide.cost, text("what a unit of care is said to cost"));
  visit("decide.min_effect", s.decide.min_effect,
        FieldSpec{"a level is effective when it is likely enough to resolve the episode", "probability", 0, 1});
  visit("decide.deviation", s.decide.deviation,
        FieldSpec{"share of decisions in which a clinician goes one level up from the rule", "share", 0, 1});
  visit("decide.level4_seen", s.decide.level4_seen,
        FieldSpec{"share of decisions in which the acute function comes to a GP's mind, or any municipal care to a "
                  "hospital doctor's",
                  "share", 0, 1});
  visit("decide.standard_cover", s.decide.standard_cover,
        FieldSpec{"share of follow-up tasks that a who-does-what standard covers", "share", 0, 1});
  visit("decide.coordinator_share", s.decide.coordinator_share,
        FieldSpec{"share of residents with two conditions or more who have a named coordinator (tovholder)", "share", 0,
                  1});
  visit("decide.steepness", s.decide.steepness,
        FieldSpec{"how sharply effect falls when difficulty passes capability", "1", 0.1, 100});
  visit("decide.offset", s.decide.offset,
        FieldSpec{"margin by which capability may fall short at even odds", "1", -1, 1});
  visit("decide.harm", s.decide.harm, FieldSpec{"value of the harm when even the highest level fails", "DKK", 0, 1e7});
  visit("decide.harm_share_urgent", s.decide.harm_share_urgent,
        FieldSpec{"harm of a failed attempt in an urgent episode, as a share of that in an emergency", "share", 0, 1});
  visit("decide.handover_cost", s.decide.handover_cost,
        FieldSpec{"cost of a failed attempt and the handover upwards, all parties", "DKK", 0, 1e6});
  visit("decide.referral_effort", s.decide.referral_effort,
        FieldSpec{"the sender's own cost of handing a patient on", "DKK", 0, 1e6});
  visit("decide.risk.general_practice", s.decide.risk_general_practice,
        FieldSpec{"what a failure is worth avoiding to a general practitioner", "DKK", 0, 1e6});
  visit("decide.risk.hospital", s.decide.risk_hospital,
        FieldSpec{"what a failure is worth avoiding to a hospital doctor", "DKK", 0, 1e6});
  visit("decide.risk.municipality", s.decide.risk_municipality,
        FieldSpec{"what a failure is worth avoiding to a municipal assessor", "DKK", 0, 1e6});
  visit("decide.waiting_cost", s.decide.waiting_cost,
        FieldSpec{"what a day of waiting in an acute episode is worth avoiding", "DKK per day", 0, 1e6});
  visit("decide.prior_wait_days", s.decide.prior_wait_days,
        FieldSpec{"wait for a municipal place that others expect when they have no figures", "days", 0, 60});

  constexpr auto price = [](std::string_view meaning, std::string_view unit) {
    return FieldSpec{meaning, unit, 0, 1e6};
  };
  visit("prices.gp_consultation", s.prices.gp_consultation, price("a contact in general practice", "DKK per contact"));
  visit("prices.other_practice_contact", s.prices.other_practice_contact,
        price("a contact in the other practice sector", "DKK per contact"));
  visit("prices.home_nurse_hour", s.prices.home_nurse_hour, price("home nursing", "DKK per hour"));
  visit("prices.temporary_place_day", s.prices.temporary_place_day, price("a day in a temporary place", "DKK per day"));
  visit("prices.acute_function_day", s.prices.acute_function_day,
        price("a day in the care of the acute function", "DKK per day"));
  visit("prices.outpatient_visit", s.prices.outpatient_visit, price("an outpatient attendance", "DKK per visit"));
  visit("prices.emergency_visit", s.prices.emergency_visit,
        price("a visit to the emergency department", "DKK per visit"));
  visit("prices.bed_day", s.prices.bed_day, price("a day in a hospital bed", "DKK per day"));
  visit("prices.variable_share", s.prices.variable_share,
        share("share of any price that varies with one patient more or less"));
  visit("prices.discharge_fee", s.prices.discharge_fee,
        price("what a municipality pays the region for a day after declared ready", "DKK per day"));
  visit("prices.discharge_fee_state_early", s.prices.discharge_fee_state_early,
        price("what it pays the state besides, days 1 and 2", "DKK per day"));
  visit("prices.discharge_fee_state_late", s.prices.discharge_fee_state_late,
        price("what it pays the state besides, from day 3", "DKK per day"));

  visit("money.discharge_fee", s.money.discharge_fee, text("whether municipalities pay for days after declared ready"));
}

}  // namespace klynge

// study_file.h - a study as one HDF5 file: what was run, on what terms, and what came out.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "models/study.h"

namespace klynge {

// Writes /meta, the catalogue of indicators or measures, the nodes, and every result table with columns `arm` and
// `replication` in front. `meta` adds what the core does not know (version, command line, wall time).
void write_study(const std::filesystem::path& file, const StudyPlan& plan, const std::vector<RunResult>& results,
                 const std::map<std::string, std::string>& meta);

}  // namespace klynge

#include "models/queueing/rules.h"

#include <cstddef>
#include <string>
#include <vector>

#include "models/queueing/fields.h"
#include "models/queueing/rule_book.h"
#include "models/scenario/wording.h"

namespace klynge::queueing {
namespace {

// Walks down all tables and looks at the texts that must be names.
class NameRules {
 public:
  explicit NameRules(RuleBook& book) : book_(book) {
    for (const Node& each : book.network().nodes) nodes_.push_back(each.name);
    for (const CustomerClass& each : book.network().classes) classes_.push_back(each.name);
  }

  template <Table T>
  void look(const std::string& key, const T& table) {
    for_each_field(table, [&](const std::string& name, const auto& field, const Spec& spec) {
      look_at(key.empty() ? name : key + "." + name, field, spec);
    });
  }

 private:
  template <class T>
  void look_at(const std::string&, const T&, const Spec&) {}

  void look_at(const std::string& key, const std::string& field, const Spec& spec) {
    if (spec.refers == Refers::nothing || field.empty()) return;
    if (spec.refers == Refers::node_or_out && field == out) return;
    const std::vector<std::string>& known = spec.refers == Refers::customer_class ? classes_ : nodes_;
    if (std::find(known.begin(), known.end(), field) != known.end()) return;
    book_.expected(key, field, expectation(field, spec) + did_you_mean(field, known));
  }

  void look_at(const std::string& key, const Texts& field, const Spec& spec) {
    for (std::size_t i = 0; i < field.size(); ++i) look_at(fmt::format("{}.{}", key, i), field[i], spec);
  }

  void look_at(const std::string& key, const Overflow& field, const Spec& spec) { look_at(key, field.nodes, spec); }

  template <Table T>
  void look_at(const std::string& key, const std::vector<T>& field, const Spec&) {
    for (std::size_t i = 0; i < field.size(); ++i) {
      if constexpr (Named<T>) {
        look(fmt::format("{}.{}", key, field[i].name), field[i]);
      } else {
        look(fmt::format("{}.{}", key, i), field[i]);
      }
    }
  }

  RuleBook& book_;
  std::vector<std::string> nodes_;
  std::vector<std::string> classes_;
};

void check_somebody_comes(RuleBook& book) {
  const QueueingNetwork& network = book.network();
  if (network.nodes.empty()) book.breach("nodes", "nodes: expected at least one, as [nodes.NAME]");
  if (network.classes.empty()) book.breach("classes", "classes: expected at least one, as [classes.NAME]");
  const bool somebody =
      !network.arrivals.empty() || std::any_of(network.classes.begin(), network.classes.end(),
                                               [](const CustomerClass& each) { return each.population > 0; });
  if (!somebody && book.is_read("classes") && book.is_read("arrivals")) {
    book.breach("arrivals", "nobody ever comes: expected [[arrivals]], or a class with a population");
  }
}

}  // namespace

void check_names(RuleBook& book) { NameRules(book).look("", book.network()); }

void check_rules(const QueueingNetwork& network, const std::string& file, const Unread& unread, Problems& problems) {
  RuleBook book(network, file, unread, problems);
  check_somebody_comes(book);
  check_names(book);
  check_nodes(book);
  check_lines(book);
  check_clock(book);
  if (problems.count() == 0) check_flow(book);
  if (problems.count() == 0) check_growth(book);
}

}  // namespace klynge::queueing

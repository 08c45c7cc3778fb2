#include <limits>
#include <string>

#include "models/queueing/fields.h"
#include "models/queueing/load.h"
#include "models/queueing/values.h"

namespace klynge::queueing {
namespace {

FieldView view_of(const std::string& key, const Spec& spec) {
  FieldView view;
  view.key = key;
  view.number = std::numeric_limits<double>::quiet_NaN();
  view.unit = spec.unit;
  view.meaning = spec.meaning;
  view.least = spec.least;
  view.most = spec.most;
  view.optional = spec.optional;
  return view;
}

class Lister {
 public:
  template <Table T>
  void list(const std::string& prefix, const T& table) {
    for_each_field(table,
                   [&](const char* key, const auto& field, const Spec& spec) { add(prefix + key, field, spec); });
  }

  void list_laws() {
    for (std::size_t kind = 0; kind < Names<LawKind>::values.size(); ++kind) {
      Law law;
      law.kind = static_cast<LawKind>(kind);
      const std::string prefix = "law." + std::string(Names<LawKind>::values[kind]) + ".";
      for_each_field(law, [&](const std::string& key, const auto& field, const Spec& spec) {
        if (key != "law") add(prefix + key, field, spec);
      });
    }
  }

  std::vector<FieldView> views;

 private:
  template <class T>
  void add(const std::string& key, const T& field, const Spec& spec) {
    FieldView view = view_of(key, spec);
    show(field, view);
    if (spec.optional) {
      view.value = written(field);
    } else {
      view.number = std::numeric_limits<double>::quiet_NaN();
    }
    views.push_back(std::move(view));
  }

  void add(const std::string& key, const Law&, const Spec& spec) {
    FieldView view = view_of(key, spec);
    view.type = "law";
    view.choices.assign(Names<LawKind>::values.begin(), Names<LawKind>::values.end());
    views.push_back(std::move(view));
  }
  void add(const std::string& key, const std::optional<Law>&, const Spec& spec) { add(key, Law{}, spec); }

  template <Table T>
  void add(const std::string& key, const T& field, const Spec&) {
    list(key + ".", field);
  }

  template <Table T>
  void add(const std::string& key, const std::vector<T>&, const Spec&) {
    list(key + (Named<T> ? ".NAME." : ".N."), T{});
  }
};

}  // namespace

std::vector<FieldView> queueing_schema() {
  Lister lister;
  lister.list("", QueueingNetwork{});
  lister.list_laws();
  return lister.views;
}

}  // namespace klynge::queueing

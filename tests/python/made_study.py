"""A study of tables made by hand, of one arm or several, for tests of what is read from a study."""

import pandas as pd

import klynge as kl
from klynge.network import Network
from klynge.results import Study

REACH = ["residents", "admitted", "outpatient", "gp", "telephone", "e_consultation"]
PER_1000 = "per 1,000 resident-years"


class MadeScenario:
    """What reports ask of a scenario, and its tables of places: two towns, each 55 km from one hospital or at it."""

    def __init__(self, values=None):
        self.values = {
            "run.first_day": "2024-01-01",
            "run.warm_up_days": 0,
            "run.days": 365,
            "population.area": "made",
            "population.share": 1,
            "tables.municipalities": "m.csv",
            "tables.clusters": "c.csv",
            **(values or {}),
        }

    def __getitem__(self, key):
        return self.values[key]

    def with_(self, settings):
        return MadeScenario({**self.values, **settings})

    def number(self, key):
        return self.values[key]

    def fields(self):
        return pd.DataFrame({"unit": "1"}, index=pd.Index(self.values, name="key"))

    def confidence(self):
        return {"assumed": 1, "published": 1}

    def network(self):
        nodes = [(0, "GP practice 1, Near", "general practice"), (1, "Medical ward, Hospital", "hospital")]
        return Network(pd.DataFrame(nodes, columns=["node", "name", "sector"]), pd.DataFrame())

    def tables(self):
        return {
            "m.csv": "name,region,population,main_town_lat,main_town_lon\n"
            "Near,Region A,3000,56,10\nFar,Region A,1000,56.5,10\nElsewhere,Region B,0,56,10\n",
            "c.csv": "cluster,lat,lon\nOne,56,10\n",
        }


class MadeSource:
    """indicators: {(indicator, sector, municipality, group): values by replication, or (numerators, denominators)};
    reach: {group: {column: counts by replication}}; tables: any others, whole; not_recorded: {arm: tables of residents
    who were not recorded, by name}."""

    seed = 1
    meta = {}
    shared_warm_up = False

    def __init__(self, arms, units, replications=2, tables=None, not_recorded=None):
        self._tables, self._not_recorded = tables or {}, not_recorded or {}
        self._arms = arms  # name -> (scenario, indicators, reach)
        self.arms = list(arms)
        self.replications = replications
        self.catalogue = pd.DataFrame(
            [(*key, key[0], unit, "neutral", 1) for key, unit in units.items()],
            columns=["indicator", "sector", "title", "unit", "direction", "headline"],
        ).set_index(["indicator", "sector"])
        runs = [(arm, r, 0, 0) for arm in arms for r in range(replications)]
        self.runs = pd.DataFrame(runs, columns=["arm", "replication", "hash", "events"])

    def experiment(self, arm):
        return self._arms[arm][0]

    def follow(self, arm, replication, person, table):
        rows = self._not_recorded[arm][table]
        if person not in set(self._not_recorded[arm]["journeys"]["person"]):
            raise kl.InputError(f"person = {person}: expected a resident")
        return rows[rows["person"] == person]

    def write(self, file):
        file.write_text("made")

    def table(self, name):
        if name in self._tables:
            return self._tables[name]
        if name == "reach":
            columns = ["arm", "replication", "municipality", "group", *REACH]
            rows = [
                (arm, r, "all", group, *(counts.get(column, [0] * self.replications)[r] for column in REACH))
                for arm, (_, _, reach) in self._arms.items()
                for group, counts in reach.items()
                for r in range(self.replications)
            ]
            return pd.DataFrame(rows, columns=columns)
        assert name == "indicators"
        columns = ["arm", "replication", "indicator", "sector", "municipality", "group", "value"]
        rows = []
        for arm, (_, indicators, _) in self._arms.items():
            for key, values in indicators.items():
                for r in range(self.replications):
                    over = values[r] if isinstance(values[r], tuple) else (values[r], 1)
                    scale = 1000 if isinstance(values[r], tuple) else 1
                    rows.append((arm, r, *key, scale * over[0] / over[1], *over))
        return pd.DataFrame(rows, columns=[*columns, "numerator", "denominator"])


def made_study(indicators=None, reach=None, scenario=None, units=None):
    """One arm, "made", in two replications; units by indicator and sector, otherwise per 1,000 resident-years."""
    indicators = indicators or {}
    known = {key[:2]: PER_1000 for key in indicators} | (units or {})
    return Study(MadeSource({"made": (scenario or MadeScenario(), indicators, reach or {})}, known))

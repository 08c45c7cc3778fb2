"""The places of care of a scenario and the links between them."""

from typing import Any

import pandas as pd


class Network:
    """`nodes` and `links` as DataFrames.

    nodes: node (its number), name, sector, kind, municipality (empty for the hospital), servers, latitude, longitude.
    links: from, to (numbers of nodes), delay_minutes.
    """

    def __init__(self, nodes: pd.DataFrame, links: pd.DataFrame):
        self.nodes = nodes
        self.links = links

    def sectors(self) -> pd.DataFrame:
        """The nodes of each sector in each municipality or hospital taken together: sector, municipality (or the name
        of the hospital), nodes, servers, latitude, longitude (means)."""
        groups = self._placed().groupby(["sector", "municipality"], sort=False)
        return groups.agg(
            nodes=("node", "size"),
            servers=("servers", "sum"),
            latitude=("latitude", "mean"),
            longitude=("longitude", "mean"),
        ).reset_index()

    def referrals(self) -> pd.DataFrame:
        """The links between those groups: from_sector, from_municipality, to_sector, to_municipality, links."""
        places = self._placed().set_index("node")[["sector", "municipality"]]
        ends = self.links.join(places.add_prefix("from_"), on="from").join(places.add_prefix("to_"), on="to")
        keys = ["from_sector", "from_municipality", "to_sector", "to_municipality"]
        counted = ends.groupby(keys, sort=False).size().rename("links").reset_index()
        same = (counted["from_sector"] == counted["to_sector"]) & (
            counted["from_municipality"] == counted["to_municipality"]
        )
        return counted[~same].reset_index(drop=True)

    def _placed(self) -> pd.DataFrame:
        """The nodes with the hospital's name, which ends their own, where no municipality has one."""
        hospital = self.nodes["name"].str.split(", ", n=1).str[1]
        municipality = self.nodes["municipality"]
        return self.nodes.assign(municipality=municipality.where(municipality != "", hospital))

    def plot(self, ax: Any = None) -> Any:
        """A map of the sectors in each municipality and of who can pass patients to whom. Returns the Axes."""
        from . import plots

        return plots.network(self, ax)

    def __repr__(self) -> str:
        return f"Network({len(self.nodes)} nodes, {len(self.links)} links)"

    def _repr_html_(self) -> str:
        return f"{self!r}{self.sectors().drop(columns=['latitude', 'longitude']).to_html(index=False)}"

"""The package as a whole."""

import subprocess
import sys

import klynge as kl

SESSION = """
base = kl.Scenario.load("baseline").with_({"population.share": 0.005, "run.days": 21})
base.network().plot()
base.population(seed=2026).value_counts("conditions")
leon = base.with_(referral="leon", coordination="shared_plan")
leon.diff(base)

runs = kl.compare({"usual care": base, "LEON": leon}, replications=3, seed=2026)
runs.indicators(["wait_days", "readmission_30d", "cost_per_person"])
runs.difference("LEON", "usual care")
runs.plot("wait_days", by="sector")

runs["LEON"].journey(person=104)

beds = kl.sweep(leon, {"sectors.hospital.beds": range(200, 401, 50)}, replications=2)
beds.plot("wait_days", x="sectors.hospital.beds")
runs.save(folder)
assert kl.reproduce(folder).hash() == runs.hash()
"""


def test_a_notebook_session_runs(tmp_path, axes_closed):
    exec(SESSION, {"kl": kl, "folder": tmp_path / "leon"})


def test_import_is_light():
    heavy = ["matplotlib", "xarray", "scipy", "typer", "rich", "tqdm"]
    code = f"import sys, klynge; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_every_name_of_the_package_is_documented():
    for name in kl.__all__:
        if name != "__version__":
            assert getattr(kl, name).__doc__, name
    assert kl.__version__.count(".") == 2

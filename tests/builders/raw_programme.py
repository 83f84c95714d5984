"""A small programme on disk, in order in every respect, for tests to spoil one thing at a time."""

from pathlib import Path

from etl.configure import load_programme
from etl.intake import Intake, take_in

SECRET = b"secret of the tests"

PROGRAMME = """
id = "proef"
title = { nl = "Proef", en = "Trial" }
story = { nl = "Een proef.", en = "A trial." }
starts = 2021-09-01
ends = 2023-06-30
evaluation = { nl = "Niemand.", en = "Nobody." }
caution = { nl = "Zelfrapportage.", en = "Self-report." }
min_schools_a_partnership = 2
postcode_regions = { "2070" = "antwerpen" }

[units]
trajectory = { one = { nl = "traject", en = "trajectory" }, many = { nl = "trajecten", en = "trajectories" } }
partnership = { one = { nl = "groep", en = "partnership" }, many = { nl = "groepen", en = "partnerships" } }
leader = { one = { nl = "leider", en = "leader" }, many = { nl = "leiders", en = "leaders" } }
school = { one = { nl = "school", en = "school" }, many = { nl = "scholen", en = "schools" } }

[dimensions.level]
label = { one = { nl = "niveau", en = "level" }, many = { nl = "niveaus", en = "levels" } }
categories = [
  { id = "basis", label = { nl = "Basis", en = "Primary" } },
  { id = "secundair", label = { nl = "Secundair", en = "Secondary" } },
]
[dimensions.region]
source = "postcode"
label = { one = { nl = "regio", en = "region" }, many = { nl = "regio's", en = "regions" } }
categories = [
  { id = "antwerpen", label = { nl = "Antwerpen", en = "Antwerp" } },
  { id = "oost-vlaanderen", label = { nl = "Oost-Vlaanderen", en = "East Flanders" } },
]
[dimensions.net]
label = { one = { nl = "net", en = "network" }, many = { nl = "netten", en = "networks" } }
[dimensions.role]
label = { one = { nl = "rol", en = "role" }, many = { nl = "rollen", en = "roles" } }

[[organisers]]
id = "huis"
name = "Huis"

[[trajectories]]
id = "pi-1"
number = 1
organiser = "huis"
[[trajectories]]
id = "pi-2"
number = 2
organiser = "huis"

[[waves]]
id = "begin"
label = { nl = "Begin", en = "Begin" }
short = { nl = "Begin", en = "Begin" }
[[waves]]
id = "end"
label = { nl = "Einde", en = "End" }
short = { nl = "Einde", en = "End" }
[[waves]]
id = "then"
label = { nl = "Toen", en = "Then" }
short = { nl = "Toen", en = "Then" }
retrospective = true
asked_at = "end"

[[session_kinds]]
id = "training_day"
label = { nl = "Vormingsdag", en = "Training day" }
"""

REGISTERS = """
[[sources]]
id = "partnerships"
kind = "register"
table = "partnerships"
files = "partnerships.csv"
[[sources]]
id = "schools"
kind = "register"
table = "schools"
files = "schools.csv"
[[sources]]
id = "leaders"
kind = "register"
table = "leaders"
files = "leaders.csv"
columns = { leader_id = "Nummer", school_number = "School", started_on = "Van", stopped_on = "Tot" }
[[sources]]
id = "coaches"
kind = "register"
table = "coaches"
files = "coaches.csv"
[[sources]]
id = "sessions"
kind = "sessions"
files = "sessions.csv"
[[sources]]
id = "days"
kind = "attendance"
layout = "wide"
files = "days.csv"
columns = { leader_id = "Nummer" }
[[sources]]
id = "groups"
kind = "attendance"
layout = "long"
files = "groups.csv"
columns = { leader_id = "Nummer", session_id = "Sessie", status = "Aanwezig" }
"""

SURVEYS = """
[[sources]]
id = "begin"
kind = "survey"
files = "begin.csv"
instrument = "lijst"
wave = "begin"
respondent = "Nummer"
columns = { answered_at = "Datum" }
[[sources]]
id = "end"
kind = "survey"
files = "end.csv"
instrument = "lijst"
waves_by_value = { "Einde" = "end", "Begin" = "begin" }
respondent = "Nummer"
columns = { wave = "Moment", answered_at = "Datum" }
"""

CODEBOOK = """
id = "lijst"
title = { nl = "Lijst", en = "List" }

[[answer_sets]]
id = "agree"
low = 1
high = 5
missing = ["-99", "n.v.t."]
answers = [
  { code = 1, label = { nl = "Helemaal oneens", en = "Strongly disagree" } },
  { code = 2, label = { nl = "Oneens", en = "Disagree" } },
  { code = 3, label = { nl = "Neutraal", en = "Neutral" } },
  { code = 4, label = { nl = "Eens", en = "Agree" }, also = ["Mee eens"] },
  { code = 5, label = { nl = "Helemaal eens", en = "Strongly agree" } },
]
[[answer_sets]]
id = "themes"
low = 1
high = 3
answers = [
  { code = 1, label = { nl = "Overleg", en = "Deliberation" } },
  { code = 2, label = { nl = "Feedback geven, en krijgen", en = "Feedback" } },
  { code = 3, label = { nl = "Beleid", en = "Policy" } },
]

[[scales]]
id = "trust"
label = { nl = "Vertrouwen", en = "Trust" }
meaning = { nl = "Vertrouwen.", en = "Trust." }
level = "learning"

[[items]]
id = "trust_1"
wording = { nl = "Ik vertrouw mijn collega's.", en = "I trust my colleagues." }
answers = "agree"
waves = ["begin", "end"]
scale = "trust"
[[items]]
id = "trust_2"
wording = { nl = "Mijn collega's vertrouwen mij.", en = "My colleagues trust me." }
answers = "agree"
waves = ["begin", "end"]
scale = "trust"
[[items]]
id = "trust_1_then"
wording = { nl = "Toen vertrouwde ik mijn collega's.", en = "I trusted my colleagues then." }
answers = "agree"
waves = ["then"]
scale = "trust"
retrospective_of = "trust_1"
[[items]]
id = "themes"
kind = "multiple"
wording = { nl = "Wat veranderde er?", en = "What changed?" }
answers = "themes"
waves = ["end"]
level = "behaviour"
"""

FILES = {
    "partnerships.csv": "partnership_id,trajectory_id,name\nA,pi-1,Verband A\nB,pi-2,Verband B\n",
    "schools.csv": (
        "school_number,partnership_id,postcode,level\n"
        "101,A,2000,Basis\n102,A,2018,basis\n103,B,9000,Secundair\n104,B,9000,secundair\n"
    ),
    "leaders.csv": (
        "Nummer;School;Van;Tot\nL1;101;1/9/2021;\nL2;102;1/9/2021;31/12/2022\nL3;103;1/9/2021;\nL4;104;;\n"
    ),
    "coaches.csv": "coach_id,partnership_id,started_on,stopped_on\nK1,A,2021-09-01,2023-06-30\n",
    "sessions.csv": (
        "session_id,trajectory_id,partnership_id,kind,held_on,hours\n"
        "S1,pi-1,,Vormingsdag,2022-03-01,6\nS2,,A,training_day,2023-03-01,3\nS3,pi-2,,Vormingsdag,2022-03-01,6\n"
    ),
    "days.csv": "Nummer,1/3/2022\nL1,X\nL2,afwezig\nL3,X\nL4,\n",
    "groups.csv": "Nummer,Sessie,Aanwezig\nL1,S2,ja\n",
    "begin.csv": (
        "Nummer,Datum,trust_1,Mijn collega's vertrouwen mij.\n"
        "L1,2021-10-01 10:00,4,Eens\nL2,2021-10-02 10:00,5,Helemaal eens\nL3,2021-10-03 10:00,1,n.v.t.\n"
    ),
    "end.csv": (
        "Nummer,Datum,Moment,trust_1,trust_2,trust_1_then,themes\n"
        'L1,2023-06-01 10:00,Einde,5,5,2,"Overleg;Feedback geven, en krijgen"\n'
        "L3,2023-06-02 10:00,Einde,3,,,\n"
    ),
}


def write_programme(folder: Path, *, sources: str = REGISTERS + SURVEYS) -> Path:
    """The programme in `folder`, with raw exports without any fault; the folder itself."""
    (folder / "codebook").mkdir(parents=True)
    (folder / "raw").mkdir()
    (folder / "programme.toml").write_text(PROGRAMME + sources, encoding="utf-8")
    (folder / "codebook" / "lijst.toml").write_text(CODEBOOK, encoding="utf-8")
    for name, text in FILES.items():
        (folder / "raw" / name).write_text(text, encoding="utf-8")
    return folder


def change_file(folder: Path, name: str, old: str, new: str) -> None:
    """Replace one piece of text, that must stand there exactly once, in a file of the programme."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def take_in_folder(folder: Path) -> Intake:
    """The intake of the programme in `folder`."""
    return take_in(load_programme(folder), secret=SECRET, report=lambda _key, _share: None)

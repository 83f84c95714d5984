"""Averages and shares of answers at one moment."""

from schemas.methods.method import Method

METHODS = (
    Method(
        id="mean_cohort",
        statistics=("mean",),
        formula=r"\bar{x} \pm t_{n-1}\,\frac{s}{\sqrt{n}}\sqrt{1-\frac{n}{N}}",
        source="Cochran (1977), Sampling Techniques, 2.6",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_means.py",
        pages=("overview", "reaction", "learning", "behaviour"),
    ),
    Method(
        id="wilson",
        statistics=("top2", "share_"),
        formula=r"\frac{\hat{p}+z^2/2n \pm z\sqrt{\hat{p}(1-\hat{p})/n+z^2/4n^2}}{1+z^2/n}",
        source="Wilson (1927); Newcombe (1998), Statistics in Medicine 17",
        library="kompas",
        known_answer="tests/known_answers/test_wilson.py",
        pages=("reaction", "learning", "behaviour"),
    ),
    Method(
        id="nps",
        statistics=("nps",),
        formula=r"100\,(p-d) \pm z \cdot 100\sqrt{\frac{p+d-(p-d)^2}{n}}",
        source="Reichheld (2003); Rocks (2016), The American Statistician 70",
        library="kompas",
        known_answer="tests/known_answers/test_nps.py",
        pages=("reaction",),
    ),
    Method(
        id="roster",
        statistics=("count", "rate"),
        formula=r"\frac{n}{N}",
        source="",
        library="kompas",
        known_answer="tests/known_answers/test_roster.py",
        has_interval=False,
        pages=("reach", "response", "quality"),
    ),
    Method(
        id="attendance",
        statistics=("mean",),
        formula=r"\frac{1}{n}\sum_i \frac{a_i}{v_i}",
        source="",
        library="kompas",
        known_answer="tests/known_answers/test_attendance.py",
        has_interval=False,
        pages=("attendance", "design"),
    ),
)

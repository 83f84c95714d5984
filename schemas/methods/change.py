"""What changed in the same people between two moments."""

from schemas.methods.method import Method

METHODS = (
    Method(
        id="change_cr2",
        statistics=("change",),
        formula=r"\bar{d} \pm t_{\nu}\sqrt{\frac{1}{n^2}\sum_j \frac{S_j^2}{1-m_j/n}}",
        source="Bell & McCaffrey (2002); Pustejovsky & Tipton (2018), JBES 36",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_change.py",
        pages=("overview", "learning", "behaviour"),
    ),
    Method(
        id="change_people",
        statistics=("change", "mean_from", "mean_to", "d_av", "improved", "same", "worse"),
        formula=r"\bar{d} \pm t_{n-1}\frac{s_d}{\sqrt{n}}",
        source="Student (1908); Cumming (2012)",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_change.py",
        pages=("overview", "learning", "behaviour"),
    ),
)

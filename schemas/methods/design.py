"""How a trajectory is set up, and what leaders take from it into their school."""

from schemas.methods.method import Method

_TEST = "tests/known_answers/test_design.py"

METHODS = (
    Method(
        id="school_years",
        formula=r"\frac{h_{\text{last}}-h_{\text{first}}+1}{2}",
        source="",
        library="kompas",
        known_answer=_TEST,
        has_interval=False,
        pages=("design",),
    ),
    Method(
        id="held_sessions",
        formula=r"\frac{1}{m}\left(a+\frac{b}{P}\right)",
        source="",
        library="kompas",
        known_answer=_TEST,
        has_interval=False,
        pages=("design",),
    ),
    Method(
        id="offered_hours",
        formula=r"\frac{P\,u_k+v_k}{\sum_j (P\,u_j+v_j)}",
        source="",
        library="kompas",
        known_answer=_TEST,
        has_interval=False,
        pages=("design",),
    ),
    Method(
        id="partnership_count",
        formula=r"\operatorname{med}(n_1,\dots,n_P),\quad \frac{\#\{p: l\le n_p\le u\}}{P}",
        source="",
        library="kompas",
        known_answer=_TEST,
        has_interval=False,
        pages=("design",),
    ),
    Method(
        id="attended_pace",
        statistics=("mean",),
        formula=r"\frac{1}{n}\sum_i \frac{a_i}{t_{T(i)}}",
        source="",
        library="kompas",
        known_answer=_TEST,
        has_interval=False,
        pages=("design",),
    ),
    Method(
        id="actions",
        statistics=("share_",),
        formula=r"\frac{1}{n}\sum_i \max_j [s_{ij}\ge s]",
        source="",
        library="kompas",
        known_answer="tests/known_answers/test_actions.py",
        has_interval=False,
        pages=("design", "behaviour"),
    ),
    Method(
        id="stayed",
        statistics=("count", "rate"),
        formula=r"\frac{|A\cap B|}{|A|}",
        source="",
        library="kompas",
        known_answer="tests/known_answers/test_follow_up.py",
        has_interval=False,
        pages=("behaviour",),
    ),
)

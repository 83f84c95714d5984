"""Who answered and who did not, and what that may do to the figures."""

from schemas.methods.method import Method

METHODS = (
    Method(
        id="leavers",
        models=("leavers",),
        formula=r"g=\left(1-\frac{3}{4\nu-1}\right)\frac{\bar{x}_{\text{left}}-\bar{x}_{\text{stayed}}}{s}",
        source="Hedges & Olkin (1985); Binder (1983), International Statistical Review 51",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_leavers.py",
        pages=("response",),
    ),
    Method(
        id="leavers_people",
        stands_in_for="leavers",
        models=("leavers",),
        formula=r"g\pm z\sqrt{\frac{n_1+n_2}{n_1 n_2}+\frac{g^2}{2(n_1+n_2)}}",
        source="Hedges & Olkin (1985), Statistical Methods for Meta-Analysis",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_leavers.py",
        pages=("response",),
    ),
    Method(
        id="representativeness",
        models=("representativeness",),
        formula=r"R=1-2\,\mathrm{SD}(\hat{\rho})",
        source="Schouten, Cobben & Bethlehem (2009); Shlomo, Skinner & Schouten (2012), JOS 28",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_representativeness.py",
        pages=("response",),
    ),
    Method(
        id="little",
        models=("mcar",),
        formula=(
            r"\chi^2=\sum_j n_j(\bar{y}_j-\hat{\mu}_j)^{\top}\hat{\Sigma}_j^{-1}(\bar{y}_j-\hat{\mu}_j)"
        ),
        source="Little (1988), JASA 83",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_little.py",
        pages=("response",),
        has_interval=False,
    ),
    Method(
        id="raked",
        models=("raked",),
        formula=r"\bar{d}_w=\frac{\sum_i w_i d_i}{\sum_i w_i}",
        source="Deming & Stephan (1940); Deville, Särndal & Sautory (1993), JASA 88",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_raking.py",
        pages=("response",),
    ),
)

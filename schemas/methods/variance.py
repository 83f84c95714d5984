"""How answers differ between trajectories, partnerships and people."""

from schemas.methods.method import Method

METHODS = (
    Method(
        id="variance_profile",
        models=("variance",),
        formula=r"y=\mu+u_{\text{trajectory}}+u_{\text{partnership}}+e,\quad "
        r"\{\tau:\ D(\tau)-D(\hat\tau)\le\chi^2_{1;\,0.95}\}",
        source="Patterson & Thompson (1971), Biometrika 58; Bates et al. (2015), J. Statistical Software 67",
        library="kompas",
        known_answer="tests/known_answers/test_variance.py",
        pages=("differences",),
    ),
    Method(
        id="plausible_range",
        models=("variance",),
        formula=r"\hat\mu \pm 1.96\sqrt{\hat\tau_{\text{trajectory}}^2+\hat\tau_{\text{partnership}}^2}",
        source="Raudenbush & Bryk (2002), Hierarchical Linear Models, 4",
        library="kompas",
        known_answer="tests/known_answers/test_variance.py",
        pages=("differences",),
    ),
    Method(
        id="mean_reliability",
        models=("variance",),
        formula=r"\lambda=\frac{\tau^2}{\tau^2+\sigma^2/n}",
        source="Efron & Morris (1977), Scientific American 236",
        library="kompas",
        known_answer="tests/known_answers/test_shrinkage.py",
        has_interval=False,
        pages=("differences",),
    ),
)

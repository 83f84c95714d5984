"""How well the questions of a scale hold together."""

from schemas.methods.method import Method

METHODS = (
    Method(
        id="alpha",
        models=("alpha",),
        formula=r"\alpha=\frac{k}{k-1}\left(1-\frac{\sum_i s_i^2}{s_{\text{sum}}^2}\right)",
        source="Cronbach (1951); Feldt (1965), Psychometrika 30",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_reliability.py",
        pages=("response",),
    ),
    Method(
        id="omega",
        models=("omega",),
        formula=r"\omega=\frac{(\sum_i\lambda_i)^2}{(\sum_i\lambda_i)^2+\sum_i\theta_i}",
        source="McDonald (1999), Test Theory; Jöreskog (1967), Psychometrika 32",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_omega.py",
        pages=("response",),
    ),
)

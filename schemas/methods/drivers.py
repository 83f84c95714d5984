"""What goes together with an outcome, within partnerships and between them."""

from schemas.methods.method import Method

_CR2 = "Bell & McCaffrey (2002); Pustejovsky & Tipton (2018), JBES 36"

METHODS = (
    Method(
        id="drivers_within",
        models=("drivers",),
        formula=r"y_{ij}-\bar{y}_j=\sum_k\beta_k\,(x_{kij}-\bar{x}_{kj})+e_{ij}",
        source=f"Mundlak (1978), Econometrica 46; {_CR2}",
        library="kompas, numpy, scipy",
        known_answer="tests/known_answers/test_within_between.py",
        pages=("drivers",),
    ),
    Method(
        id="drivers_between",
        models=("drivers",),
        formula=r"\bar{y}_j=\alpha+\sum_k\gamma_k\,\bar{x}_{kj}+u_j,\quad w_j=n_j",
        source=f"Mundlak (1978), Econometrica 46; {_CR2}",
        library="kompas, numpy, scipy",
        known_answer="tests/known_answers/test_within_between.py",
        pages=("drivers",),
    ),
    Method(
        id="drivers_weight",
        models=("drivers",),
        formula=r"\frac{1}{R^2\,p!}\sum_{r}\left[R^2(S_k(r)\cup\{k\})-R^2(S_k(r))\right]",
        source="Lindeman, Merenda & Gold (1980); Grömping (2006), Journal of Statistical Software 17",
        library="kompas, numpy",
        known_answer="tests/known_answers/test_key_drivers.py",
        pages=("drivers",),
    ),
    Method(
        id="drivers_r2",
        models=("drivers",),
        formula=r"R^2=1-\frac{\sum e_{ij}^2}{\sum(y_{ij}-\bar{y}_j)^2}",
        source="Steiger & Fouladi (1992); Smithson (2001), Educational and Psychological Measurement 61",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_key_drivers.py",
        pages=("drivers",),
    ),
    Method(
        id="dose_within",
        models=("dose",),
        formula=r"y_{ij}-\bar{y}_j=\beta\,(d_{ij}-\bar{d}_j)+e_{ij}",
        source=f"Mundlak (1978), Econometrica 46; {_CR2}",
        library="kompas, numpy, scipy",
        known_answer="tests/known_answers/test_dose.py",
        pages=("drivers",),
    ),
    Method(
        id="dose_between",
        models=("dose",),
        formula=r"\bar{y}_j=\alpha+\gamma\,\bar{d}_j+u_j,\quad w_j=n_j",
        source=f"Mundlak (1978), Econometrica 46; {_CR2}",
        library="kompas, numpy, scipy",
        known_answer="tests/known_answers/test_dose.py",
        pages=("drivers",),
    ),
)

"""What changed in the same people between two moments."""

from schemas.methods.method import Method

_PAGES = ("learning", "behaviour")

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
        statistics=("change", "mean_from", "mean_to", "improved", "same", "worse"),
        formula=r"\bar{d} \pm t_{n-1}\frac{s_d}{\sqrt{n}}",
        source="Student (1908); Cumming (2012)",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_change.py",
        pages=("overview", "learning", "behaviour"),
    ),
    Method(
        id="change_pooled",
        statistics=("change",),
        formula=r"\bar{d} \pm t_{\nu}\,\frac{s_p}{\sqrt{n}},\quad "
        r"s_p^2=\frac{1}{\nu}\sum_j(n_j-1)s_{d,j}^2,\ \nu=\sum_j(n_j-1)",
        source="Fisher (1925)",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_pooled.py",
        pages=("learning", "behaviour"),
    ),
    Method(
        id="d_cr2",
        statistics=("d_av", "d_z"),
        formula=r"d_{av}=\frac{\bar{d}}{(s_1+s_2)/2},\quad d_z=\frac{\bar{d}}{s_d};\quad"
        r" \left[\delta_L,\delta_H\right]\frac{\sqrt{V_{CR2}}}{s},\ t\sim t'_{\nu}(\delta)",
        source="Cumming (2012), ch. 11; Algina & Keselman (2003); Steiger & Fouladi (1997)",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_effect_size.py",
        pages=_PAGES,
    ),
    Method(
        id="d_people",
        stands_in_for="d_cr2",
        statistics=("d_av", "d_z"),
        formula=r"d_{av}=\frac{\bar{d}}{(s_1+s_2)/2},\quad d_z=\frac{\bar{d}}{s_d};\quad"
        r" \left[\delta_L,\delta_H\right]\frac{s_d}{s\sqrt{n}},\ t\sim t'_{n-1}(\delta)",
        source="Cumming (2012), ch. 11; Algina & Keselman (2003); Steiger & Fouladi (1997)",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_effect_size.py",
        pages=_PAGES,
    ),
    Method(
        id="p_adjusted",
        statistics=("p_adjusted",),
        formula=r"p_{(i)}^{*}=\min_{j\ge i}\ \min\left(1,\frac{m}{j}\,p_{(j)}\right)",
        source="Benjamini & Hochberg (1995), JRSS B 57",
        library="kompas",
        known_answer="tests/known_answers/test_multiple_testing.py",
        has_interval=False,
        pages=_PAGES,
    ),
    Method(
        id="signed_rank",
        statistics=("hl", "p_signed_rank", "rank_biserial"),
        formula=r"\hat\Delta=\operatorname{med}_{i\le j}\frac{d_i+d_j}{2},\quad r=\frac{R_+-R_-}{R_++R_-}",
        source="Wilcoxon (1945); Hodges & Lehmann (1963); Kerby (2014)",
        library="kompas, scipy",
        known_answer="tests/known_answers/test_signed_rank.py",
        has_interval=False,
        pages=_PAGES,
    ),
    Method(
        id="mcnemar",
        statistics=("top2_change",),
        formula=r"\frac{c-b}{n} \pm \frac{z}{n}\sqrt{b+c-\frac{(b-c)^2}{n}},\quad \chi^2=\frac{(b-c)^2}{b+c}",
        source="McNemar (1947); Agresti (2013), Categorical Data Analysis, 11.1",
        library="kompas",
        known_answer="tests/known_answers/test_paired_share.py",
        pages=_PAGES,
    ),
)

"""Gegevenskwaliteit: what was read, what the checks found, who answered, what was left open."""

from ui.findings import praise_clean, show_findings, tell_findings, write_rows
from ui.frame import open_page
from ui.parts import Part, show_parts
from ui.present.missing import present_missing
from ui.present.quality import present_checks
from ui.present.response import present_response

page = open_page("quality")
texts, checks = page.texts, present_checks(page.whole)
listed = show_findings if checks is not None else None
show_parts(
    page,
    Part(
        "read",
        f"{texts('quality.about_read')} {tell_findings(page)}",
        (checks,),
        more=write_rows(page.whole),
        show=praise_clean,
        whole=True,
    ),
    Part("findings", texts("quality.about_findings"), show=listed, whole=True),
    Part("response", texts("quality.about_response"), (present_response(page),)),
    Part("missing", texts("quality.about_missing"), (present_missing(page),)),
)

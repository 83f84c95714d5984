"""Of whom a figure at one moment is: with a main contrast, of who answered at both of its ends."""

from schemas.programme import Contrast
from ui.present.reference_lines import Asked
from ui.present.scene import Row, Scene, label_wave, waves_of


def is_paired(scene: Scene, indicator: Row, *, wave: str | None = None) -> bool:
    """Whether what is stated of `indicator` (at `wave`, or at all) is of the people of the main contrast."""
    main = _find_main(scene)
    if main is None or main.id not in waves_of(indicator):
        return False
    return wave is None or wave in (main.from_wave, main.to_wave)


def say_paired(scene: Scene, asked: Asked) -> str:
    """That only who answered at both moments counts, where that holds for a row of the figure; or nothing."""
    main = _find_main(scene)
    if main is None or not any(is_paired(scene, indicator, wave=wave) for indicator, wave in asked):
        return ""
    first, second = (label_wave(scene, wave) for wave in (main.from_wave, main.to_wave))
    return scene.texts("results.read_paired", first=first, second=second)


def warn_trend(scene: Scene, indicator: Row) -> str:
    """Between which moments a row of averages is no change in the same people."""
    main = _find_main(scene)
    if main is None or not is_paired(scene, indicator):
        return scene.texts("results.caution_trend")
    first, second = (label_wave(scene, wave) for wave in (main.from_wave, main.to_wave))
    return scene.texts("results.caution_trend_paired", first=first, second=second)


def _find_main(scene: Scene) -> Contrast | None:
    return next(iter(scene.programme.contrasts), None)

"""Stage: from readings to verdicts: computed on the rows, compared, diagnosed, judged."""

from veritab_engine.verify.blame import blamed_once
from veritab_engine.verify.confidence import DEFAULT, confidence, luck, weighed
from veritab_engine.verify.evaluate import Outcome
from veritab_engine.verify.judge import Judgement, judge
from veritab_engine.verify.mixed import unmixed
from veritab_engine.verify.parts import in_parts
from veritab_engine.verify.repair import repaired
from veritab_engine.verify.setting import with_settings
from veritab_engine.verify.swapped import unswapped

__all__ = [
    "DEFAULT",
    "Judgement",
    "Outcome",
    "blamed_once",
    "confidence",
    "in_parts",
    "judge",
    "luck",
    "repaired",
    "unmixed",
    "unswapped",
    "weighed",
    "with_settings",
]

"""The stages of the night as plain functions over a shift, in the order of the road.

Each takes what the stage before it gave. They are tested without Prefect and run the same with it.
"""

from flows.stages.closing import conclude, publish, settle
from flows.stages.corroborating import corroborate
from flows.stages.excusing import excuse
from flows.stages.gathering import crawl, extract, gather, record
from flows.stages.judging import check, decide, judge

__all__ = [
    "check",
    "conclude",
    "corroborate",
    "crawl",
    "decide",
    "excuse",
    "extract",
    "gather",
    "judge",
    "publish",
    "record",
    "settle",
]

"""The sample sites: one module a family of government site software, each as real ones lay out lists and pages.

What stands on a site comes from `flows.demo.publications`; here it is only shown.
"""

from __future__ import annotations

from flows.demo.sites.plan import PLANS, Answer, Page, Plan, Shown
from flows.demo.sites.show import show

__all__ = ["PLANS", "Answer", "Page", "Plan", "Shown", "show"]

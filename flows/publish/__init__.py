"""What a night leaves for people and programs: the summary site, the workbook, machine output and the circular."""

from flows.publish.check_page import render_check
from flows.publish.records import agency_json, finding_json, run_json
from flows.publish.site import publish

__all__ = ["agency_json", "finding_json", "publish", "render_check", "run_json"]

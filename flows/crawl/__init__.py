"""From a registry row to the bytes of its report: polite fetching, discovery, outcomes and evidence."""

from flows.crawl.crawler import Crawler, crawl_all
from flows.crawl.evidence.archive import Archive
from flows.crawl.found import Fetched, Found
from flows.crawl.outcomes import Outcome

__all__ = ["Archive", "Crawler", "Fetched", "Found", "Outcome", "crawl_all"]

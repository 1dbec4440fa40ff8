"""The sites of the demo by address, software and encoding, and what a site shown is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a site. A page that `stumbles` answers 500 to its first request."""

    content: bytes
    content_type: str = "text/html"
    status: int = 200
    stumbles: bool = False


Answer = Callable[[str, Mapping[str, str]], Page | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """One site: its loopback address, whose it is, and how it speaks.

    `encoding` is that of the bytes; `meta` what the page says of it and `header` what the server says, either of which
    may be missing or wrong. `place` is the area in the site's name.
    """

    key: str
    host: str
    name: str
    owner: str
    place: str
    style: str
    encoding: str = "utf-8"
    meta: str | None = "utf-8"
    header: str | None = None
    up: bool = True

    @property
    def content_type(self) -> str:
        """The Content-Type that the site sends with its pages."""
        return f"text/html; charset={self.header}" if self.header else "text/html"

    def page(self, html: str) -> Page:
        """A page of this site in its encoding."""
        return Page(html.encode(self.encoding), self.content_type)


@dataclass(frozen=True, slots=True)
class Shown:
    """A site ready to serve: its pages by path, what it answers by calculation, and where things are.

    `home` and `lists` are paths for the registry: the site, and the column that lists an agency's reports.
    """

    plan: Plan
    pages: Mapping[str, Page]
    home: str
    lists: Mapping[str, str]
    reports: Mapping[str, str]
    answer: Answer | None = None


PLANS: tuple[Plan, ...] = (
    Plan("qinglan", "127.0.11.1", "青澜市人民政府门户网站", "青澜市人民政府办公室", "青澜", "trs", header="utf-8"),
    # gb18030 bytes under the usual wrong name.
    Plan("wangpu", "127.0.11.2", "望浦区人民政府", "望浦区人民政府办公室", "望浦", "hanweb", "gb18030", "gb2312"),
    Plan("yanxi", "127.0.11.3", "砚溪县人民政府网", "砚溪县人民政府办公室", "砚溪", "kaipu", header="UTF-8"),
    # UTF-8 bytes, named rightly by the server and wrongly by the page.
    Plan("linxiu", "127.0.11.4", "临岫县人民政府", "临岫县人民政府办公室", "临岫", "vsb", "utf-8", "gb2312", "UTF-8"),
    Plan("songyu", "127.0.11.5", "松屿区人民政府门户网站", "松屿区人民政府办公室", "松屿", "gkmlpt", header="utf-8"),
    # UTF-8 bytes, named wrongly by a server that was never set up.
    Plan("gaoxin", "127.0.11.6", "青澜高新区", "青澜高新区管委会办公室", "高新区", "posts", header="ISO-8859-1"),
    # gb18030 bytes under no name at all.
    Plan("shuiwu", "127.0.11.7", "国家税务总局青澜市税务局", "青澜市税务局", "青澜税务", "vsb", "gb18030", None),
    Plan("qixiang", "127.0.11.8", "青澜市气象局", "青澜市气象局", "青澜气象", "vsb", up=False),
)

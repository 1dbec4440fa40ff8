"""Pages of the invented county 云岭县, with all the furniture that real ones have around what matters."""

from __future__ import annotations

from collections.abc import Iterable

from checks.model import Agency
from tests.crawl.badserver import BadServer

Row = tuple[str, str, str]
WHO = "云岭县水务局"
TITLE = f"{WHO}2023年政府信息公开工作年度报告"
OLD: list[Row] = [
    (f"{WHO}2022年政府信息公开工作年度报告", "o22.html", "2023-01-18"),
    (f"{WHO}2021年政府信息公开工作年度报告", "o21.html", "2022-01-20"),
]
PDF, WORD, ZIPPED = b"%PDF-1.5" + b"x" * 900, b"\xd0\xcf\x11\xe0" + b"x" * 900, b"PK\x03\x04" + b"x" * 900
NAVIGATION = ("/xwzx/", "/zwgk/", "/bsfw/", "/hdjl/")
_NAVIGATION = (
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xwzx/">新闻中心</a></li>'
    '<li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>'
)
_FOOT = (
    '<div class="footer"><p>主办：云岭县人民政府办公室 网站标识码：5300000001</p>'
    '<a href="https://bszs.conac.cn/sitename?method=show">事业单位</a></div>'
)
_BODY = """<p style="text-align:center"><strong>{title}</strong></p>
<p>根据《中华人民共和国政府信息公开条例》（国务院令第711号）要求，现公布{who}{year}年政府信息公开工作年度报告。
本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。</p>
<p>一、总体情况</p><p>{year}年，{who}认真贯彻落实各项要求，{filling}</p>
<p>二、主动公开政府信息情况</p><table border="1"><tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>1</td><td>0</td><td>3</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p><table border=1><tr><td>一、本年新收政府信息公开申请数量</td><td>0</td></tr></table>
<p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td>行政复议</td><td>行政诉讼</td></tr><tr><td>0</td><td>0</td></tr></table>
<p>五、存在的主要问题及改进情况</p><p>一是主动公开的深度不够。</p><p>六、其他需要报告的事项</p><p>无。</p>"""
_FILLING = "进一步健全工作机制，细化责任分工，主动公开各类信息共计126条。" * 6


def doc(inner: str, title: str = "云岭县人民政府门户网站", charset: str = "utf-8", head: str = "") -> bytes:
    """A page of the county's site."""
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\r\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml">\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset={charset}" />'
        f"\r\n<title>{title}</title>\r\n{head}</head>\r\n<body>\r\n{_NAVIGATION}{inner}{_FOOT}</body></html>"
    ).encode(charset)


def body(who: str = WHO, year: int = 2023, title: str | None = None) -> str:
    """The text of a report."""
    shown = f"{who}{year}年政府信息公开工作年度报告" if title is None else title
    return _BODY.format(who=who, year=year, title=shown, filling=_FILLING)


def rep(
    who: str = WHO, year: int = 2023, title: str | None = None, charset: str = "utf-8", extra: str = "", named: str = ""
) -> bytes:
    """A page with a report on it; `named` is the page's `<title>`."""
    shown = f"{who}{year}年政府信息公开工作年度报告" if title is None else title
    place = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="./">政府信息公开年报</a></div>'
    about = f'<p class="info">发布时间：{year + 1}-01-22 来源：{who}</p>'
    inner = f'{place}<h1>{shown}</h1>{about}<div class="TRS_Editor">{body(who, year, shown)}</div>{extra}'
    return doc(inner, named or f"{shown}_云岭县人民政府", charset)


def listing(rows: Iterable[Row], more: str = "", title: str = "政府信息公开年报") -> bytes:
    """A plain list."""
    shown = "".join(f"<li><a href='{url}'>{text}</a><span>{day}</span></li>" for text, url, day in rows)
    return doc(f"<h2>{title}</h2><ul>{shown}</ul>{more}", title)


def years(number: int, first: int = 0) -> list[Row]:
    """Other agencies' reports of the year before, and that of the first of them for this year."""
    return [
        (
            f"云岭县第{at}局{2022 + (at == 0)}年政府信息公开工作年度报告",
            f"/art/2023/1/{at}.html",
            f"{2023 + (at == 0)}-01-17",
        )
        for at in range(first, first + number)
    ]


def bureau(server: BadServer, **addresses: str) -> Agency:
    """云岭县水务局 with registered addresses given as paths."""
    given = {name: server.url(path) for name, path in addresses.items()}
    return Agency("yl-swj", WHO, "department", aliases=("县水务局",), **given)  # type: ignore[arg-type]

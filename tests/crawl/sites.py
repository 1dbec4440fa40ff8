"""Small invented government pages: a report, a list of entries, a home page."""

from __future__ import annotations

from collections.abc import Sequence

from checks.model import Agency

BODY = """
<p>一、总体情况</p><p>{year}年，{who}认真贯彻落实《中华人民共和国政府信息公开条例》，所列数据的统计期限为{year}年1月1日至12月31日。</p>
<p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>0</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p><table><tr><td>一、本年新收政府信息公开申请数量</td><td>0</td></tr></table>
<p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p><p>六、其他需要报告的事项</p><p>无。</p>
"""


def page(body: str, title: str = "某市人民政府门户网站", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def report(who: str = "青岭市水利局", year: int = 2023, title: str | None = None, extra: str = "") -> str:
    shown = f"{who}{year}年政府信息公开工作年度报告" if title is None else title
    return page(f"<h1>{shown}</h1><p>发布时间：{year + 1}-01-20</p>{BODY.format(who=who, year=year)}{extra}")


def listing(
    entries: Sequence[tuple[str, str] | tuple[str, str, str]], more: str = "", title: str = "政府信息公开年报"
) -> str:
    rows = "".join(
        f"<li><a href='{entry[1]}'>{entry[0]}</a><span>{entry[2] if len(entry) == 3 else '2024-01-20'}</span></li>"
        for entry in entries
    )
    return page(f"<h2>{title}</h2><ul>{rows}</ul>{more}", title)


def links(*pairs: tuple[str, str]) -> str:
    return page("".join(f"<a href='{url}'>{text}</a> " for text, url in pairs))


def water(**addresses: str | None) -> Agency:
    """青岭市水利局, whose name is in no registry."""
    return Agency("ql-slj", "青岭市水利局", "department", aliases=("市水利局", "青岭市水务局"), **addresses)  # type: ignore[arg-type]


TITLE = "青岭市水利局2023年政府信息公开工作年度报告"

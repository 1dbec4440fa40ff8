"""The fixed vocabulary of what became of a search or a fetch; no other word ever stands in `fetch` or `outcome`.

Each outcome says whether it can heal by itself and what an inspector should do. How an exception or a status becomes
an outcome is told in `flows.crawl.transport.faults`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Heals = Literal["now", "later", "never"]


class Outcome(StrEnum):
    """What became of a fetch or of the search for a report."""

    FOUND = "found"
    UNCHANGED = "unchanged"
    STANDS = "stands"
    NOT_PUBLISHED = "not_published"
    REMOVED = "removed"
    OUT_OF_PLACE = "out_of_place"
    WRONG_REPORT = "wrong_report"
    NO_LIST = "no_list"
    NOT_LISTED = "not_listed"
    EMPTY_LIST = "empty_list"
    UNFINISHED_LIST = "unfinished_list"
    EMPTY_PAGE = "empty_page"
    SHELL_PAGE = "shell_page"
    UNREADABLE_FORMAT = "unreadable_format"
    MOVED_HOME = "moved_home"
    SOFT_NOT_FOUND = "soft_not_found"
    MAINTENANCE = "maintenance"
    SITE_CLOSED = "site_closed"
    PARKED = "parked"
    NOT_FOUND = "not_found"
    GONE = "gone"
    BLOCKED = "blocked"
    CHALLENGE = "challenge"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    HTTP_ERROR = "http_error"
    ROBOTS = "robots"
    ROBOTS_UNREADABLE = "robots_unreadable"
    DNS = "dns"
    DNS_TEMPORARY = "dns_temporary"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    PARTIAL = "partial"
    BAD_RESPONSE = "bad_response"
    BAD_ENCODING = "bad_encoding"
    TIMEOUT_CONNECT = "timeout_connect"
    TIMEOUT_READ = "timeout_read"
    TIMEOUT_TOTAL = "timeout_total"
    TLS_EXPIRED = "tls_expired"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_HOSTNAME = "tls_hostname"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_PROTOCOL = "tls_protocol"
    TOO_LARGE = "too_large"
    LOOP = "loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    OFF_HOST = "off_host"
    FORBIDDEN_ADDRESS = "forbidden_address"
    BAD_ADDRESS = "bad_address"
    SUSPENDED_HOST = "suspended_host"
    QUIET_HOURS = "quiet_hours"
    OUTAGE = "outage"
    NOT_ASKED = "not_asked"
    INTERNAL = "internal"

    @property
    def permanent(self) -> bool:
        """Whether trying again, tonight or another night, cannot change it by itself."""
        return MEANINGS[self].heals == "never"

    @property
    def retryable(self) -> bool:
        """Whether a later try may succeed without anybody doing anything."""
        return not self.permanent

    @property
    def retry_at_once(self) -> bool:
        """Whether a second try within the same night is worth a request."""
        return MEANINGS[self].heals == "now"

    @property
    def meaning(self) -> Meaning:
        """The sentences that go with it."""
        return MEANINGS[self]


@dataclass(frozen=True, slots=True)
class Meaning:
    """An outcome in words: what happened (`zh`, `en`) and what an inspector should do (`todo_zh`, `todo_en`)."""

    heals: Heals
    zh: str
    en: str
    todo_zh: str
    todo_en: str


_WAIT = ("无需处理，下一次夜间核查会再试。", "Nothing; the next night tries again.")
_OPEN = ("请用浏览器打开该地址核实。", "Open the address in a browser.")
_REGISTRY = ("请核对并更新名录中的地址。", "Check the address in the registry and mend it.")
_SITE = ("如连续多日如此，请告知网站主办单位。", "If it lasts for days, tell the site's operator.")
_NONE = ("无需处理。", "Nothing to do.")
_OURS = ("请把日志交给本系统的维护人员。", "Give the log to whoever maintains this system.")


def _means(heals: Heals, zh: str, en: str, todo: tuple[str, str]) -> Meaning:
    return Meaning(heals, zh, en, *todo)


MEANINGS: Mapping[Outcome, Meaning] = {
    Outcome.FOUND: _means("never", "已找到并取得。", "Found and fetched.", _NONE),
    Outcome.UNCHANGED: _means("never", "与上次取得的内容相同。", "The same as last time.", _NONE),
    Outcome.STANDS: _means(
        "never",
        "今夜没有询问，沿用以前取得的内容。",
        "Not asked tonight: what was fetched before stands.",
        ("无需处理，几夜之内会再次询问。", "Nothing; it is asked again within a few nights."),
    ),
    Outcome.NOT_PUBLISHED: _means(
        "later",
        "年报栏目已逐页读完，没有该年度的报告。",
        "The list of reports was read to its end; the year's report is not in it.",
        ("请人工复核栏目后，再通知该机关。", "Look at the list yourself, then notify the agency."),
    ),
    Outcome.REMOVED: _means(
        "later",
        "以前取得过，连续多日已不在原处。",
        "Held before; gone from its place for several nights.",
        ("请核实报告是否被撤下。", "Find out whether the report was withdrawn."),
    ),
    Outcome.OUT_OF_PLACE: _means(
        "later",
        "以前取得过，今夜不在原处；连续多日如此才认定为撤下。",
        "Held before and not in its place tonight; only several such nights count as removal.",
        _WAIT,
    ),
    Outcome.WRONG_REPORT: _means(
        "never",
        "打开的页面不是该机关该年度的报告。",
        "The page is not this agency's report of this year.",
        _REGISTRY,
    ),
    Outcome.NO_LIST: _means("never", "没有找到年报栏目。", "No list of annual reports was found.", _REGISTRY),
    Outcome.NOT_LISTED: _means(
        "never",
        "读完的年报栏目里，没有能认定为该机关本年度报告的。",
        "The lists that were read hold nothing that can be taken for the agency's report of the year.",
        (
            "请查明该机关的年报发布在何处，并在名录中登记其栏目；不能据此认定未发布。",
            "Find out where the agency publishes and register that list; this is no proof of absence.",
        ),
    ),
    Outcome.EMPTY_LIST: _means(
        "later", "年报栏目里读不到任何年度的年报。", "The list shows no annual report of any year.", _OPEN
    ),
    Outcome.UNFINISHED_LIST: _means(
        "later", "年报栏目没有读到最后一页。", "The list could not be read to its end.", _OPEN
    ),
    Outcome.EMPTY_PAGE: _means("later", "页面是空的。", "The page is empty.", _OPEN),
    Outcome.SHELL_PAGE: _means(
        "never",
        "页面只有外壳，正文要靠脚本生成。",
        "The page is a shell that scripts would fill.",
        ("请安装渲染组件（可选），或人工核查。", "Install the optional renderer, or look at it yourself."),
    ),
    Outcome.UNREADABLE_FORMAT: _means(
        "never",
        "报告是本系统不能打开的文件格式。",
        "The report is a file of a format that cannot be opened here.",
        ("请人工打开附件核查，并建议改用通用格式发布。", "Open the file yourself; suggest a common format."),
    ),
    Outcome.MOVED_HOME: _means(
        "never", "该地址被转到了网站首页。", "The address leads to the site's home page.", _REGISTRY
    ),
    Outcome.SOFT_NOT_FOUND: _means(
        "never", "页面写明内容不存在或已删除。", "The page says that there is nothing here.", _REGISTRY
    ),
    Outcome.MAINTENANCE: _means("later", "网站正在维护或升级。", "The site is under maintenance.", _SITE),
    Outcome.SITE_CLOSED: _means(
        "never",
        "网站声明已停止运行或迁移。",
        "The site says that it was closed or has moved.",
        ("请查明新网站，并更新名录中的地址。", "Find the new site and mend the registry."),
    ),
    Outcome.PARKED: _means(
        "never",
        "该地址只有域名停放页或服务器默认页，不是机关网站。",
        "A parked domain or a server's default page.",
        _REGISTRY,
    ),
    Outcome.NOT_FOUND: _means(
        "never", "网站答复：页面不存在（404）。", "The site answers: not found (404).", _REGISTRY
    ),
    Outcome.GONE: _means("never", "网站答复：页面已删除（410）。", "The site answers: gone (410).", _REGISTRY),
    Outcome.BLOCKED: _means(
        "later",
        "网站拒绝了访问（401、403、412）。",
        "The site refuses access.",
        ("请与网站主办单位联系，说明核查用途。", "Ask the site's operator to admit the audit."),
    ),
    Outcome.CHALLENGE: _means(
        "later",
        "被网站防火墙的验证页面拦下。",
        "A firewall's challenge stands in the way.",
        ("请与网站主办单位联系，说明核查用途。", "Ask the site's operator to admit the audit."),
    ),
    Outcome.RATE_LIMITED: _means("now", "网站要求放慢访问（429）。", "The site asks to slow down (429).", _WAIT),
    Outcome.SERVER_ERROR: _means("now", "网站自身出错（5xx）。", "The site has an error of its own (5xx).", _SITE),
    Outcome.HTTP_ERROR: _means(
        "never", "网站给出了无法使用的答复。", "The site answers with an unusable status.", _OPEN
    ),
    Outcome.ROBOTS: _means(
        "never",
        "网站的 robots.txt 不允许抓取该地址。",
        "The site's robots.txt does not allow this address.",
        ("请人工核查，或请主办单位放行。", "Look at it yourself, or ask the operator to allow it."),
    ),
    Outcome.ROBOTS_UNREADABLE: _means(
        "later", "读不到网站的 robots.txt，按不允许处理。", "robots.txt cannot be read: taken as a no.", _SITE
    ),
    Outcome.DNS: _means("later", "域名不存在。", "The host name does not exist.", _REGISTRY),
    Outcome.DNS_TEMPORARY: _means("now", "域名暂时无法解析。", "The host name cannot be resolved now.", _WAIT),
    Outcome.REFUSED: _means("now", "网站拒绝连接。", "The connection was refused.", _SITE),
    Outcome.UNREACHABLE: _means("later", "网络不可达。", "No route to the site.", _SITE),
    Outcome.RESET: _means("now", "连接被网站中断。", "The site broke the connection.", _SITE),
    Outcome.PARTIAL: _means("now", "内容没有传完。", "The content broke off.", _SITE),
    Outcome.BAD_RESPONSE: _means("later", "网站的答复不合 HTTP 规范。", "The answer is no proper HTTP.", _SITE),
    Outcome.BAD_ENCODING: _means("later", "内容的压缩编码损坏或不受支持。", "The content coding is damaged.", _SITE),
    Outcome.TIMEOUT_CONNECT: _means("now", "连接超时。", "Connecting took too long.", _SITE),
    Outcome.TIMEOUT_READ: _means("now", "等待答复超时。", "The answer took too long.", _SITE),
    Outcome.TIMEOUT_TOTAL: _means(
        "later", "传输过慢，到总时限仍未传完。", "Too slow: cut at the total time-out.", _SITE
    ),
    Outcome.TLS_EXPIRED: _means(
        "later", "网站证书已过期或尚未生效。", "The site's certificate has expired or is not yet valid.", _SITE
    ),
    Outcome.TLS_SELF_SIGNED: _means("later", "网站证书是自签的。", "The site's certificate is self-signed.", _SITE),
    Outcome.TLS_HOSTNAME: _means("later", "网站证书与域名不符。", "The certificate is for another host.", _SITE),
    Outcome.TLS_UNTRUSTED: _means(
        "later",
        "网站证书的签发者不受信任，或证书链不完整。",
        "The certificate's issuer is unknown, or its chain is not whole.",
        _SITE,
    ),
    Outcome.TLS_PROTOCOL: _means("later", "加密连接协商失败。", "The encrypted connection failed.", _SITE),
    Outcome.TOO_LARGE: _means("never", "内容超过允许的大小。", "The content is over the size limit.", _OPEN),
    Outcome.LOOP: _means("later", "网站来回跳转，没有终点。", "The redirects go round in a circle.", _SITE),
    Outcome.TOO_MANY_REDIRECTS: _means("later", "跳转次数过多。", "Too many redirects.", _SITE),
    Outcome.OFF_HOST: _means(
        "never",
        "跳转到了登记之外的网站，不作为证据。",
        "It leads to a site that is not registered: no evidence.",
        ("如确是官方网站，请登记该地址。", "If that site is official, register it."),
    ),
    Outcome.FORBIDDEN_ADDRESS: _means(
        "never",
        "地址指向内网或本机，不予访问。",
        "The address is private or local and is never fetched.",
        _REGISTRY,
    ),
    Outcome.BAD_ADDRESS: _means("never", "地址本身不合规范。", "The address itself is malformed.", _REGISTRY),
    Outcome.SUSPENDED_HOST: _means(
        "later", "该网站暂停访问，本次未去打扰。", "The host is suspended; it was left alone.", _WAIT
    ),
    Outcome.QUIET_HOURS: _means("later", "处于免打扰时段。", "It is the site's quiet time.", _WAIT),
    Outcome.NOT_ASKED: _means("never", "该年度不需发布，没有抓取。", "Owes no report for the year: not asked.", _NONE),
    Outcome.OUTAGE: _means(
        "later",
        "同一时间大量网站无法访问，判断为本方网络故障。",
        "Many sites failed at once: the fault is our network.",
        ("请检查本机网络后重新核查。", "Check this machine's network and run again."),
    ),
    Outcome.INTERNAL: _means("later", "本系统自身出错，与该机关无关。", "A fault of this system.", _OURS),
}

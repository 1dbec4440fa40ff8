"""What stands in and round a list that is readable as it is: what may show more of it, and what serves every page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import Build, finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, WHO, bureau, doc, listing, rep

_OLD_ROWS = "".join(f"<li><a href='/{url}'>{text}</a><span>{day}</span></li>" for text, url, day in OLD)
_ROW = f"<li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li>"
_SCRIPT = "application/javascript"


def with_beside(server: BadServer, beside: str = "", row: str = "", above: str = "", head: str = "") -> Agency:
    """The reports of earlier years in a box of their own, and what stands above, among and below them."""
    server.page("/r.html", rep())
    inner = f"{above}<div class='box'><h2>政府信息公开年报</h2><ul class='news'>{_OLD_ROWS}{row}</ul>{beside}</div>"
    server.page("/nb/", doc(inner, head=head))
    return bureau(server, report_list_url="/nb/")


def sites(register: Callable[[Build], Build], told: Mapping[str, str], place: str = "beside") -> None:
    """A site for each piece of markup, put at that place."""
    for name, markup in told.items():

        def build(server: BadServer, markup: str = markup) -> Agency:
            return with_beside(server, **{place: markup})

        build.__name__ = name.replace(" ", "_")
        register(build)


_MAY_SHOW_MORE = {
    "a fetch that nobody can work out": "<script>fetch(base+'/nb/'+id).then(show)</script>",
    "rows that a script writes": "<script>[3].forEach(function(n){$('.news').append('<li><a href=\"/'+n+'\">20'+n+'</a>')})</script>",
    "a script that is packed": "<script>eval(function(p,a){return p}('0(1)',2))</script>",
    "a script that waits for the end of the page to be seen": "<script>new IntersectionObserver(more).observe(end)</script>",
    "a template": "<template><li>{title}</li></template>",
    "a template of a script": "<script type='text/html'>{{each rows}}<li>{{title}}</li>{{/each}}</script>",
    "a part that only a script draws": "<news-list channel='9'></news-list>",
    "rows bound to what a script holds": "<ul><li v-for='one in rows'>{{one.title}}</li></ul>",
    "an empty place that a script names": "<div id='q7'></div><script>draw('#q7')</script>",
    "an empty pager": "<div class='M-page'></div><script src='/gone.js'></script>",
    "records kept in an attribute": '<p data-rows=\'[{"t":"9"}]\'></p>',
    "an address kept in an attribute": "<p data-src='/api/list.json'></p>",
    "an attribute that loads a part": "<p hx-get='/part'></p>",
    "an island of data": "<xml src='new.xml'></xml>",
    "a frame without an address": "<iframe id='f'></iframe>",
    "a frame with its content in itself": "<iframe srcdoc='<p></p>'></iframe>",
    "a frame of another site": "<iframe src='http://list.example.com/nb/'></iframe>",
    "a drawing": "<canvas id='years'></canvas>",
    "a picture to click": "<img src='/next.gif' onclick='go(2)'>",
    "a button without words": "<button><svg></svg></button>",
    "a link with a title alone": "<a href='javascript:;' title='下一页'></a>",
    "a mark named next": "<span class='pg-next'></span>",
    "a field for the page": "<input id='p' size='2'><button onclick='jump()'>跳转</button>",
    "a box of agencies": "<select name='u'><option value='1'>县政府办</option><option value='2'>县水务局</option></select>",
    "a box of years with marks": "<select name='n'><option>2022年度</option><option value='b'>2023年度</option></select>",
    "a form for another year": "<form method='post'>年度 <input name='nd' value='2022'><input type='submit' value='查询'></form>",
    "tabs without handlers": "<p><span class='on'>往年</span><span>当年</span></p>",
    "tabs of ranges of years": "<p><span class='on'>2008-2022</span><span>2023-</span></p>",
    "tabs that keep something": "<p><b data-k='1'>综合</b><b data-k='2'>部门</b></p>",
    "tabs that are named for navigation": "<ul class='nav-tabs'><li class='active'><a href='#a'>历年</a></li><li><a href='#b'>本年</a></li></ul>",
    "dots": "<p><i class='on'></i><i></i><i></i></p>",
    "years folded up": "<details><summary>2023年</summary></details>",
    "words of its own for more": "<span onclick='f()'>查看余下</span>",
    "a pager in another script": "<a href='javascript:go(2)'>كېيىنكى بەت</a>",
    "one of three": "<div>1/3</div>",
    "a total in Chinese numerals": "<p>共计三条</p>",
    "a total of papers": "<p>现有年报十六份</p>",
    "a row without a link": "<ul><li>水务局年度报告（新） 2024-01-22</li></ul>",
    "a title above a picture": "<h3>2023年政府信息公开年度报告</h3><p><img src='1.jpg'></p>",
    "an old state": "<p>此页面为历史数据，仅供查阅。</p>",
    "a part only": "<p>以上为部分年报</p>",
    "the rest elsewhere": "<p>更多年报请登录政务公开平台查询</p>",
    "a reform of the agency": "<p>因机构改革，水务局信息由云岭县水利局发布</p>",
    "something that loads": "<p>数据加载中…</p>",
    "a database that failed": "<b>Fatal error</b>: Allowed memory size exhausted",
    "a file that says nothing": "<a href='/all.zip'>打包下载</a>",
}
sites(finds_nothing, _MAY_SHOW_MORE)

_SERVES_THE_PAGE = {
    "a counter": "<script>fetch('/api/visit?id=3').then(show)</script>",
    "a switched off pager": "<ul class='pagination'><li class='disabled'><a href='#'>«</a></li><li class='active'><a href='#'>1</a></li></ul>",
    "a pager of one page": "<div class='page'>共1页 2条 <a href='javascript:go(1)'>下一页</a> <input size='2'><button>GO</button></div>",
    "a pager of layui for one page": "<div id='pg'></div><script>layui.laypage.render({elem:'pg',count:2,limit:15,jump:go})</script>",
    "a form to search the list": "<form method='post'>标题 <input name='bt'> 日期 <input name='from'><input type='submit' value='查询'></form>",
    "what readers are served with": "<a href='javascript:print()'>【打印】</a><a href='#' data-cmd='weixin'>微信</a><span onclick='big()'>大</span>",
    "other matters": "<p><span onclick='t(1)'>政府信息公开指南</span><span onclick='t(2)'>机构职能</span></p>",
    "ornaments": "<div class='clear'></div><div id='bottom_line'></div><script src='/js/line.js'></script>",
    "a carousel": "<div class='swiper'><div class='swiper-pagination'></div><div class='swiper-button-next'></div></div>",
    "a head that is loaded": "<div id='header'></div><script>$('#header').load('/common/header.html')</script>",
    "a frame of the weather": "<iframe src='http://i.tianqi.com/code'></iframe>",
    "words that introduce the list": "<p>根据《中华人民共和国政府信息公开条例》第五十条，现将历年年度报告予以公布，欢迎监督。</p>",
    "a notice hidden until it is wanted": "<div style='display:none'>数据加载中…</div>",
    "an opinion": "<p>您是否满意？<label><input type='radio' name='m'>满意</label><button onclick='f()'>提交评价</button></p>",
    "a script that marks rows": "<script>$('.news li:odd').addClass('odd')</script>",
    "links to other sites to choose": "<select onchange='open(this.value)'><option>区县</option><option value='http://a.gov.cn'>东县</option></select>",
}
sites(finds_absence, _SERVES_THE_PAGE)


def _part(server: BadServer, markup: str) -> Agency:
    server.page("/part", f"<ul>{_ROW}</ul>")
    return with_beside(server, markup)


@finds("/r.html")
def a_part_loaded_into_a_readable_list(server: BadServer) -> Agency:
    return _part(server, "<div id='n'></div><script>$('#n').load('/part')</script>")


@finds("/r.html")
def a_frame_beside_a_readable_list(server: BadServer) -> Agency:
    return _part(server, "<iframe src='/part'></iframe>")


@finds("/r.html")
def a_frame_in_a_frame(server: BadServer) -> Agency:
    server.page("/outer", doc("<iframe src='/part'></iframe>"))
    return _part(server, "<iframe src='/outer'></iframe>")


@finds("/r.html")
def a_banner_without_words(server: BadServer) -> Agency:
    server.page("/zt/", listing([(TITLE, "/r.html", "2024-01-22")], title="专题"))
    return with_beside(server, above="<div onclick=\"location.href='/zt/'\" style='background:url(b.jpg)'></div>")


@finds("/r.html")
def a_piece_of_a_map(server: BadServer) -> Agency:
    server.page("/zt/", listing([(TITLE, "/r.html", "2024-01-22")], title="专题"))
    return with_beside(server, above="<img src='/b.jpg' usemap='#m'><map name='m'><area href='/zt/'></map>")


@finds("/r.html")
def a_topic_page_of_the_year(server: BadServer) -> Agency:
    server.page("/zt/", listing([(TITLE, "/r.html", "2024-01-22")], title="专题"))
    return with_beside(server, above="<a href='/zt/'>2023年年报专题</a>")


@finds("/r.html")
def a_feed_of_the_column(server: BadServer) -> Agency:
    item = f"<item><title>{TITLE}</title><link>/r.html</link></item>"
    server.page("/nb/rss.xml", f"<rss><channel>{item}</channel></rss>", "application/rss+xml")
    return with_beside(server, head="<link rel='alternate' type='application/rss+xml' href='/nb/rss.xml'>")


@finds("/r.html")
def the_same_list_in_another_language(server: BadServer) -> Agency:
    server.page("/cn/nb/", listing([(TITLE, "/r.html", "2024-01-22")]))
    return with_beside(server, above="<a href='/cn/nb/'>中文版</a>")


@finds("/r.html")
def a_second_column_among_what_must_be_published(server: BadServer) -> Agency:
    server.page("/", doc("<a href='/nb/'>政府信息公开年报</a> <a href='/fd/'>法定主动公开内容</a>", WHO))
    server.page("/fd/", doc("<a href='/fd/nb/'>政府信息公开年报</a>"))
    server.page("/fd/nb/", listing([(TITLE, "/r.html", "2024-01-22")]))
    with_beside(server)
    return bureau(server, site_url="/")


@finds_nothing
def a_script_file_that_names_the_list(server: BadServer) -> Agency:
    server.page("/js/app.js", b"fetch(b+'/list/'+c).then(function(r){$('.news').html(r)})", _SCRIPT)
    return with_beside(server, above="<script src='/js/app.js'></script>")


@finds_absence
def a_script_file_that_has_to_do_with_other_things(server: BadServer) -> Agency:
    server.page("/js/app.js", b"fetch(b+'/list/'+c).then(function(r){$('#hot-words').html(r)})", _SCRIPT)
    return with_beside(server, above="<script src='/js/app.js'></script>")


@finds_nothing
def a_page_that_was_cut_off(server: BadServer) -> Agency:
    whole = listing(OLD)
    server.page("/nb/", whole[: whole.index(b"</ul>")])
    return bureau(server, report_list_url="/nb/")


def _second(server: BadServer, html: bytes) -> Agency:
    server.page("/nb/", listing(OLD, "<a href='2.html'>下一页</a>"))
    server.page("/nb/2.html", html)
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_further_page_that_is_a_notice(server: BadServer) -> Agency:
    return _second(server, doc("<p>您的访问过于频繁，请稍后再试</p>"))


@finds_absence
def a_further_page_that_is_empty(server: BadServer) -> Agency:
    return _second(server, listing([]))


@finds_nothing
def a_call_for_pages_that_is_not_answered(server: BadServer) -> Agency:
    server.page("/api", json.dumps({"rows": []}).encode(), "application/json")
    return with_beside(server, above="<script>$.get('/api?page=1',draw)</script>")


@finds_nothing
def a_frame_that_fails(server: BadServer) -> Agency:
    server.serve("/part", bad.status(500))
    return with_beside(server, "<iframe src='/part'></iframe>")


@finds_nothing
def a_list_that_was_left_years_ago(server: BadServer) -> Agency:
    rows = [(TITLE.replace("2023", str(year)), f"o{year}.html", f"{year + 1}-02-20") for year in range(2008, 2018)]
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")

"""Lists that are read to their end amid everything that a real page has round them, and pagers that tell how much there is."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, TITLE, bureau, doc, rep

_ROWS = "".join(
    f"<li><a href='/{url}' target='_blank' title='{text}'>{text}</a><span>{day}</span></li>" for text, url, day in OLD
)
_LIST = f"<ul class='list'>{_ROWS}</ul>"
_APART = f"<div class='con'>{_LIST}</div>"
_SCRIPTS = ("jquery", "swiper", "common", "statistics")
_LEFT = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "依申请公开")
_HEAD = "".join(f"<script src='/js/{name}.js'></script>" for name in _SCRIPTS[:3]) + (
    "<script>var _hmt=_hmt||[];(function(){var hm=document.createElement('script');hm.src='https://hm.baidu.com/hm.js?a1';"
    "var s=document.getElementsByTagName('script')[0];s.parentNode.insertBefore(hm,s)})();</script>"
)
_TOP = """
<div class="top"><a href="http://www.gov.cn/">中国政府网</a> <a href="javascript:void(0)" onclick="zh_tran('t')">繁体</a>
<a href="javascript:;" id="wza">无障碍浏览</a> <a href="/ydd/">移动端</a></div>
<form action="/search/" name="sf"><input type="text" name="q" placeholder="请输入关键字"/><input type="submit" value="搜索"/></form>
<iframe src="https://i.tianqi.com/index.php?c=code&id=10" width="300" height="20"></iframe>
<div class="swiper-container"><div class="swiper-slide"><img src="/b1.jpg"></div><div class="swiper-pagination"></div></div>"""
_FOOT = """
<select onchange="window.open(this.value)"><option value="">--市政府部门--</option><option value="http://a.gov.cn">市教育局</option></select>
<div class="bdsharebuttonbox"><a href="#" class="bds_more" data-cmd="more"></a><a href="#" class="bds_weixin" data-cmd="weixin"></a></div>
<script>with(document)0[(getElementsByTagName('head')[0]||body)
.appendChild(createElement('script')).src='http://bdimg.share.baidu.com/s.js'];</script>
<a href="https://beian.miit.gov.cn/">滇ICP备05000002号-1</a> <a href="/wzdt/">网站地图</a>
<script id="_jiucuo_" sitecode='5300000001' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>
<div class="toolbar"><a href="javascript:void(0)" class="gotop">返回顶部</a><a href="javascript:;">智能问答</a></div>
<script>$(function(){$.get('/visit/count.jsp?siteid=1',function(d){$('#num').html(d)})});</script><span id="num"></span>
<script src="/js/statistics.js" async></script>"""


def _site(server: BadServer, inner: str) -> Agency:
    for number, (_, url, _) in enumerate(OLD):
        server.page(f"/{url}", rep(year=2022 - number))
    server.page("/nb/1.html", doc(_LIST))
    for path in ("/ydd/", "/wzdt/", *(f"/left{number}/" for number in range(len(_LEFT)))):
        server.page(path, doc("<p>栏目内容</p>"))
    item = f"<item><title>{OLD[0][0]}</title><link>/{OLD[0][1]}</link></item>"
    server.page("/feed/", f"<rss><channel>{item}</channel></rss>", "application/rss+xml")
    for name in _SCRIPTS:
        server.page(f"/js/{name}.js", b"var ready = true;")
    menu = "".join(f"<li><a href='/left{number}/'>{name}</a></li>" for number, name in enumerate(_LEFT))
    place = "<div class='position'><a href='/'>首页</a> &gt; <a href='/zwgk/'>政务公开</a> &gt; <a href='/nb/'>政府信息公开年报</a></div>"
    shown = f"{_TOP}{place}<div class='left'><ul>{menu}</ul></div><div class='right'><h2>政府信息公开年报</h2>{inner}</div>{_FOOT}"
    server.page("/nb/", doc(shown, head=_HEAD))
    return bureau(server, report_list_url="/nb/")


def _boda(said: str) -> str:
    return (
        f'{_LIST}<div class="pb_sys_common"><span class="p_pages"><span class="p_t">{said}</span><span class="p_first_d">首页</span>'
        '<span class="p_no_d">1</span><span class="p_next_d">下页</span><span class="p_last_d">尾页</span><span class="p_goto">转到'
        '<input id="u8_goto" type="text"/><a href="javascript:;" onclick="_simple_list_gotopage(1)">跳转</a></span></span></div>'
    )


def _mricode(records: int) -> str:
    return (
        f"{_LIST}<div id='pager' class='pagination_index'></div><script>$('#pager').pagination({{totalData:{records},showData:20,"
        "current:1,callback:function(api){location.href='/nb/list_'+api.getCurrent()+'.html'}});</script>"
    )


register_each(
    finds_absence,
    {
        "nothing but the furniture": _LIST,
        "one page of trs": f"{_LIST}<script>createPageHTML(1,0,'index','html');</script>",
        "all rows told by boda": _boda("共2条"),
        "all rows told to a pager": _mricode(2),
        "one page of layui": f"{_LIST}<div id='p'></div><script>layui.use('laypage',function(){{layui.laypage.render({{elem:'p',count:2,limit:15,"
        "jump:function(o,first){if(!first){location.href='/nb/index_'+o.curr+'.html'}}})});</script>",
        "one page of one": f"{_LIST}<p>共 2 条记录 第 1/1 页 <a>首页</a> <a>下一页</a> 跳到<input size='2' id='pg'/>页"
        "<input type='button' value='GO' onclick='go()'/></p>",
        "arrows switched off": f"{_LIST}<ul class='pagination'><li class='disabled'><a href='#'>&laquo;</a></li>"
        "<li class='active'><a href='#'>1</a></li>"
        "<li class='disabled'><a href='#'>&raquo;</a></li></ul>",
        "a column of something else beside": f"{_LIST}<h3>热点推荐 <a href='/xwzx/'>更多</a></h3><ul><li><a href='/xwzx/'>防汛会议</a></li></ul>",
        "a question how it was": f"{_LIST}<p>您对本页面的评价：<label><input type='radio' name='p'>满意</label>"
        "<button type='button' onclick='vote()'>提交</button></p>",
        "a place for a pager of one page": f"{_LIST}<div id='pageDec' pagesize='15' recordcount='2' pagecount='1'></div>",
        "somebody to ask": f"{_LIST}<a href='tencent://message/?uin=1'>在线客服</a>",
        "news by mail": f"{_LIST}<form action='/dy' method='post'><input name='email' placeholder='邮箱'><input type='submit' value='订阅'></form>",
        "one of one and a field to jump": f"{_LIST}<div><b>1</b>/1 <input id='p' size='2'> <a href='javascript:jump()'>跳转</a></div>",
        "a last page that is the page shown": f"{_LIST}<ul><li><a href='/nb/'>首页</a></li><li><a href='javascript:;'>后一页</a></li>"
        "<li><a href='/nb/'>尾页</a></li></ul>",
        "a highest number that is the page shown": f"{_LIST}<a href='/nb/1.html'>上一页</a> <a href='/nb/1.html'>1</a>"
        " <a class='active' href='/nb/'>2</a> <a class='next' href='javascript:void(0);'>下一页</a>",
        "the total before the numbers": f"{_LIST}<div class='epages'><a title='总数'>&nbsp;<b>14</b></a> <b>1</b></div>",
        "the way past the menu": f"<a href='#content'>跳至内容</a>{_LIST}",
        "who wrote a row": f"<p>由<a href='/ydd/'>admin</a></p><p>根据《中华人民共和国政府信息公开条例》编制</p>{_LIST}",
        "a feed of the whole site": f"{_LIST}<a href='/feed/'>条目feed</a>",
        "no script in the browser": f"<noscript>您的浏览器不支持脚本</noscript>{_LIST}",
        "sizes of letters": f"<p>字体：<a href='javascript:zoom(16)'>大</a> <a href='javascript:zoom(12)'>小</a> "
        f"<a href='javascript:print()'>打印</a></p>{_LIST}",
        "signs behind the word for them": f"{_LIST}<p><b>分享到：</b><a href='javascript:;' data-site='weibo'></a></p>",
        "a search that says what to type": f"{_LIST}<div class='search'><input value='搜索本栏目'><button onclick='s()'>搜索</button></div>",
        "a search for what many look for": f"<div class='search'><form action='/s'><input name='q' value='促消费'></form></div>{_APART}",
        "signs to unfold a menu": f"<div class='left'><p><img src='/plus.gif' onclick='unfold(1)'>规划计划</p></div>{_APART}",
        "pictures that float": f"<div class='float'><img src='/wza.png' onclick='wza()'></div>{_APART}",
    },
    _site,
)
register_each(
    finds_nothing,
    {
        "one of two and a field to jump": f"{_LIST}<div><b>1</b>/2 <input id='p' size='2'> <a href='javascript:jump()'>跳转</a></div>",
        "a place for a pager of two pages": f"{_LIST}<div id='pageDec' pagesize='2' recordcount='3' pagecount='2'></div>",
        "a last page that nothing leads to": f"{_LIST}<a href='/nb/'>首页</a> <a href='javascript:;'>后一页</a> <a href='#'>尾页</a>",
        "a highest number that is another page": f"{_LIST}<a href='/nb/'>1</a> <a class='active' href='/ydd/'>2</a>"
        " <a class='next' href='javascript:void(0);'>下一页</a>",
        "more rows told by boda": _boda("共3条"),
        "the rows of this page told": _boda("本页共2条"),
        "more rows told to a pager": _mricode(30),
        "a sign behind a word of the list": f"{_LIST}<p><b>全部年报：</b><a href='javascript:;' data-k='all'></a></p>",
        "a year filled in in a search": f"{_LIST}<div class='search-box'>年份<input name='nian' value='2022'></div>",
        "a year filled in in a field for it": f"{_LIST}<form><input name='searchYear' value='2022'><input type='submit' value='查询'></form>",
        "days filled in in a search": f"{_LIST}<div class='search'><input name='from' value='2022-01-01'><input name='to' value='2023-12-31'></div>",
        "an agency filled in in a search": f"{_LIST}<div class='search'>单位<input name='dw' value='县林业局'></div>",
        "an agency chosen in a search": f"{_LIST}<div class='search'><select><option>县林业局</option><option>县水务局</option></select></div>",
        "a year filled in above": f"<div class='date'><input value='2022年' onclick='pick()'></div>{_APART}",
        "a picture to click in a head": f"<header><img src='/on.png' onclick='next()'></header>{_APART}",
        "pictures to click in a menu": f"<ul class='nav'><li onclick='y(1)'><img src='/23.png'></li></ul>{_APART}",
        "a year on a map": f"<div class='map'><img usemap='#y'><map name='y'><area href='javascript:y(1)' alt='2023年'></map></div>{_APART}",
    },
    _site,
)


@finds("/r.html")
def a_report_amid_it_all(server: BadServer) -> Agency:
    server.page("/r.html", rep())
    return _site(server, f"<ul class='list'><li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li>{_ROWS}</ul>")


@finds_nothing
def a_year_s_folder_that_is_gone(server: BadServer) -> Agency:
    """What may have been filed there by mistake is not known."""
    return _site(server, f"<a href='/nb/2022/'>2022年</a>{_LIST}")

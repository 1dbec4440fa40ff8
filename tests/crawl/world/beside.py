"""What stands in and round a list that is readable as it is: what may show more of it, and what serves every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import Build, finds_absence, finds_nothing, register_each
from tests.crawl.world.press import OLD, bureau, doc, rep

_OLD_ROWS = "".join(f"<li><a href='/{url}'>{text}</a><span>{day}</span></li>" for text, url, day in OLD)


def with_beside(server: BadServer, beside: str = "", row: str = "", above: str = "", head: str = "") -> Agency:
    """The reports of earlier years in a box of their own, and what stands above, among and below them."""
    server.page("/r.html", rep())
    inner = f"{above}<div class='box'><h2>政府信息公开年报</h2><ul class='news'>{_OLD_ROWS}{row}</ul>{beside}</div>"
    server.page("/nb/", doc(inner, head=head))
    return bureau(server, report_list_url="/nb/")


def sites(register: Callable[[Build], Build], told: Mapping[str, str], place: str = "beside") -> None:
    """A site for each piece of markup, put at that place."""

    def made(server: BadServer, markup: str) -> Agency:
        return with_beside(server, **{place: markup})

    register_each(register, told, made)


_MAY_SHOW_MORE = {
    "a fetch that nobody can work out": "<script>fetch(base+'/nb/'+id).then(show)</script>",
    "a fetch whose failures are logged": "<script>fetch(A+c).then(show).catch(function(e){console.log(e)})</script>",
    "a fetch with headers": "<script>fetch(A+c,{headers:{'Content-Type':'text/html'}}).then(show)</script>",
    "a fetch that tells how many": "<script>$.ajax({url:A+c,success:function(d){total=d.count;show(d)}})</script>",
    "a fetch on the desk alone": "<script>if(!/mobile/.test(navigator.userAgent)){$.get(A+c,show)}</script>",
    "years in words of a menu": "<div class='left'><a href='javascript:;' onclick='load(3)'>2023年年报公开</a></div>",
    "years from one on in a menu": "<div class='left'><ul><li onclick='load(3)'>年报（2023年起）</li></ul></div>",
    "rows that a script writes": "<script>[3].forEach(function(n){$('.news').append('<li><a href=\"/'+n+'\">20'+n+'</a>')})</script>",
    "a script that is packed": "<script>eval(function(p,a){return p}('0(1)',2))</script>",
    "a script that waits for the end of the page to be seen": "<script>new IntersectionObserver(more).observe(end)</script>",
    "a script that finds the list by its tag": "<script>get(k,function(x){fetch(x).then(function(r){document.querySelectorAll('ul')[1]"
    ".innerHTML+=r})})</script>",
    "words for who has no scripts": "<noscript>请启用脚本以查看全部年报</noscript>",
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
    "a report behind a door": "<p><a href='/login'>登录后查看2023年度报告</a></p>",
    "the rest elsewhere": "<p>更多年报请登录政务公开平台查询</p>",
    "a reform of the agency": "<p>因机构改革，水务局信息由云岭县水利局发布</p>",
    "a site that is being rebuilt": "<p>因网站改版，历史信息正在迁移中，敬请谅解。</p>",
    "a list that is being filled": "<p>本栏目内容整理中。</p>",
    "reports that are yet to come": "<p>2023年度报告即将发布</p>",
    "a list that is archived elsewhere": "<p>年报已归档至公开平台。</p>",
    "a list that not everybody sees whole": "<p>您的浏览器版本过低，可能无法正常显示列表</p>",
    "a list that is renewed by night": "<p>本列表每日凌晨更新一次。</p>",
    "a state of the list of some day": "<p>目录更新于2022年6月30日</p>",
    "somebody to ask for the newest": "<p>如需最新年报，可拨打0774-3822222。</p>",
    "reports in a place of that name": "<p>2023年年报请见“数据发布”栏目</p>",
    "a heading of earlier years": "<h3>政府信息公开年报（2022年及以前）</h3>",
    "a heading of years up to one": "<h3>2015—2022年年报</h3>",
    "a message of a script": "<script>alert('本栏目已迁移，请访问新平台')</script>",
    "a notice drawn in a picture": "<p><img src='/n.png' alt='2023年年报请扫码查看'></p>",
    "a notice of the software": "<b>Notice</b>: Undefined index: page in /www/list.php on line 88",
    "something that loads": "<p>数据加载中…</p>",
    "a database that failed": "<b>Fatal error</b>: Allowed memory size exhausted",
    "years in a menu": "<div class='left'><a href='javascript:;' data-y='2023'>2023</a></div>",
    "years of a tree": "<script>var nodes=[{id:3,name:'2023年'},{id:2,name:'2022年'}]</script>",
    "a total kept in a field": "<input type='hidden' id='totalCount' value='5'><input type='hidden' id='pageSize' value='2'>",
    "a total in English again": "<div>Showing 1 to 2 of 5 entries</div>",
    "a hint to pull": "<p>下拉有更多</p>",
    "a row to click": "<ul><li><span onclick='f(8)'>年报</span> 2024-01-22</li></ul>",
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
    "who keeps the list": "<p>本栏目由云岭县水务局办公室维护，联系电话：0774-3822000。</p>",
    "what the law asks for": "<p>行政机关应当在每年1月31日前公布上一年度政府信息公开工作年度报告。</p>",
    "a heading that is none": "<p>政府信息公开年报</p><p>栏目导航</p><p>最新更新</p>",
    "what stands about every page": "<p>信息来源：县水务局 浏览量：88</p><p>发布机构：县水务局 索引号：2023-1</p><p>推荐使用IE9以上浏览器</p>",
    "a total beside the number of the page": "<div class='page'><span class='total'>共2条</span><span class='cur'>1</span></div>",
    "a message for who types nothing": "<script>function s(){if(!k.value){alert('请输入关键字')}}</script>",
    "a notice hidden until it is wanted": "<div style='display:none'>数据加载中…</div>",
    "an opinion": "<p>您是否满意？<label><input type='radio' name='m'>满意</label><button onclick='f()'>提交评价</button></p>",
    "an order to choose": "<p><a href='javascript:;' class='on'>按时间</a><a href='javascript:;'>按标题</a></p>",
    "a clock": "<div id='nowtime'></div><script>tick('#nowtime')</script>",
    "a voice": "<button onclick='play()'>语音播报</button><button onclick='stop()'>暂停</button>",
    "a bar that floats": "<div class='floatbar'><a href='javascript:;' onclick='k(1)'>领导信箱</a></div>",
    "words for where no script runs": "<noscript>请开启JavaScript</noscript>",
    "a script that marks rows": "<script>$('.news li:odd').addClass('odd')</script>",
    "links to other sites to choose": "<select onchange='open(this.value)'><option>区县</option><option value='http://a.gov.cn'>东县</option></select>",
}
sites(finds_absence, _SERVES_THE_PAGE)

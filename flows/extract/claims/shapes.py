"""The shapes of words that are built rather than listed: dates, quantities, the many names of an application, carry-overs.

Listed words are in `config/claims.yaml`. A shape that starts earlier in `SHAPES` wins over a later one and over the list.
"""

from __future__ import annotations

from flows.extract.claims.quantities import CHINESE_QUANTITY, PERCENT, QUANTITY

_INFO = r"(?:政府|政务|环境)*信息"
_REQUEST_TAIL = (
    r"(?:(?:的|类|方面|办理|受理|处理)*(?:事项|申请(?!行政|人)|诉求|请求|办件|案例|事宜|来信|来函|信件|邮件|案件|事件|件数|(?<!件)件(?!次)"
    r"|信息|信函(?=[0-9]+[件封](?![、,;和及](?:网|现|当|电|邮)))|总数|数量|总量|项目|需求|要求|业务(?!培训|工作|能力|骨干|知识|水平|指导)|申请书|申请表(?=[0-9])|表(?=[0-9])|函))*"
)
_REQUEST = (
    rf"依申请(?:获取|提供){_INFO}(?!公开)|依(?:法)?(?:申请|申)(?:{_INFO})?公?开?(?:的)?(?:{_INFO})?(?:公开)?{_REQUEST_TAIL}"
    rf"|{_INFO}(?:依申请|依法申请)公开{_REQUEST_TAIL}"
    rf"|{_INFO}公开(?:的|类|书面|网上|网络|依)*申请{_REQUEST_TAIL}"
    rf"|(?<![按照格])要求(?:提供|获取|公开){_INFO}(?:公开)?的(?:书面|口头|网上|网络|或|和|、)*申请{_REQUEST_TAIL}"
    rf"|获取{_INFO}的?申请{_REQUEST_TAIL}|公开{_INFO}(?:的)?申请{_REQUEST_TAIL}|(?<!所)申请(?:公开)?(?:的)?(?:{_INFO}(?:公开)?){_REQUEST_TAIL}|公开申请(?:件|事项)?|(?<!所)申请公开(?=[0-9])|{_INFO}申请公开{_REQUEST_TAIL}|(?<!所)申请公开(?:件|事项)"
)
# 依申请公开 as a property of documents, or as the name of a duty, a web page, a form.
_ATTRIBUTE = (
    rf"依申请公开(?:的)?(?:{_INFO})?(?:类(?:信息)?|文件|公文|属性|文档|资料|目录)|(?:主动公开|不予公开|不公开)[的类]?(?:{_INFO})?(?:文件|公文|属性|目录)"
    rf"|(?:作为|列为|定为|确定为|认定为|属于|属)依申请公开(?:的)?(?:{_INFO})?"
)
_DUTY = (
    rf"依申请公开(?:{_INFO})?(?:栏目?|平台|系统|渠道|窗口|专栏|(?:典型|优秀|疑难)?案例|制度|流程|指南|规范|规程|台账|培训|答复书|服务|机制|领域|工作|程序|告知书"
    r"|答复(?:工作|质量|水平|文书|书)|(?:办理|受理)(?:工作|流程|程序|机制|水平|质量|质效|规范|渠道|答复(?:工作|质量)))"
)
_DISCLOSURE = rf"(?:{_INFO}公开|政务公开)(?:工作|类|领域|指南|平台|专栏|制度|条例)?|(?:政府|政务)信息(?!不存在)"
_PRIOR = r"(?:上一?年度?|去年|往年|以前年度|上期)"
_LATER = r"(?:下一?年度?|次年|明年|来年|下期)"
_CARRY = r"(?:结转|转结|接转|转接|遗留|延续|顺延|留存|滚存)"
_YEAR = r"20[0-9]{2}年度?"
_GOES_ON = r"(?:继续|再行|予以|进行)*(?:办理|答复|处理|办结|回复|审理)*(?:的)?"
_BETWEEN = rf"(?P<year_from>20[0-9]{{2}})年度?(?:{_CARRY}|顺延|转入?|延至)(?:至|到|在|入)?(?P<year_to>20[0-9]{{2}})年度?{_GOES_ON}"
_CARRIED_OUT = (
    rf"(?:{_CARRY}|延期|延至|转入?|转到|移至|跨)(?:至|到|在|入|给)?(?:{_LATER}|{_YEAR})(?:度)?{_GOES_ON}"
    rf"|{_LATER}(?:度)?(?:继续)?(?:{_CARRY}|办理|答复){_GOES_ON}|{_CARRY}继续办理|跨年度?(?:办理|答复)"
)
_CARRIED_IN = (
    rf"(?:{_PRIOR}|{_YEAR})(?:度)?(?:{_CARRY}|转入|(?<!20[0-9]{{2}}年)转来)(?!(?:至|到|在|入)?(?:{_LATER}|{_YEAR}))(?:至|到)?(?:本年度?|今年|当年)?(?:继续)?(?:办理|答复|处理)?(?:的|来)?"
    rf"|{_CARRY}(?:至|到)(?:本年度?|今年|当年)|{_CARRY}(?:自|于)?{_PRIOR}(?:度)?(?:的|办理)?|{_CARRY}(?:自|于){_YEAR}(?:的)?|上一?年度?(?:未办结|未办完|延续|余留|剩余|接转)(?:的)?"
)


_NOISE = (
    r"〔[0-9]{4}〕第?[0-9]+号|[0-9]{3,4}-[0-9]{7,8}|第[0-9一二三四五六七八九十]+(?!方)(?:号|条|项|款|批|期|次|届|个|轮)?"
    r"|\([一二三四五六七八九十0-9]{1,2}\)|[一二三四五六七八九十]是"
)
_DATE = r"(?:20[0-9]{2}年)?(?<![0-9])[0-9]{1,2}月(?:[0-9]{1,2}日|底|末|份)?|年底|年末|20[0-9]{2}年底"

_YEARS_ON_END = (
    r"十[一二三四五六]五(?:规划)?(?:时期|期间|以来)|20[0-9]{2}年?[-—~至到]20[0-9]{2}年度?(?![0-9]{1,2}月)"
    r"|(?<![0-9])(?:[2-9]|[1-9][0-9]|[二两三四五六七八九十]+)年(?:多)?(?:以)?来(?!信|访|自|源|电|函)"
)
_CN = "一二两三四五六七八九十百千零〇"
_FIGURES = "0123456789"

# Name, the characters it can begin with, its pattern.
SHAPES: tuple[tuple[str, str, str], ...] = (
    ("elision", ".…", r"\.{3,}|…+"),
    ("compare", "比较相", r"(?:比|较|相比|相较于?)(?=20[0-9]{2}年)"),
    ("among", "中", r"中(?=[,:])"),
    ("book", "《", r"《[^》]{0,80}》(?:\([^)]{0,40}\))?"),
    ("noise", "〔第(" + _FIGURES + _CN, _NOISE),
    ("carried_in", "期年", r"(?:期初|年初)(?:未办结|未结|结转)(?:的)?"),
    ("carried_out", "期年", r"(?:期末|年末|年底)(?:未办结|未结|结转)(?!至|到)(?:的)?"),
    ("date", "年" + _FIGURES, _DATE),
    ("carried_between", "2", _BETWEEN),
    ("carried_in", "上去往以结转接遗延顺留滚2", _CARRIED_IN),
    ("carried_out", "结转接遗延顺留滚移跨下次明来", _CARRIED_OUT),
    ("in_hand", "正尚仍还", r"(?:正在|尚在|仍在|还在)[^,;。、]{0,8}?(?:办理|处理|答复|回复)中?(?!期限)"),
    ("carry", "结转接遗延顺留滚", _CARRY),
    ("later", "到至下次明来", rf"[到至]?{_LATER}"),
    ("since", _FIGURES + _CN, _YEARS_ON_END),
    ("year", "2", r"(?P<year_number>20[0-9]{2})(?:年度?|(?=以来))"),
    ("percent", "百" + _FIGURES, PERCENT),
    ("receive", "收", r"(?<![回征吸验签查没招])收(?=[0-9]+[件条])"),
    ("handle", "办", r"(?<![承督交转协主代])办(?=[0-9]+[件条])"),
    ("close", "结", r"(?<![办审完])结(?=[0-9]+[件条])"),
    ("unrelated", "无", "无涉(?!及)"),
    ("zero", "均为是O〇", r"(?:均?为|是|均)零(?!售)|[O〇](?=件|条|宗|起|例|项)"),
    ("nought", "零", r"零(?=发生|依?申请|收件|收到|受理|结转|行政?复议|复议|行政?诉讼|诉讼|败诉|纠错|收费)"),
    ("quantity", "近约大将超逾突不至最接" + _FIGURES + _CN, f"{QUANTITY}|{CHINESE_QUANTITY}"),
    ("attribute", "依主不作列定确认属", _ATTRIBUTE),
    ("report", "政信公", r"(?:政府)?信息公开(?:工作)?年?度?(?:年报|报告)|公开指南"),
    ("duty", "依", _DUTY),
    ("request", "依政务环信公申要获", _REQUEST),
    ("disclosure", "政务环信", _DISCLOSURE),
)
# What stands between words comes last.
MARKS: tuple[tuple[str, str, str], ...] = (
    ("colon", ":：", r"[:：]"),
    ("pause", ",;，；。.-—", r"[,;，；。.]|--+|——"),
    ("list_mark", "、及以或和与/", r"、|及其|以及|及|或者|或|和|与|/"),
    ("bracket_open", "(", r"\("),
    ("bracket_close", ")", r"\)"),
)

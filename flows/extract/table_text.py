"""Taking out of the prose what is left of a table whose cells reached us as lines of text.

Reading the figures of such a table is for `flows.extract.match`; here they must only not be taken for sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.extract.headings import squeeze

_FIGURE = r"(?:[|,，/\\—–\-+.0-9万元件]|&nbsp;|无)"
_LABELS = (
    "第二十条第?[(（]?[一二三四五六七八九]?[)）]?项?|信息内容|本年新?|制作数量|公开数量|本年新?制[发作](?:件数|数量)|本年新公开数量|对外公开总数量|本年废止件数|现行有效件数|规章|(?:行政)?规范性文件"
    "|本年(?:度)?处理决定数量|处理决定数量|上一年项目数量|本年增/?减|行政许可|其他对外管理服务事项|行政处罚|行政强制|行政事业性收费|政府集中采购|采购项目数量|采购总金额"
    "|本年收费金额(?:[(（]?单位[:：]?万元[)）]?)?|[(（]?本列数据的勾稽关系为.*|申请人情况(?:[(（][^)）]{2,8}[)）])?|自然人|法人或其他组织|商业企业|商业|企业|科研机构|科研|机构|社会公益组织|社会公益|组织"
    "|法律服务机构|法律服务|其[他它]|总计|合计|[一二三四][、.]本年(?:度)?新收政府信息公开申请数量|[一二三四][、.]上年(?:度)?结转政府信息公开申请数量"
    "|[一二三四][、.]本年度办理结果|[一二三四][、.]结转下年度继续办理|[(（][一二三四五六七][)）](?:予以公开|部分公开.*|不予公开|无法提供|不予处理|其[他它](?:处理)?|总计|合计)"
    "|(?:[1-8][.、,，]?)?(?:属于国家秘密|其他法律行政法规禁止公开|危及.三安全一稳定.|保护第三方合法权益|属于三类内部事务信息|属于四类过程性信息|属于行政执法案卷|属于行政查询事项"
    "|本机关不掌握相关政府信息|没有现成信息需要另行制作|补正后申请内容仍不明确|信访举报投诉类申请|重复申请|要求提供公开出版物|无正当理由大量反复申请"
    "|要求行政机关确认或重新出具已获取信息|申请人无正当理由逾期不补正.*|申请人逾期未按收费通知要求缴纳费用.*|逾期不补正|逾期不缴费|其[他它])"
    "|结果维持|结果纠正|其他结果|尚未审结|[(（]数据项目[)）]|类别|数据[0-9]|结果|维持|纠正|尚未|审结|行政复议|行政诉讼(?:[(（][^)）]{2,8}[)）])?|未经复议直接起诉|复议后起诉|数量|单位[:：].{0,12}"
)
_LINE = re.compile(rf"(?:{_LABELS}|{_FIGURE})+")
# A table pressed into one paragraph: from its first label to its last figures.
_RUNS = (
    re.compile(r"第二十条第[(（]一[)）]项\s*信息内容.{0,900}?(?:行政事业性收费|采购总金额)[\s|/0-9.,\-—万元]*"),
    re.compile(r"(?:[(（]本列数据的勾稽关系|申请人情况\s*自然人).{0,3500}?结转下年度继续办理[\s|/0-9.,\-—]*"),
    re.compile(r"行政复议\s*行政诉讼\s*(?:结果|未经).{0,400}?总计[\s|/0-9.,\-—]+"),
    re.compile(r"[一1][、.]\s*本年(?:度)?新收政府信息公开申请数量[\s|]*\d[\s|/0-9.,\-—]*"),
)
_MANY_CELLS = re.compile(r"(?:[|\t][^|\t]*){3,}")


def without_tables(lines: Iterable[str]) -> list[str]:
    """The lines that are prose; labels and figures of the mandated tables are left out, also inside a long line."""
    kept = []
    for line in lines:
        if _is_residue(line):
            continue
        for run in _RUNS:
            if "第二十条" in line or "勾稽" in line or "总计" in line or "新收政府" in line:
                line = run.sub(" ", line)
        if line.strip():
            kept.append(line.strip())
    return kept


def _is_residue(line: str) -> bool:
    if len(line) > 120 and "|" not in line and "\t" not in line:
        return False
    if _MANY_CELLS.search(line) and not re.search(r"[。；]", line):
        return True
    squeezed = squeeze(line.strip("#* "))
    return squeezed != "无" and len(squeezed) <= 120 and _LINE.fullmatch(squeezed) is not None

"""Which part of a page is the article, and which parts nobody sees."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

# UCAP/Kaipu, VSB, TRS, Hanweb, Guangdong and what hand-made sites call it; the innermost that holds everything wins.
_ARTICLES = (
    "ucapcontent,#UCAP-CONTENT,#zoom,#zoomcon,#vsb_content,[id^=vsb_content],.v_news_content,.TRS_Editor,.TRS_UEDITOR,"
    ".trs_editor_view,.view.TRS_UEDITOR,#NewsContent,#articleContent,#article_content,#content,#Content,#mainText,#main-text,"
    ".article-content,.article_content,.articleContent,.article-con,.article_con,.article,.news_content,.newsContent,"
    ".news-content,.content,.content-article,.content_article,.con_text,.contentText,.pages_content,.xxgk_content,"
    ".xxgk-content,.zwgk_content,.detail-content,.detail_content,.detail,.info-content,.info_content,.wz_content,"
    ".zw-content,.bt_content,.gknr,.wzcon,.text-content,.main-content,.main_content,article,[id*=zoom],[class*=zoom]"
)
# Words that stand in a report's own tables and headings and nowhere in the frame of a site.
_SIGNS = re.compile(r"第二十[条條]第|法人或其他[组組][织織]|尚未[审審][结結]|[总總][体體]情[况況]|需要[报報]告")
_UNSEEN = (
    "script,style,noscript,template,select,textarea,button,svg,iframe,frame,object,embed,[hidden],[style*=display],"
    "[style*=DISPLAY],[style*=Display],[style*=visibility],[style*='mso-hide']"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_ALWAYS_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "select",
        "textarea",
        "button",
        "svg",
        "iframe",
        "frame",
        "object",
        "embed",
    ]
)


def drop_unseen(body: LexborNode) -> None:
    """Takes out of the tree what a browser does not show as text."""
    for node in body.css(_UNSEEN):
        if node.tag in _ALWAYS_UNSEEN or _is_hidden(node):
            node.decompose()


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None


def article(body: LexborNode) -> LexborNode:
    """The innermost known article element that holds all that is the article's, else the whole body."""
    candidates = body.css(_ARTICLES)
    if not candidates:
        return body
    whole = body.text()
    signs = len(_SIGNS.findall(whole))
    best, best_length = body, len(whole)
    for node in candidates:
        text = node.text()
        holds_all = len(_SIGNS.findall(text)) == signs if signs else len(text) * 2 > len(whole)
        if holds_all and len(text) <= best_length:
            best, best_length = node, len(text)
    return best

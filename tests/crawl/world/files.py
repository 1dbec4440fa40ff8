"""Reports that are files behind, inside or instead of a page."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, PDF, TITLE, WHO, WORD, ZIPPED, bureau, doc, listing, rep


def _article(server: BadServer, inner: str, **files: bytes) -> Agency:
    """A list with one article of the year whose page holds `inner` and no text."""
    server.page("/nb/", listing([(TITLE, "a.html", "2024-01-22"), *OLD]))
    server.page("/nb/a.html", doc(f"<h1>{TITLE}</h1>{inner}"))
    for name, content in files.items():
        server.page(f"/files/{name.replace('_', '.')}", content, "application/octet-stream")
    return bureau(server, report_list_url="/nb/")


@finds("/files/nb.ofd")
def a_viewer_in_a_frame(server: BadServer) -> Agency:
    server.page(
        "/ofdviewer/web/viewer.html", "<html><body><div id=viewer></div><script src=v.js></script></body></html>"
    )
    return _article(
        server, '<iframe src="/ofdviewer/web/viewer.html?file=/files/nb.ofd" height=900></iframe>', nb_ofd=ZIPPED
    )


@finds("/files/nb.pdf")
def a_viewer_behind_a_list(server: BadServer) -> Agency:
    server.page("/pdfjs/web/viewer.html", "<html><body><div id=viewer></div><script src=v.js></script></body></html>")
    server.page("/files/nb.pdf", PDF, "application/pdf")
    server.page("/nb/", listing([(TITLE, "/pdfjs/web/viewer.html?file=..%2F..%2Ffiles%2Fnb.pdf", "2024-01-22"), *OLD]))
    return bureau(server, report_list_url="/nb/")


@finds("/files/nb.pdf")
def an_embedded_document(server: BadServer) -> Agency:
    return _article(server, '<embed src="/files/nb.pdf" type="application/pdf" width=100%>', nb_pdf=PDF)


@finds("/files/nb.pdf")
def a_document_shown_by_a_script(server: BadServer) -> Agency:
    return _article(server, '<div id=pdf></div><script>PDFObject.embed("/files/nb.pdf", "#pdf");</script>', nb_pdf=PDF)


@finds("/files/nb.wps")
def the_right_file_among_others(server: BadServer) -> Agency:
    links = (
        '<p>1.<a href="/files/x.xls">2023年政府信息公开统计表.xls</a></p><p>2.<a href="/files/js.doc">云岭县水务局2022年部门决算.doc</a></p>'
        f'<p>3.<a href="/files/nb.wps">{TITLE}.wps</a></p>'
    )
    return _article(server, links, nb_wps=WORD, js_doc=WORD)


@finds("/files/nb.zip")
def an_archive_of_files(server: BadServer) -> Agency:
    return _article(server, "<a href=/files/nb.zip>附件下载</a>", nb_zip=ZIPPED)


@finds("/nb/a.html")
def pictures_of_a_report(server: BadServer) -> Agency:
    return _article(server, '<p><img src="1.jpg"><img src="2.jpg"></p>')


@finds("/nb/nb2023.doc")
def a_list_of_files(server: BadServer) -> Agency:
    server.page(
        "/nb/",
        listing([(f"{TITLE}.doc", "nb2023.doc", "2024-01-22"), (f"{OLD[0][0]}.doc", "nb2022.doc", "2023-01-22")]),
    )
    server.page("/nb/nb2023.doc", WORD, "application/msword")
    return bureau(server, report_list_url="/nb/")


@finds("/nb/a.html")
def a_text_with_a_sheet_of_statistics_beside_it(server: BadServer) -> Agency:
    server.page("/nb/", listing([(TITLE, "a.html", "2024-01-22")]))
    server.page("/nb/a.html", rep(extra="<p>附件：<a href=tj.xls>统计表.xls</a></p>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_packed_file_that_nothing_here_opens(server: BadServer) -> Agency:
    return _article(server, f"<p>附件：<a href=/files/nb.rar>{TITLE}.rar</a></p>", nb_rar=b"Rar!\x1a\x07" + b"x" * 900)


@finds_nothing
def a_title_above_nothing_but_the_sites_ornaments(server: BadServer) -> Agency:
    return _article(server, '<p><img src="/images/logo.png"></p><p><a href="javascript:load(7)">附件下载</a></p>')


@finds("/files/nb.pdf")
def a_document_named_in_the_call_that_loads_it(server: BadServer) -> Agency:
    return _article(server, "<a href=\"javascript:downFile('/files/nb.pdf','年报.pdf')\">点击下载</a>", nb_pdf=PDF)


@finds("/files/nb.jpg")
def a_picture_offered_as_the_report(server: BadServer) -> Agency:
    return _article(server, f'<a href="/files/nb.jpg">{TITLE}.jpg</a>', nb_jpg=b"\xff\xd8\xff\xe0" + b"x" * 900)


@finds("/nb/full.html")
def a_beginning_with_the_whole_behind_it(server: BadServer) -> Agency:
    server.page("/nb/full.html", rep())
    return _article(server, '<p>现公布本局年度报告。……</p><a href="full.html">【点击阅读全文】</a>')


@finds("/files/nb.doc")
def markup_that_word_saved_as_its_own(server: BadServer) -> Agency:
    return _article(server, f"<a href=/files/nb.doc>{TITLE}.doc</a>", nb_doc=rep())


@finds("/files/nb.pdf")
def a_document_in_a_viewers_attribute(server: BadServer) -> Agency:
    return _article(server, '<div id="flip" data-pdf="/files/nb.pdf"></div>', nb_pdf=PDF)


@finds("/files/text.html")
def a_text_that_the_pages_script_loads(server: BadServer) -> Agency:
    return _article(server, '<div id=z></div><script>$("#z").load("/files/text.html")</script>', text_html=rep())


@finds("/nb/2023.pdf")
def a_file_where_a_column_was_registered(server: BadServer) -> Agency:
    server.page("/nb/2023.pdf", PDF, "application/pdf")
    return bureau(server, report_list_url="/nb/{year}.pdf")


@finds("/files/ours.pdf")
def the_agencys_file_beside_those_of_others(server: BadServer) -> Agency:
    others = "".join(f"<li><a href='/files/o.pdf'>云岭县{name}局{TITLE[6:]}.pdf</a></li>" for name in ("林业", "教育"))
    own = "<p><a href='/files/ours.pdf'>报告全文.pdf</a></p>"
    return _article(server, f"<ul>{others}</ul>{own}", ours_pdf=PDF, o_pdf=PDF)


@finds("/dl?fid=7")
def a_file_that_only_the_text_of_its_link_tells(server: BadServer) -> Agency:
    server.page("/dl?fid=7", WORD, "application/octet-stream")
    return _article(server, '<p><a href="/dl?fid=7">点击下载</a></p>')


@finds("/dl/9")
def a_file_behind_the_reports_title(server: BadServer) -> Agency:
    server.page("/dl/9", PDF, "text/html")
    return _article(server, f'<p><a href="/dl/9">{TITLE}</a></p>')


@finds_nothing
def a_packed_file_in_a_list(server: BadServer) -> Agency:
    server.page("/nb/r.rar", b"Rar!\x1a\x07\0" + b"x" * 900)
    server.page("/nb/", listing([(TITLE, "r.rar", "2024-01-22"), *OLD]))
    return bureau(server, report_list_url="/nb/")


@finds("/files/ours.doc")
def the_report_beside_the_forms_and_guides_of_the_site(server: BadServer) -> Agency:
    furniture = "<a href='/files/sq.doc'>政府信息公开申请表下载</a><a href='/files/bz.pdf'>网站使用帮助.pdf</a>"
    own = "<p><a href='/files/ours.doc'>正文下载</a></p>"
    return _article(server, furniture + own, ours_doc=WORD, sq_doc=WORD, bz_pdf=PDF)


@finds_nothing
def nothing_but_the_forms_and_guides_of_the_site(server: BadServer) -> Agency:
    furniture = "<a href='/files/sq.doc'>政府信息公开申请表下载</a><a href='/files/bz.pdf'>网站使用帮助.pdf</a>"
    return _article(server, furniture, sq_doc=WORD, bz_pdf=PDF)


@finds("/files/nb23.doc")
def files_named_by_two_digits_of_the_year(server: BadServer) -> Agency:
    links = "".join(f"<a href='/files/nb{year}.doc'>水务局{year}年年报.doc</a>" for year in (22, 23))
    return _article(server, links, nb22_doc=WORD, nb23_doc=WORD)


@finds("/files/f2.doc")
def a_file_called_a_report_beside_a_summary_of_work(server: BadServer) -> Agency:
    names = ("云岭县水务局2023年度工作总结.doc", "年报.doc")
    links = "".join(f"<a href='/files/f{at}.doc'>附件{at}：{name}</a>" for at, name in enumerate(names, 1))
    return _article(server, links, f1_doc=WORD, f2_doc=WORD)


@finds("/nb/r.html")
def pictures_of_a_report_before_its_text(server: BadServer) -> Agency:
    server.page("/nb/p.html", doc(f"<h1>{TITLE}</h1><p><img src='/1.jpg'><img src='/2.jpg'></p>"))
    server.page("/nb/r.html", rep())
    rows = [(TITLE, "/nb/p.html", "2024-01-24"), (TITLE, "/nb/r.html", "2024-01-22"), *OLD]
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")


@finds("/files/b2.pdf")
def a_second_annex_of_an_announcement_named_as_the_report(server: BadServer) -> Agency:
    title = f"关于公布{WHO}2023年政府信息公开有关情况的公告"
    annexes = f'附件1：<a href="/files/b1.xls">主动公开目录.xls</a> 附件2：<a href="/files/b2.pdf">{TITLE}.pdf</a>'
    server.page("/nb/", listing([(title, "a.html", "2024-01-22"), *OLD]))
    server.page("/nb/a.html", doc(f"<h1>{title}</h1><p>现将有关材料予以公布。</p><p>{annexes}</p>"))
    server.page("/files/b1.xls", WORD)
    server.page("/files/b2.pdf", PDF)
    return bureau(server, report_list_url="/nb/")


@finds_absence
def an_annex_of_an_announcement_named_as_anothers_report(server: BadServer) -> Agency:
    title = f"关于公布{WHO}2023年政府信息公开有关情况的公告"
    annex = '<a href="/files/b2.pdf">云岭县林业局2023年政府信息公开工作年度报告.pdf</a>'
    server.page("/nb/", listing([(title, "a.html", "2024-01-22"), *OLD]))
    server.page("/nb/a.html", doc(f"<h1>{title}</h1><p>附件：{annex}</p>"))
    server.page("/files/b2.pdf", PDF)
    return bureau(server, report_list_url="/nb/")

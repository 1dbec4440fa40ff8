"""Logging in and out, and the console's own stylesheet and scripts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from flows.review.access import COOKIE, Refused, TheOffice, Writer, address_of, log_in, log_out
from flows.review.pages import STATIC, page

router = APIRouter()


@router.get("/login")
def login_page() -> Response:
    """The form."""
    return page("login.html", wrong=None, name="")


@router.post("/login")
def login(
    request: Request,
    office: TheOffice,
    name: Annotated[str, Form(max_length=100)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Begin a session; too many wrong passwords close the door for a while."""
    try:
        secret = log_in(office, name.strip(), password, address_of(request))
    except Refused as no:
        return page("login.html", no.status, wrong=no.sentence, name=name)
    if secret is None:
        return page("login.html", 401, wrong="用户名或密码不正确", name=name)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, secret, path="/", httponly=True, samesite="strict", secure=office.secure)
    return answer


@router.post("/logout")
def logout(office: TheOffice, who: Writer) -> Response:
    """End the session."""
    log_out(office, who)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=office.secure)
    return answer


@router.get("/static/{name}")
def static(name: str) -> Response:
    """A stylesheet or script."""
    if name not in STATIC:
        raise Refused(404, "没有这个文件")
    path, media_type = STATIC[name]
    return FileResponse(path, media_type=f"{media_type}; charset=utf-8", headers={"Cache-Control": "max-age=300"})

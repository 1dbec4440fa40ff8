"""The console as a web application: what it is put together from. What its pages do is in the routers beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from flows.errors import LedgerError
from flows.review import (
    api,
    api_letters,
    routes_entry,
    routes_evidence,
    routes_letters,
    routes_log,
    routes_queue,
    routes_sheet,
)
from flows.review.access import LoginNeeded, Refused
from flows.review.desk import is_htmx
from flows.review.headers import add_headers
from flows.review.intake import Intake
from flows.review.office import Office
from flows.review.pages import page

_AT_A_TIME = 6
_SENTENCES = {404: "没有这个页面", 405: "不能这样访问", 413: "文件太大"}


def make_app(office: Office) -> FastAPI:
    """The application over an office."""
    app = FastAPI(
        title="Gouji review console",
        version=version("gouji"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_few_at_a_time,
    )
    app.state.office = office
    for part in (routes_entry, routes_queue, routes_evidence, routes_letters, routes_sheet, routes_log):
        app.include_router(part.router, include_in_schema=False)
    app.include_router(api.router)
    app.include_router(api_letters.router)
    app.add_middleware(Intake)
    app.middleware("http")(add_headers)
    # A page from elsewhere must not reach us by a name that it makes resolve to this machine.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(office.hosts))
    app.add_exception_handler(LoginNeeded, _to_login)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(LedgerError, _ledger)
    return app


@asynccontextmanager
async def _few_at_a_time(app: FastAPI) -> AsyncIterator[None]:
    """Answers are made a few at a time: many at once would only wait for each other, all of them to the end."""
    current_default_thread_limiter().total_tokens = _AT_A_TIME
    yield


def _to_login(request: Request, _: Exception) -> Response:
    return (
        Response(status_code=401, headers={"HX-Redirect": "/login"})
        if is_htmx(request)
        else RedirectResponse("/login", 303)
    )


def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Refused)
    return _say(request, fault.status, fault.sentence)


def _http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    answer = _say(request, fault.status_code, _SENTENCES.get(fault.status_code, "无法处理这个请求"))
    answer.headers.update(fault.headers or {})
    return answer


def _invalid(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    wrong = "、".join(sorted({str(one["loc"][-1]) for one in fault.errors() if one["loc"]}))
    return _say(request, 422, f"请求有误：{wrong}")


def _ledger(request: Request, fault: Exception) -> Response:
    return _say(request, 503, str(fault))


def _say(request: Request, status: int, sentence: str) -> Response:
    if request.url.path.startswith("/api/"):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return JSONResponse({"detail": sentence}, status, headers)
    return page("refused.html" if is_htmx(request) else "message.html", status, sentence=sentence)

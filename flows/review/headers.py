"""What every answer tells the browser to refuse: scripts that are not ours, frames around us, guessed types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

PAGE = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
COPY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Add them to every answer that does not say more itself; a form that another site sent is not looked at."""
    is_strange = request.method not in ("GET", "HEAD") and request.headers.get("sec-fetch-site") == "cross-site"
    answer = Response("来自其他网站的请求", 403) if is_strange else await call_next(request)
    for name, value in {**_ALWAYS, "Content-Security-Policy": PAGE}.items():
        answer.headers.setdefault(name, value)
    if request.app.state.office.secure:
        answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return answer

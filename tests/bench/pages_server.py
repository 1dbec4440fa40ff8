"""A loopback server that costs as little as a server can: fixed pages by path, many addresses, a process of its own.

`python -m tests.bench.pages_server HOSTS` prints its port and serves until its standard input ends. `/__count` tells
requests and bytes since it was last asked.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date
from hashlib import sha256

from flows.demo.bodies import YEAR, body
from flows.demo.body import article_html
from flows.demo.draft import sound_facts
from flows.demo.prose import write
from tests.crawl.sites import links, listing

AGENCIES_A_HOST = 50
_MODEL = "ql-fgw"


def address(number: int) -> str:
    """The loopback address of the host of that number, from 0."""
    return f"127.0.{5 + number // 250}.{1 + number % 250}"


def pages() -> dict[str, bytes]:
    """A site: home, openness, a list of fifty agencies' reports, and the reports with all their tables, 57 KB each."""
    numbers = range(AGENCIES_A_HOST)
    titles = [(_title(number), f"/r/{number}.html") for number in numbers]
    found = {
        "/": links(("政府信息公开", "/gk/"), ("新闻", "/n/")),
        "/gk/": links(("政府信息公开年报", "/nb/")),
        "/nb/": listing(titles),
    }
    text = article_html(write(sound_facts(body(_MODEL), YEAR), date(YEAR + 1, 1, 20)))
    found |= {f"/r/{number}.html": _report(number, text) for number in numbers}
    return {path: html.encode() for path, html in found.items()}


def _title(number: int) -> str:
    return f"青岭市第{number}局{YEAR}年政府信息公开工作年度报告"


def _report(number: int, text: str) -> str:
    ours = text.replace(body(_MODEL).agency.name, f"青岭市第{number}局")
    head = f"<html><head><meta charset='utf-8'><title>{_title(number)}</title></head>"
    return f"{head}<body><h1>{_title(number)}</h1><p>发布时间：{YEAR + 1}-01-20</p>{ours}</body></html>"


class Server:
    """Answers from memory, with ETags."""

    def __init__(self) -> None:
        self._pages = {path: (body, f'"{sha256(body).hexdigest()[:12]}"') for path, body in pages().items()}
        self._requests = self._bytes = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                told = self._answer(head)
                self._requests += 1
                self._bytes += len(told)
                writer.write(told)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            writer.close()

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode().partition("?")[0]
        if path == "/__count":
            content, etag = json.dumps([self._requests, self._bytes]).encode(), '"count"'
            self._requests = self._bytes = -1
        else:
            content, etag = self._pages.get(path, (b"", ""))
        if etag and etag.encode() in head:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        status = "200 OK" if etag else "404 Not Found"
        fields = f"Content-Type: text/html; charset=utf-8\r\nETag: {etag}\r\nContent-Length: {len(content)}\r\n\r\n"
        return f"HTTP/1.1 {status}\r\n{fields}".encode() + content


async def serve(hosts: int) -> None:
    """Serves on so many addresses and one port."""
    server = Server()
    first = await asyncio.start_server(server.answer, address(0), 0)
    port = first.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(server.answer, address(number), port) for number in range(1, hosts)]
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for one in (first, *others):
        one.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))

"""Certificates: a good one is accepted, and each way of being bad has a word of its own."""

from __future__ import annotations

import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import trustme

from flows.crawl import Archive, Outcome
from flows.crawl.manners.session import Session
from flows.settings import Settings

AGES_AGO = datetime.now(UTC) - timedelta(days=400)


class Quiet(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Length", "9")
        self.end_headers()
        self.wfile.write(b"<p>ok</p>")

    def log_message(self, format: str, *args: object) -> None:
        pass


class QuietServer(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def https(
    certificate: trustme.LeafCert, ciphers: str = "DEFAULT", most: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
) -> Iterator[str]:
    server = QuietServer(("127.0.0.1", 0), Quiet)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    context.maximum_version = most
    context.set_ciphers(ciphers)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA, tmp_path: Path, make_settings: Callable[..., Settings]) -> Settings:
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    return make_settings(ca_bundle=str(bundle))


def test_a_good_certificate(authority: trustme.CA, trusting: Settings, archive: Archive) -> None:
    with https(authority.issue_cert("127.0.0.1")) as url:
        assert Session(trusting, archive).fetch(url).outcome is Outcome.FOUND


def test_an_expired_certificate(authority: trustme.CA, trusting: Settings, archive: Archive) -> None:
    expired = authority.issue_cert("127.0.0.1", not_before=AGES_AGO, not_after=AGES_AGO + timedelta(days=30))
    with https(expired) as url:
        assert Session(trusting, archive).fetch(url).outcome is Outcome.TLS_EXPIRED


def test_a_certificate_for_another_host(authority: trustme.CA, trusting: Settings, archive: Archive) -> None:
    with https(authority.issue_cert("www.example.gov.cn")) as url:
        assert Session(trusting, archive).fetch(url).outcome is Outcome.TLS_HOSTNAME


def test_a_certificate_nobody_vouches_for(settings: Settings, archive: Archive) -> None:
    with https(trustme.CA().issue_cert("127.0.0.1")) as url:
        outcome = Session(settings, archive).fetch(url).outcome
    assert outcome in (Outcome.TLS_SELF_SIGNED, Outcome.TLS_UNTRUSTED)


def test_a_port_that_speaks_no_tls(settings: Settings, archive: Archive) -> None:
    server = QuietServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        fetched = Session(settings, archive).fetch(f"https://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert fetched.outcome is Outcome.TLS_PROTOCOL


def test_a_bad_certificate_is_let_pass_only_where_settings_say_so_and_the_evidence_tells(
    make_settings: Callable[..., Settings], tmp_path: Path
) -> None:
    with Archive(tmp_path / "evidence") as archive, https(trustme.CA().issue_cert("127.0.0.1")) as url:
        session = Session(make_settings(accept_bad_certificates=True), archive)
        fetched = session.fetch(url)
        session.close()
    assert fetched.outcome is Outcome.FOUND
    assert "按设置仍予取得" in fetched.sentence

    told = gzip.decompress(next((tmp_path / "evidence").glob("*.warc.gz")).read_bytes())
    assert b"tls: tls_" in told


def test_a_good_certificate_carries_no_flag_where_bad_ones_are_let_pass(
    authority: trustme.CA, trusting: Settings, archive: Archive
) -> None:
    lenient = trusting.model_copy(update={"accept_bad_certificates": True})
    with https(authority.issue_cert("127.0.0.1")) as url:
        assert "证书" not in Session(lenient, archive).fetch(url).sentence


@pytest.mark.parametrize("ciphers", ["AES128-SHA", "ECDHE-RSA-AES256-SHA", "AES128-GCM-SHA256"])
def test_the_ciphers_of_older_servers_are_agreed_on(
    authority: trustme.CA, trusting: Settings, archive: Archive, ciphers: str
) -> None:
    certificate = authority.issue_cert("127.0.0.1", key_type=trustme.KeyType.RSA)
    with https(certificate, ciphers, ssl.TLSVersion.TLSv1_2) as url:
        assert Session(trusting, archive).fetch(url).outcome is Outcome.FOUND


def test_what_no_browser_agrees_on_any_more_is_not(authority: trustme.CA, trusting: Settings, archive: Archive) -> None:
    with https(authority.issue_cert("127.0.0.1"), "NULL:@SECLEVEL=0", ssl.TLSVersion.TLSv1_2) as url:
        assert Session(trusting, archive).fetch(url).outcome is Outcome.TLS_PROTOCOL


def test_a_chain_without_its_middle_is_told(authority: trustme.CA, trusting: Settings, archive: Archive) -> None:
    whole = authority.create_child_ca().issue_cert("127.0.0.1")
    with https(_Bare(whole)) as url:  # type: ignore[arg-type]
        fetched = Session(trusting, archive).fetch(url)
    assert fetched.outcome is Outcome.TLS_UNTRUSTED
    assert "证书链不完整" in fetched.sentence


class _Bare:
    """A certificate that is served without those above it."""

    def __init__(self, whole: trustme.LeafCert) -> None:
        self._whole = whole

    def configure_cert(self, context: ssl.SSLContext) -> None:
        with self._whole.private_key_pem.tempfile() as key, self._whole.cert_chain_pems[0].tempfile() as own:
            context.load_cert_chain(own, key)

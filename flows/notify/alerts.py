"""Alerts to the office itself, by 企业微信, 钉钉, 飞书, mail and whatever else apprise speaks. Agencies never get one.

The addresses hold secrets: they come from the environment or a file with tight rights, and no message of a fault shows one.
"""

from __future__ import annotations

import logging

from flows.notify.secrets import secret
from flows.settings import Settings

URLS = "GOUJI_ALERT_URLS"
log = logging.getLogger(__name__)


def look_over_addresses(settings: Settings) -> None:
    """See before a night begins that the addresses can be read when it ends.

    Raises `SettingsError` for a file of addresses with loose rights or that cannot be read.
    """
    _urls(settings)


def alert(settings: Settings, title: str, text: str) -> bool | None:
    """Tell the office something; True where every address took it, None where none is configured.

    An alert that fails is logged and hinders nothing. Raises `SettingsError` for a file of addresses with loose rights.
    """
    urls = _urls(settings)
    if not urls:
        return None
    # It takes half a second to import, and most offices need none of it.
    import apprise

    ways = apprise.Apprise()
    # One by one: apprise names a bad address, and with it its secret, in its own log.
    logging.getLogger("apprise").setLevel(logging.CRITICAL)
    known = sum(bool(ways.add(url)) for url in urls)
    taken = bool(ways.notify(title=title, body=text)) if known else False
    is_whole = taken and known == len(urls)
    if not is_whole:
        log.warning("alert taken=%s addresses=%d understood=%d", taken, len(urls), known)
    return is_whole


def _urls(settings: Settings) -> list[str]:
    return secret(URLS, settings.alert_urls_file, "alert_urls_file").split()

"""`gouji serve`: the nightly audit on its schedule."""

from __future__ import annotations

from typing import NoReturn


def serve() -> NoReturn:
    """按设定的时间每晚自动核查（默认北京时间 02:00） · keep the nightly audit on its schedule.

    时间见设置 cron 和 timezone；一直运行，Ctrl-C 停止。同时开放 Prefect 的页面。
    """
    import logging
    import os

    from flows import prefect_env
    from flows.cli import show_log
    from flows.registry import load_registry
    from flows.run_folder import make_ready
    from flows.settings import load_settings
    from flows.terminal import console

    show_log(logging.INFO)
    settings = load_settings()
    agencies = load_registry(settings.agencies)
    make_ready(settings.out)
    # Nobody watches a bar here: the runs tell their own lines.
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "INFO")
    prefect_env.prepare(settings.out)
    with prefect_env.server(lasting=True) as address:
        from flows.serve import serve as keep

        page = address.removesuffix("/api")
        console().print(
            f"{len(agencies)} 家单位，按 {settings.cron} ({settings.timezone}) 每晚核查；Prefect 页面 {page}"
        )
        try:
            keep(settings)
        except (SystemExit, KeyboardInterrupt):
            logging.getLogger("flows.serve").info("stopped by a signal")
    # Prefect's runner may leave threads behind that wait for ever for the server that has just gone.
    os._exit(0)

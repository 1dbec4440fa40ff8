"""The bundled sample: a prefecture that does not exist, its agencies' sites on loopback, and what is wrong with them."""

from __future__ import annotations

from flows.demo.register import registry_rows, write_registry
from flows.demo.server import DemoServer
from flows.demo.world import AUDIT_DAY, Outlook, World

__all__ = ["AUDIT_DAY", "DemoServer", "Outlook", "World", "registry_rows", "write_registry"]

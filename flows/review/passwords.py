"""Passwords: how they are hashed and compared. Where the hashes are kept is the ledger's affair."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from flows.errors import SettingsError

LEAST_LETTERS = 10
_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """The argon2id hash of a password. Raises `SettingsError` for one that is too short."""
    if len(password) < LEAST_LETTERS:
        raise SettingsError(f"密码至少 {LEAST_LETTERS} 个字符 (a password has at least {LEAST_LETTERS} characters)")
    return _HASHER.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one; a name that does not exist (None) takes just as long."""
    try:
        return _HASHER.verify(password_hash or _nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_hex(16))

"""One-time codes (RFC 6238): six digits that change every 30 s, and each of which lets in once."""

import hmac
import time

import pyotp

from dashboard.models import SecondFactor

ISSUER = "Toponaut"
STEP_SECONDS = 30
DRIFT = 1  # steps: a telephone's clock may be half a minute off


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """What a QR code for the telephone holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def takes(factor: SecondFactor, code: str) -> bool:
    """Whether the code is one of now. It is used up by that: of two at once one is let in."""
    step = _step_of(factor.secret, "".join(code.split()))
    return step is not None and bool(
        SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step)
    )


def _step_of(secret: str, code: str) -> int | None:
    totp, now = pyotp.TOTP(secret), int(time.time()) // STEP_SECONDS
    steps = [now + off for off in range(-DRIFT, DRIFT + 1)]
    return next((s for s in steps if hmac.compare_digest(totp.generate_otp(s).encode(), code.encode())), None)

"""One-time codes (RFC 6238): six digits that change every 30 s. Each code is accepted once."""

import hmac
import time

import pyotp

from dashboard.models import SecondFactor

ISSUER = "Toponaut"
STEP_SECONDS = 30
MAX_DRIFT_STEPS = 1  # a phone's clock may be half a minute off


def new_secret() -> str:
    return pyotp.random_base32()


def provisioning_uri(secret: str, name: str) -> str:
    """The content of the QR code that an authenticator app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def accept_code(factor: SecondFactor, code: str) -> bool:
    """Whether the code is valid now. A code is accepted only once, even if two requests send it at the same time."""
    step = _matching_step(factor.secret, "".join(code.split()))
    return step is not None and bool(
        SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step)
    )


def _matching_step(secret: str, code: str) -> int | None:
    totp, current_step = pyotp.TOTP(secret), int(time.time()) // STEP_SECONDS
    steps = [current_step + drift for drift in range(-MAX_DRIFT_STEPS, MAX_DRIFT_STEPS + 1)]
    return next((s for s in steps if hmac.compare_digest(totp.generate_otp(s).encode(), code.encode())), None)

"""A server that takes uploads as a bucket does, and checks their signatures with botocore. It lets nobody read."""

from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from toponaut_monitor.tests.fake_servers import FakeServer

ACCESS_KEY, SECRET_KEY = "AKIAEXAMPLE", "a+secret/key="
DENIED = b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>no</Message></Error>"
SIGNED_HEADERS = ("content-type", "cache-control", "content-md5", "x-amz-acl", "x-amz-content-sha256", "x-amz-date")


class FakeBucket(FakeServer):
    """Uploads by path. `status` and `answer_body`: the answer to each."""

    def __init__(self) -> None:
        super().__init__()
        self.status, self.answer_body = 200, b""
        self.files: dict[str, bytes] = {}
        self.headers: dict[str, str] = {}

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        self.headers = {name.lower(): value for name, value in headers.items()}
        if method != "PUT" or not self._is_signed(path, body):
            return 403, {}, DENIED
        if self.status == 200:
            self.files[path] = body
        return self.status, {}, self.answer_body

    def _is_signed(self, path: str, body: bytes) -> bool:
        authorization = self.headers["authorization"]
        signed = authorization.partition("SignedHeaders=")[2].partition(",")[0].split(";")
        assert {"host", "x-amz-content-sha256", "x-amz-date"} <= set(signed)
        url = f"http://{self.headers['host']}{urlsplit(path).path}"
        request = AWSRequest("PUT", url, {name: self.headers[name] for name in signed if name != "host"}, body)
        request.context.update(timestamp=self.headers["x-amz-date"], payload_signing_enabled=True)
        signer = S3SigV4Auth(Credentials(ACCESS_KEY, SECRET_KEY), "s3", "fra1")
        text = signer.string_to_sign(request, signer.canonical_request(request))
        return authorization.endswith(f"Signature={signer.signature(text, request)}")

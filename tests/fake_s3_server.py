"""moto's S3 server, made as strict as AWS: a bucket with Object Lock refuses parts without a checksum header too."""

from typing import Any

from moto.s3.exceptions import S3ClientError
from moto.s3.responses import S3Response
from moto.server import main

CHECKSUM_HEADERS = ("content-md5", "x-amz-checksum-", "x-amz-trailer")
MESSAGE = "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Part requests with Object Lock parameters"
lenient_upload_part = S3Response.upload_part


def strict_upload_part(response: S3Response) -> Any:
    bucket = response.backend.get_bucket(response.bucket_name)
    names = [name.lower() for name, _ in response.headers.items()]
    if bucket.has_default_lock and not any(name.startswith(CHECKSUM_HEADERS) for name in names):
        raise S3ClientError("InvalidRequest", MESSAGE)
    return lenient_upload_part(response)


if __name__ == "__main__":
    S3Response.upload_part = strict_upload_part  # type: ignore[method-assign,assignment]
    main()

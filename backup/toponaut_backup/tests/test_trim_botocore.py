"""The trimmed botocore of the image still does everything that backups need."""

import shutil
from pathlib import Path
from typing import Any

import botocore
import botocore.session
import pytest

from trim_botocore import trim_botocore

pytestmark = pytest.mark.slow

OPERATIONS = ["ListObjectsV2", "GetObject", "PutObject", "DeleteObject", "UploadPart", "ListMultipartUploads"]


def test_client_works_with_trimmed_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    source = Path(botocore.__file__).parent / "data"
    for service in ("s3", "s3control"):
        shutil.copytree(source / service, data / service)
    for file in source.glob("*.json"):
        shutil.copy(file, data)
    before = sum(file.stat().st_size for file in data.rglob("*") if file.is_file())
    trim_botocore(data)
    assert [folder.name for folder in data.iterdir() if folder.is_dir()] == ["s3"]
    assert sum(file.stat().st_size for file in data.rglob("*") if file.is_file()) < before / 2

    session = botocore.session.get_session()
    session.get_component("data_loader").search_paths[:] = [str(data)]
    client: Any = session.create_client(
        "s3", region_name="eu-central-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    assert client.meta.endpoint_url == "https://s3.eu-central-1.amazonaws.com"
    assert set(OPERATIONS) <= set(client.meta.service_model.operation_names)
    address = client.generate_presigned_url("get_object", Params={"Bucket": "bucket", "Key": "key"})
    assert address.startswith("https://bucket.s3")

"""The status page gets into its folder and its bucket; what fails is tried again, and is an alert in the end."""

import os
import socket
import stat
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from tests import fake_s3
from toponaut_monitor import watch_round
from toponaut_monitor.__main__ import main
from toponaut_monitor.job_lock import job_lock
from toponaut_monitor.settings import read_settings
from toponaut_monitor.status_page.publication import status_page_problems
from toponaut_monitor.status_page.publish import CONTENT_TYPES, publish
from toponaut_monitor.status_page.settings import is_public
from toponaut_monitor.status_page.upload import UploadFailed, upload
from toponaut_monitor.tests.conftest import FIRST_ROUND, MonitorUnderTest
from toponaut_monitor.tests.fake_bucket import ACCESS_KEY, SECRET_KEY, FakeBucket
from toponaut_monitor.tests.fake_servers import serving
from toponaut_monitor.tests.status_page_rows import DAY, NOW, URL, times, write_checks
from toponaut_monitor.watch_round import RoundInputs
from toponaut_sidecar.errors import Busy, InvalidSettings, NotConfigured, SidecarError

FILES = set(CONTENT_TYPES)
HOUR = timedelta(hours=1)


@pytest.fixture
def page(monitor: MonitorUnderTest) -> Path:
    """The folder of the page of a monitor that watches production."""
    folder = monitor.folder / "status"
    folder.mkdir()
    monitor.environ |= {"MONITOR_URLS": URL, "STATUS_PAGE": "other-machine", "STATUS_DIR": str(folder)}
    write_checks(monitor.state, times(NOW - DAY, NOW))
    return folder


@pytest.fixture
def bucket(monitor: MonitorUnderTest, page: Path) -> Iterator[FakeBucket]:
    bucket = FakeBucket()
    use_bucket(monitor, bucket.url)
    with serving(bucket):
        yield bucket


def use_bucket(monitor: MonitorUnderTest, endpoint: str, name: str = "status-bucket") -> None:
    monitor.environ |= {"STATUS_BUCKET": name, "STATUS_ENDPOINT": endpoint, "STATUS_REGION": "fra1"}
    (monitor.folder / "secrets" / "status_access_key").write_text(f"{ACCESS_KEY}\n")
    (monitor.folder / "secrets" / "status_secret_key").write_text(f"{SECRET_KEY}\n")


def publish_now(monitor: MonitorUnderTest) -> None:
    publish(monitor.settings, clock=lambda: NOW)


def failure(monitor: MonitorUnderTest) -> str:
    with pytest.raises(SidecarError) as caught:
        publish_now(monitor)
    assert SECRET_KEY not in str(caught.value)
    return str(caught.value)


def test_without_a_bucket_the_page_is_in_the_folder(monitor: MonitorUnderTest, page: Path) -> None:
    publish_now(monitor)
    assert {file.name for file in page.iterdir()} == FILES
    assert "Toponaut is up" in (page / "index.html").read_text()
    assert {stat.S_IMODE(file.stat().st_mode) & 0o444 for file in page.iterdir()} == {0o444}


def test_page_goes_to_the_bucket_with_its_types_and_a_signature(
    monitor: MonitorUnderTest, page: Path, bucket: FakeBucket
) -> None:
    publish_now(monitor)
    assert bucket.files == {f"/status-bucket/{name}": (page / name).read_bytes() for name in FILES}
    assert list(bucket.files)[-1] == "/status-bucket/index.html"
    assert bucket.headers["content-type"] == "text/html; charset=utf-8"
    assert bucket.headers["cache-control"] == "public, max-age=60"
    assert "x-amz-acl" not in bucket.headers


def test_files_may_say_that_everybody_may_read_them(monitor: MonitorUnderTest, page: Path, bucket: FakeBucket) -> None:
    monitor.environ["STATUS_ACL"] = "public-read"
    publish_now(monitor)
    assert len(bucket.files) == len(FILES)
    assert bucket.headers["x-amz-acl"] == "public-read"


@pytest.mark.s3
def test_page_goes_to_a_whole_s3_server(monitor: MonitorUnderTest, page: Path) -> None:
    with fake_s3.s3_server() as port:
        use_bucket(monitor, f"http://127.0.0.1:{port}", fake_s3.BUCKET)
        publish_now(monitor)
        publish_now(monitor)
        found = {name: fake_s3.client(port).get_object(Bucket=fake_s3.BUCKET, Key=name) for name in FILES}
        assert fake_s3.object_keys(port) == sorted(FILES)
    assert {name: one["ContentType"] for name, one in found.items()} == CONTENT_TYPES
    assert {one["CacheControl"] for one in found.values()} == {"public, max-age=60"}
    assert found["index.html"]["Body"].read() == (page / "index.html").read_bytes()


@pytest.mark.s3
def test_server_that_refuses_the_key_or_has_no_such_bucket_is_named(monitor: MonitorUnderTest, page: Path) -> None:
    with fake_s3.s3_server(refuse_credentials=True) as port:
        use_bucket(monitor, f"http://127.0.0.1:{port}", fake_s3.BUCKET)
        assert "refuses the key (InvalidAccessKeyId): correct status_access_key" in failure(monitor)
    with fake_s3.s3_server() as port:
        use_bucket(monitor, f"http://127.0.0.1:{port}", "nothing-here")
        assert "there is no bucket nothing-here" in failure(monitor)


def test_wrong_key_is_refused(monitor: MonitorUnderTest, bucket: FakeBucket) -> None:
    (monitor.folder / "secrets" / "status_secret_key").write_text("another\n")
    assert "the bucket status-bucket refuses the key (AccessDenied)" in failure(monitor)
    assert bucket.files == {}


@pytest.mark.parametrize("status", [302, 500, 503])
def test_other_answers_are_failures(monitor: MonitorUnderTest, bucket: FakeBucket, status: int) -> None:
    bucket.status, bucket.answer_body = status, b"<html>" + b"x" * 1000
    assert f"does not take the status page (status {status})" in failure(monitor)


def test_failed_upload_leaves_the_folder_right_and_is_made_up_for(
    monitor: MonitorUnderTest, page: Path, bucket: FakeBucket
) -> None:
    bucket.status = 500
    failure(monitor)
    assert {file.name for file in page.iterdir()} == FILES
    bucket.status = 200
    publish_now(monitor)
    assert len(bucket.files) == len(FILES)


def test_bucket_that_does_not_answer_is_a_failure(monitor: MonitorUnderTest, page: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        use_bucket(monitor, f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert "status.css was not uploaded: curl: (7)" in failure(monitor)


def test_keys_are_not_in_the_list_of_processes(
    monitor: MonitorUnderTest, page: Path, bucket: FakeBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = monitor.folder / "curl"
    spy.write_text(f'#!/bin/sh\necho "$*" >>{monitor.folder}/arguments\nprintf "\\n200"\n')
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", str(monitor.folder), prepend=os.pathsep)
    publish_now(monitor)
    arguments = (monitor.folder / "arguments").read_text()
    assert arguments.count("/status-bucket/") == len(FILES)
    assert ACCESS_KEY not in arguments
    assert SECRET_KEY not in arguments


def test_missing_curl_is_a_failure(
    monitor: MonitorUnderTest, bucket: FakeBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(monitor.folder))
    assert "No such file or directory: 'curl'" in failure(monitor)


@pytest.mark.parametrize("key", ['a"b', "a b", "a\\b", "a\nurl = file:///etc/passwd"])
def test_key_that_curl_would_read_in_another_way_is_refused(
    monitor: MonitorUnderTest, bucket: FakeBucket, key: str
) -> None:
    (monitor.folder / "secrets" / "status_secret_key").write_text(key)
    assert "status_secret_key is no key" in failure(monitor)
    assert bucket.requested_paths == []


def test_empty_key_is_named(monitor: MonitorUnderTest, bucket: FakeBucket) -> None:
    (monitor.folder / "secrets" / "status_access_key").write_text("\n")
    assert "the secret status_access_key is empty" in failure(monitor)


def test_half_written_file_is_never_served(
    monitor: MonitorUnderTest, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_now(monitor)
    before = (page / "index.html").read_text()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    assert "No space left" in failure(monitor)
    assert (page / "index.html").read_text() == before


def test_second_publication_at_the_same_time_does_nothing(monitor: MonitorUnderTest, page: Path) -> None:
    with job_lock(monitor.state, "publish"), pytest.raises(Busy):
        publish_now(monitor)
    assert list(page.iterdir()) == []


def problem_texts(monitor: MonitorUnderTest, since: timedelta, now: timedelta) -> list[str]:
    return [one.text for one in status_page_problems(monitor.settings, NOW + since, NOW + now)]


def test_page_that_is_not_published_for_an_hour_is_a_problem(monitor: MonitorUnderTest, bucket: FakeBucket) -> None:
    publish_now(monitor)
    bucket.status = 500
    failure(monitor)
    assert problem_texts(monitor, -DAY, HOUR) == []
    (text,) = problem_texts(monitor, -DAY, HOUR + timedelta(seconds=1))
    assert text.startswith("the status page was last published at 2026-11-29T12:00:05Z: the bucket status-bucket at ")
    bucket.status = 200
    publish_now(monitor)
    assert problem_texts(monitor, -DAY, HOUR) == []


def test_page_that_was_never_published_is_a_problem_an_hour_after_the_start(
    monitor: MonitorUnderTest, page: Path
) -> None:
    assert problem_texts(monitor, -HOUR, timedelta()) == []
    assert "`monitor publish` did not end" in problem_texts(monitor, -2 * HOUR, timedelta())[0]
    (monitor.state / "status-page.json").write_text("[")
    assert len(problem_texts(monitor, -2 * HOUR, timedelta())) == 1


def test_failure_is_a_problem_after_the_clock_was_set_back(monitor: MonitorUnderTest, bucket: FakeBucket) -> None:
    publish(monitor.settings, clock=lambda: NOW + DAY)
    assert problem_texts(monitor, -DAY, timedelta()) == []
    bucket.status = 500
    failure(monitor)
    assert len(problem_texts(monitor, -DAY, timedelta())) == 1


def test_page_that_is_not_published_is_an_alert_of_a_round(
    monitor: MonitorUnderTest, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_round, "probe_all", lambda *_: [])  # nobody can reach toponaut.example
    inputs = RoundInputs(monitor.settings, FIRST_ROUND, monitor.logged.append, clock=lambda: FIRST_ROUND + 2 * HOUR)
    watch_round.run_round(inputs)
    (text,) = monitor.sms_texts
    assert text == (
        "Toponaut localhost: the status page was last published at 2026-11-25T00:00:00Z: `monitor publish` did not end"
    )


def test_without_a_status_page_nothing_is_published_and_nothing_is_a_problem(monitor: MonitorUnderTest) -> None:
    with pytest.raises(NotConfigured, match="set STATUS_PAGE"):
        publish_now(monitor)
    assert status_page_problems(monitor.settings, NOW - DAY, NOW) == []


def test_commands_publish_and_try_new_keys(
    monitor: MonitorUnderTest,
    page: Path,
    bucket: FakeBucket,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in monitor.environ.items():
        monkeypatch.setenv(name, value)
    assert main(["startup"]) == 0
    assert "the status page goes to the bucket status-bucket" in capsys.readouterr().err
    assert main(["publish"]) == 0
    for typed, status in ((f"{ACCESS_KEY}\n{SECRET_KEY}\n", 0), (f"{ACCESS_KEY}\nwrong\n", 1), ("\n\n", 1)):
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        assert main(["check-keys"]) == status
    monkeypatch.setenv("STATUS_PAGE", "")
    assert main(["startup"]) == 0
    assert list(page.iterdir()) == []  # an old page would claim to be true
    assert main(["publish"]) == 4


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("STATUS_PAGE", "yes", "expected same-machine or other-machine"),
        ("STATUS_BUCKET", "a/b", "expected a bucket's name"),
        ("STATUS_ENDPOINT", "ftp://x", "expected https://"),
        ("STATUS_ENDPOINT", "https://user:key@s3.example", "expected https://"),
        ("STATUS_REGION", "a:b", "expected a region"),
        ("STATUS_ACL", "public-read-write", "expected public-read"),
        ("MONITOR_URLS", "http://nginx:8080/,http://10.0.0.5/", "names no public address"),
    ],
)
def test_setting_that_cannot_be_used_is_named(
    monitor: MonitorUnderTest, page: Path, name: str, value: str, words: str
) -> None:
    with pytest.raises(InvalidSettings, match=words):
        read_settings(monitor.environ | {name: value})


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://toponaut.example/", True), ("http://toponaut.example:8080/x", True), ("https://1.1.1.1/", True),
        ("https://[2606:4700::1111]/", True), ("http://nginx:8080/", False), ("http://localhost/", False),
        ("http://10.0.0.5/", False), ("http://192.168.1.1/", False), ("http://127.0.0.1/", False),
        ("http://[fd00::1]/", False), ("http://[::1]/", False), ("http://db.internal/", False),
        ("http://printer.local./", False), ("http://169.254.169.254/latest", False),
    ],
)  # fmt: skip
def test_page_shows_only_public_addresses(url: str, *, expected: bool) -> None:
    assert is_public(url) is expected


def test_answer_of_the_bucket_is_not_repeated(monitor: MonitorUnderTest, bucket: FakeBucket) -> None:
    bucket.status, bucket.answer_body = 400, b"<Code>Bad<script></Code> the secret of somebody"
    settings = monitor.settings.status_page
    assert settings
    assert settings.bucket
    (monitor.folder / "x").write_text("x")
    with pytest.raises(UploadFailed) as caught:
        upload(settings.bucket, monitor.folder / "x", "text/plain")
    assert "script" not in str(caught.value)
    assert "somebody" not in str(caught.value)

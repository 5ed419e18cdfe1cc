"""offences.conf: which answers count towards a ban, and as what. Its maps are evaluated as nginx does it."""

import re
from pathlib import Path

import pytest

CONFIG = (Path(__file__).parents[1] / "configuration/snippets/offences.conf").read_text()
MAP = re.compile(
    r'^map (?:"(?P<quoted>[^"]+)"|(?P<source>\S+)) \$(?P<name>\w+) \{\n(?P<lines>.*?)^\}', re.MULTILINE | re.DOTALL
)
LINE = re.compile(r'^\s+(?:"~(?P<caseless>\*?)(?P<pattern>[^"]+)"|default) "?(?P<value>[^";]*)"?;$')


def evaluate(name: str, variables: dict[str, str]) -> str:
    """The value of a map's variable; of several patterns the first one that fits decides."""
    if name in variables:
        return variables[name]
    (found,) = [match for match in MAP.finditer(CONFIG) if match["name"] == name]
    source = expand(found["quoted"] or found["source"], variables)
    default = ""
    for line in filter(None, map(LINE.match, found["lines"].splitlines())):
        if line["pattern"] is None:
            default = line["value"]
            continue
        pattern = line["pattern"].replace("(?<", "(?P<")
        if match := re.search(pattern, source, re.IGNORECASE if line["caseless"] else 0):
            return expand(line["value"], variables | match.groupdict())
    return expand(default, variables)


def expand(text: str, variables: dict[str, str]) -> str:
    return re.sub(r"\$(\w+)", lambda match: evaluate(match[1], variables), text)


def offence(
    uri: str, status: int, *, by_django: bool = True, failed_sign_in: bool = False, sampled: bool = False,
    sent_for: tuple[str, str] = ("", ""),
) -> str:  # fmt: skip
    """`sent_for`: the headers by which a browser says for which site it sends, Sec-Fetch-Site and Origin."""
    variables = {
        "request_uri": uri, "status": str(status), "upstream_status": str(status) if by_django else "",
        "upstream_http_x_failed_sign_in": "1" if failed_sign_in else "", "is_sampled": "1" if sampled else "0",
        "http_sec_fetch_site": sent_for[0], "http_origin": sent_for[1], "http_host": "toponaut.example",
    }  # fmt: skip
    return evaluate("offence", variables)


@pytest.mark.parametrize(
    "uri",
    ["/wp-login.php", "/.env", "/.env.bak?x", "/api/.git/config", "//PHPMyAdmin/", "/a/b.asp", "/index.php/x",
     "/cgi-bin/luci", "/vendor/phpunit/x", "/static/../../etc/passwd", "/x/%2E%2e/secret", "/backup.sql", "/config.yml",
     "/boaform/x"],
)  # fmt: skip
def test_addresses_of_other_software_are_those_of_a_scanner(uri: str) -> None:
    assert offence(uri, 404) == "scanner"
    assert offence(uri, 404, by_django=False) == "scanner"


@pytest.mark.parametrize(
    "uri",
    ["/quizzes/atlantis", "/plays/7Yk3mQxw2Rt", "/api/v1/quizzes/us/match?name=/.env", "/static/old.123.js", "",
     "/phpunit", "/gitter", "/api/v1/quizzes/x/match?name=a.php"],
)  # fmt: skip
def test_other_wrong_requests_are_client_errors(uri: str) -> None:
    for status in (400, 404, 405, 411, 413, 414):
        assert offence(uri, status) == "client_error"


@pytest.mark.parametrize(
    "uri",
    ["/favicon.ico", "/apple-touch-icon-precomposed.png", "/.well-known/change-password", "/browserconfig.xml",
     "/ads.txt", "/.well-known/appspecific/com.chrome.devtools.json", "/sitemap_index.xml"],
)  # fmt: skip
def test_what_browsers_ask_for_by_themselves_is_no_offence(uri: str) -> None:
    assert offence(uri, 404) == ""


@pytest.mark.parametrize("status", [200, 204, 301, 304, 403, 408, 409, 412, 499, 500, 503])
def test_other_answers_are_no_offence(status: int) -> None:
    assert offence("/quizzes/us", status) == ""
    assert offence("/.env", status, by_django=False) == ""


def test_of_answers_beyond_the_rate_limit_one_of_twenty_counts() -> None:
    assert offence("/api/v1/quizzes", 429, by_django=False, sampled=True) == "rate_limit"
    assert offence("/api/v1/quizzes", 429, by_django=False) == ""
    assert offence("/.env", 429, by_django=False) == ""
    assert "5% 1;" in CONFIG


def test_limits_that_a_class_may_reach_do_not_count() -> None:
    assert offence("/api/v1/plays", 429, sampled=True) == ""  # of a day
    assert offence("/api/v1/client-errors", 429, by_django=False, sampled=True) == ""


@pytest.mark.parametrize(
    ("sent_for", "foreign"),
    [
        (("cross-site", ""), True),
        (("same-site", ""), True),  # another name below the same domain
        (("", "https://other.example"), True),  # a WebSocket
        (("", "null"), True),
        (("", "https://toponaut.example.other.example"), True),
        (("", "https://toponaut.example"), False),
        (("same-origin", "https://toponaut.example"), False),
        (("none", ""), False),  # typed, or a bookmark
        (("", ""), False),
    ],
)
def test_what_another_site_makes_a_browser_send_bans_nobody(sent_for: tuple[str, str], *, foreign: bool) -> None:
    kinds = {"/.env": "scanner", "/x": "client_error", "/dashboard/login": "sign_in"}
    for uri, kind in kinds.items():
        by_django = kind != "sign_in"
        found = offence(uri, 404 if by_django else 429, by_django=by_django, sent_for=sent_for)
        assert found == ("" if foreign else kind)
    assert offence("/dashboard/login", 403, failed_sign_in=True, sent_for=sent_for) == "sign_in"
    assert offence("/", 429, by_django=False, sampled=True, sent_for=sent_for) == "rate_limit"


def test_failed_sign_ins_count_by_djangos_header_and_by_nginx_own_limit() -> None:
    assert offence("/dashboard/login", 403, failed_sign_in=True) == "sign_in"
    assert offence("/dashboard/login", 429, failed_sign_in=True) == "sign_in"
    assert offence("/dashboard/login", 429, by_django=False) == "sign_in"
    assert offence("/dashboard/login", 302) == ""


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:7:8::5", "2001:db8:7:8::5/64"),
        ("::1", "::1/64"),
    ],
)
def test_a_client_is_an_address_or_a_network_of_ipv6(address: str, network: str) -> None:
    assert evaluate("offender", {"remote_addr": address}) == network


def test_every_kind_of_offence_has_a_jail_and_a_file() -> None:
    root = Path(__file__).parents[2]
    kinds = {"scanner", "client_error", "rate_limit", "sign_in"}
    used = set(
        re.findall(r" (?!\d)([a-z_]+);$", CONFIG.partition("$error_offence {")[2].partition("}")[0], re.MULTILINE)
    )
    jails = set(re.findall(r"^\[([a-z_]+)\]$", (root / "services/fail2ban/config/jail.conf").read_text(), re.MULTILINE))
    files = re.findall(r"toponaut-offences/\{([a-z_,]+)\}\.log", (root / "nginx/start.sh").read_text())
    assert used == jails == set(files[0].split(",")) == kinds

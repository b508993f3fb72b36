"""Programs outside Python that some tests need: skipped with the reason where missing, a failure where CI=true."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from selenium import webdriver

# No test may depend on how fast the machine is; continuous integration tries the same examples on every run.
settings.register_profile(
    "any-machine",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any-machine")

COMPONENTS = {
    "chromium": (("chromium", "chromedriver"), "apt-get install chromium chromium-driver"),
    "tesseract": (
        ("tesseract",),
        "apt-get install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus tesseract-ocr-eng",
    ),
}
"""Name of a fixture → the programs that it needs, and how to install them on Debian."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture starts a program, see that the program is there."""
    for fixture in COMPONENTS.keys() & set(getattr(item, "fixturenames", ())):
        programs, install = COMPONENTS[fixture]
        missing = [program for program in programs if shutil.which(program) is None]
        if missing:
            reason = f"{', '.join(missing)} is not installed: {install}"
            if os.environ.get("CI") == "true":
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The path of the OCR program."""
    return shutil.which("tesseract") or ""


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    """Chromium without a window, in English; its console is kept."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,900",
        "--lang=en",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    yield driver
    driver.quit()

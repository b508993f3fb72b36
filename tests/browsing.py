"""What tests ask of a page in the browser."""

from __future__ import annotations

from importlib.resources import files

from selenium import webdriver


def violations(driver: webdriver.Chrome) -> list[str]:
    """What axe-core finds wrong with the page as it is shown."""
    driver.execute_script((files("axe_core_python") / "axe.min.js").read_text("utf-8"))
    found = driver.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    return [f"{v['id']}: {node['html'][:120]}" for v in found["violations"] for node in v["nodes"][:3]]

# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Opens pages in Chromium, and tells what it sees there, and what it was asked to fetch."""

from __future__ import annotations

import base64
import json
from contextlib import contextmanager

WITHOUT_WINDOW = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Browser:
    """Chromium with one page open."""

    def __init__(self, binary, driver, profile):
        from selenium import webdriver
        from selenium.webdriver.chrome.options import Options
        from selenium.webdriver.chrome.service import Service

        options = Options()
        options.binary_location = binary
        for argument in (*WITHOUT_WINDOW, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(driver))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, path, width=1200):
        """Opens a file in a window so wide; what was logged before is forgotten."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        for kind in ("performance", "browser"):
            self.driver.get_log(kind)
        self.driver.get(path.as_uri())

    def run(self, script, *arguments):
        """What a script of the test, not of the page, returns."""
        return self.driver.execute_script(script, *arguments)

    def violations(self, axe):
        """What axe-core finds: the rule, and the elements."""
        # A debugger's script is not held by the policy of the page.
        self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
        asked = {
            "expression": "axe.run(document, {resultTypes: ['violations']})"
            ".then(found => JSON.stringify(found.violations))",
            "awaitPromise": True,
        }
        answer = self.driver.execute_cdp_cmd("Runtime.evaluate", asked)
        found = json.loads(answer["result"]["value"])
        return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]

    def requests(self):
        """Addresses that were asked for since the page was opened, embedded ones left out."""
        logged = (
            json.loads(one["message"])["message"] for one in self.driver.get_log("performance")
        )
        sent = (
            one["params"]["request"]["url"]
            for one in logged
            if one["method"] == "Network.requestWillBeSent"
        )
        return [address for address in sent if not address.startswith("data:")]

    def complaints(self):
        """What the browser complains of, such as what a policy held back."""
        return [one["message"] for one in self.driver.get_log("browser")]

    @contextmanager
    def on_paper(self):
        """Shows the page as it would be printed."""
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        yield
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def printed(self):
        """The page as a PDF."""
        asked = {"printBackground": True, "preferCSSPageSize": True}
        answer = self.driver.execute_cdp_cmd("Page.printToPDF", asked)
        return base64.b64decode(answer["data"])

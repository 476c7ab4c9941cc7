"""The pages in a real browser: a phone and a desktop, light and dark, by keyboard, without a network.

Run by `make test-browser`; screenshots to look at are left in build/screenshots.
"""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from autograder import report
from autograder.results import Curve, Diagnosis, Difference
from tests.sample_results import hostile, internal, mixed, perfect, unreadable

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOTS = Path("build/screenshots")
SCREENS = {"phone": (360, 740), "desktop": (1280, 900)}
CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
  const low = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.textContent.trim() || e.closest('svg') || !e.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push(node.textContent.trim().slice(0, 40));
  }
  return low; }"""


def drawn():
    """A result with everything that a page can hold."""
    result = mixed()
    first, second = result.questions
    cells = tuple(tuple((i - j) / 5 or None for j in range(24)) for i in range(12))
    second = replace(
        second,
        diagnoses=(Diagnosis("backward_propagation", "It is summed.", "Twice?", "On X.", "certain"),),
        differences=(Difference("backward_propagation", "dW1", "On X", (40, 30), cells, "[0, 1]", 2.0, 1.0),),
        curves=(Curve("nn_model", (1.0, 2.0, 1e9, None), (1.0, 0.8, 0.6, 0.5), 1, ("b1",)),),
    )
    return replace(result, questions=(first, second))


CLASS = [drawn(), perfect(), hostile(), internal(), unreadable(), perfect(assignment="deep_network")]
PAGES = {
    "feedback": lambda: report.feedback_page(drawn()),
    "hostile": lambda: report.feedback_page(hostile()),
    "class": lambda: report.class_page(CLASS, [perfect(r.student) for r in CLASS[:5]]),
    "index": lambda: report.index_page(CLASS),
}


@pytest.fixture(scope="session")
def browser():
    """One chromium for all tests; missing is a failure here, not a reason to skip."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Open one of PAGES as a file; every request beside it is written down."""
    contexts = []

    def opened(name: str, screen: str = "desktop", scheme: str = "light"):
        width, height = SCREENS[screen]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        path = tmp_path / f"{name}.html"
        path.write_text(PAGES[name](), encoding="utf-8")
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_can_be_read_and_asks_for_nothing(open_page, name, screen, scheme):
    page = open_page(name, screen, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen][0], "scrolls sideways"
    assert page.evaluate(CONTRAST) == []
    assert page.asked == [page.url]
    assert page.complaints == []
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{screen}-{scheme}.png", full_page=True)


def test_the_two_schemes_differ(open_page):
    grounds = [
        open_page("feedback", scheme=scheme).evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )
        for scheme in ("light", "dark")
    ]
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_goes_through_a_page_from_top_to_bottom_and_is_seen(open_page, name):
    page = open_page(name)
    heights, tags = [], []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => { const e = document.activeElement, r = e.getBoundingClientRect();
            return [e.tagName, r.top + scrollY, getComputedStyle(e).outlineStyle]; }""")
        if seen[0] == "BODY":
            break
        tags.append(seen[0])
        heights.append(seen[1])
        assert seen[2] != "none", f"{seen[0]} does not show that it has the focus"
    assert len(tags) > 1
    rises = [b - a for a, b in itertools.pairwise(heights[1:])]
    assert all(rise > -40 for rise in rises), "the focus jumps back"


def test_enter_opens_what_is_folded(open_page):
    page = open_page("feedback")
    folded = page.locator("#q1 details").first
    assert folded.get_attribute("open") is None
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folded.get_attribute("open") is not None


def test_print_shows_what_is_folded(open_page):
    page = open_page("feedback")
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#q1 pre").is_visible()

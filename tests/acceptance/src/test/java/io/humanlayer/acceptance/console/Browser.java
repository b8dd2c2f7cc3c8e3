package io.humanlayer.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A real browser, used without a mouse.
final class Browser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final List<String> ACCESSIBLE =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final int MAX_TABS = 300;

  private final URI edge;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final Page page;
  private final List<String> surprises = new CopyOnWriteArrayList<>();

  Browser(Path executable, URI edge) {
    this.edge = edge;
    var environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setArgs(FLAGS));
    BrowserContext context = chromium.newContext();
    this.page = context.newPage();
    page.onDialog(
        dialog -> {
          surprises.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onPageError(error -> surprises.add("a script: " + error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(edge.toString())) {
            surprises.add("a request to " + request.url());
          }
        });
  }

  /// Where the browser is, if this machine has one.
  static Optional<Path> find() {
    return NAMES.stream()
        .flatMap(
            name ->
                Arrays.stream(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void open(String path) {
    page.navigate(edge.resolve(path).toString());
  }

  Page page() {
    return page;
  }

  /// Types a Sentinel's key where one is asked for, and waits for what comes of it.
  void signIn(String key) {
    // A key typed before the field has the focus arrives without its beginning.
    page.waitForFunction("() => document.activeElement.matches('input[name=key]')");
    type(key);
    enter();
  }

  /// Presses Tab until the focus is on what `selector` names.
  void tabTo(String selector) {
    for (int i = 0; i < MAX_TABS; i++) {
      page.keyboard().press("Tab");
      Object there =
          page.evaluate("selector => document.activeElement.matches(selector)", selector);
      if (Boolean.TRUE.equals(there)) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + selector + " on " + page.url());
  }

  void type(String text) {
    page.keyboard().type(text);
  }

  /// Presses Enter, which leads to another page.
  void enter() {
    page.evaluate("() => { window.thisPage = true; }");
    page.keyboard().press("Enter");
    page.waitForFunction("() => !window.thisPage && document.readyState === 'complete'");
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  /// Keeps a picture of the page and lets axe look for what keeps people from using it.
  void inspect(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
    var violations = new AxeBuilder(page).withTags(ACCESSIBLE).analyze().getViolations();
    assertThat(violations.stream().map(v -> v.getId() + ": " + v.getHelp() + " " + v.getNodes()))
        .as("what axe finds on %s", name)
        .isEmpty();
    // The inspection itself opens pages.
    assertThat(surprises.stream().filter(it -> !it.contains("about:blank")).toList()).isEmpty();
  }

  /// Elements that would mean that something an agent wrote has become part of the page.
  long foreignElements() {
    return Stream.of("script", "img", "iframe", "object", "a[href^='javascript']", "b")
        .mapToLong(selector -> page.locator(selector).count())
        .sum();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}

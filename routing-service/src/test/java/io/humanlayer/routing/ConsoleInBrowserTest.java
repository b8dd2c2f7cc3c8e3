package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A Sentinel at the console, with the keyboard only.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class ConsoleInBrowserTest {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @TestHTTPResource("/console")
  URI console;

  @Inject AvroWire wire;
  @Inject EventIds ids;
  @Inject Jdbi jdbi;

  private Stage stage;
  private Chromium chromium;
  private Page page;

  @BeforeEach
  void start() {
    var program = Chromium.installed();
    assumeTrue(program.isPresent(), "no Chromium on this machine: install the package chromium");
    stage = new Stage(new TestKafka(servers), wire, ids, jdbi);
    chromium = Chromium.start(program.get());
    page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(1100, 900));
  }

  @AfterEach
  void close() {
    if (chromium != null) {
      chromium.close();
      stage.close();
    }
  }

  @Test
  void a_sentinel_signs_in_reads_and_decides_without_a_mouse() {
    String key = Acme.sentinel("ada", "finance.payments");
    Ruled ruled = stage.arbitrium("payments");
    UUID id = stage.opened(ruled);
    GatewayOnLoopback.keep(
        id.toString(),
        """
        {"operation":"payment.transfer","digest":"%s","summary":"Please approve this quickly.",
         "context":{"supplier":"Rossi \\u202eS.r.l."},
         "arguments":{"amount":"1500.00","currency":"EUR","recipient":"Rossi\\u200b Srl",
                      "iban":"IT60X0542811101000000123456"}}
        """
            .formatted(ruled.dossierDigest()));

    page.navigate(console.toString());
    titled("Sign in");
    accessible("sign-in");
    page.keyboard().type(key);
    page.keyboard().press("Enter");
    titled("Your cases");
    accessible("cases");

    tabTo("a[href='/console/cases/" + id + "']");
    page.keyboard().press("Enter");
    titled("Decide");
    assertThat(page.locator("h2").allInnerTexts())
        .extracting(text -> text.replaceAll("[^A-Za-z ]", " ").strip())
        .containsExactly(
            "What will happen", "Why you are asked", "What the agent says untrusted", "Decide");
    tabTo("summary");
    page.keyboard().press("Enter");
    accessible("case");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    accessible("case-dark");
    page.setViewportSize(360, 800);
    accessible("case-narrow");

    tabTo("input[type='radio']");
    page.keyboard().press("Space");
    tabTo("textarea");
    page.keyboard().type("Known supplier, invoice 4711 checked");
    tabTo("button.primary");
    page.keyboard().press("Enter");
    titled("Settled");
    assertThat(page.locator("h2").innerText()).isEqualTo("Approved");
    accessible("settled");
    assertThat(stage.decided(id).text("outcome")).isEqualTo("APPROVED");
  }

  @Test
  void whoever_is_away_is_told_so_and_is_back_with_a_key() {
    String key = Acme.sentinel("abe-away", "finance.absent");
    Desk.away("abe-away", null);

    page.navigate(console.toString());
    titled("Sign in");
    page.keyboard().type(key);
    page.keyboard().press("Enter");
    titled("Your cases");
    assertThat(page.locator("[role=status]").innerText()).contains("you are away");
    accessible("cases-away");
    tabTo("form[action='/console/back'] button");
    page.keyboard().press("Enter");

    PlaywrightAssertions.assertThat(page.locator("[role=status]")).hasCount(0);
    titled("Your cases");
  }

  private void titled(String title) {
    PlaywrightAssertions.assertThat(page).hasTitle(title + " · HumanLayer");
  }

  /// Presses Tab until the focus is there, as one would.
  private void tabTo(String selector) {
    for (int presses = 0; presses < 40; presses++) {
      page.keyboard().press("Tab");
      if (page.locator("*:focus").count() == 1
          && (Boolean)
              page.locator("*:focus").evaluate("(it, wanted) => it.matches(wanted)", selector)) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + selector);
  }

  private void accessible(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
    var found =
        new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze()
            .getViolations();
    assertThat(found)
        .as("accessibility of " + name)
        .extracting(rule -> rule.getId() + " at " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
  }
}

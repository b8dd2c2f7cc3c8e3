package io.humanlayer.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A Sentinel decides in a real browser, with the keyboard alone.
@ExtendWith(TheSystem.class)
class ConsoleTest {

  private static final String HOSTILE =
      "<script>alert('owned')</script><img src=x onerror=alert(1)><b>bold</b>"
          + " pay \u202e0001\u202c to\u200bday";

  private RunningSystem system;
  private Agent agent;
  private Browser browser;

  @BeforeEach
  void a_browser(RunningSystem running) {
    var chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "chromium is not installed");
    system = running;
    agent = running.newAgent();
    browser = new Browser(chromium.orElseThrow(), running.installation().edge());
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private String ask(String summary, String subject) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("operation", "send_email").put("summary", summary);
    ObjectNode arguments = body.putObject("arguments");
    arguments.put("subject", subject).put("body", "Good morning").putArray("to").add("a@b.example");
    String id =
        agent
            .api()
            .ask(body.toString(), null, Duration.ZERO)
            .orThrow()
            .json()
            .required("id")
            .asText();
    Patience.until(
        "ada is offered the case",
        () -> system.installation().sentinel("ada").open(id),
        answer -> answer.status() == 200);
    return id;
  }

  private void signIn() {
    browser.open("/");
    browser.inspect("sign-in");
    browser.signIn("hls_wrong");
    browser.inspect("sign-in-refused");
    browser.signIn(system.installation().sentinels().get("ada"));
  }

  private void openCase(String id) {
    browser.tabTo("a[href$='/console/cases/" + id + "']");
    browser.enter();
  }

  @Test
  void ada_signs_in_opens_a_case_and_approves_it_with_a_reason() {
    String id = ask("Answer to a customer", "Your order");
    signIn();
    browser.inspect("cases");
    openCase(id);
    browser.tabTo("summary");
    browser.press("Enter");
    browser.inspect("case");
    browser.tabTo("input[type=radio]");
    browser.press("Space");
    browser.tabTo("textarea");
    browser.type("Polite and correct");
    browser.tabTo("button[type=submit]");
    browser.enter();
    browser.inspect("case-decided");
    assertThat(browser.page().locator("main").textContent()).contains("Approved");

    JsonNode decided = agent.api().look(id, Duration.ofSeconds(30)).orThrow().json();
    assertThat(decided.path("status").asText()).isEqualTo("approved");
    assertThat(decided.path("reason").asText()).isEqualTo("Polite and correct");
    assertThat(decided.path("sentinels").path(0).path("assurance").asText())
        .isEqualToIgnoringCase("session");
  }

  @Test
  void what_an_agent_writes_stays_inert_and_visible() {
    String id = ask(HOSTILE, HOSTILE);
    signIn();
    openCase(id);
    browser.tabTo("summary");
    browser.press("Enter");
    browser.inspect("hostile-case");
    String shown = browser.page().locator("main").textContent();
    assertThat(shown).contains("<script>alert('owned')</script><img src=x onerror=alert(1)>");
    assertThat(shown).contains("\\u{202E}").contains("\\u{200B}");
    assertThat(shown).doesNotContain("\u202e").doesNotContain("\u200b");
    assertThat(browser.foreignElements()).isZero();
  }
}

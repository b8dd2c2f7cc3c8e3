package io.humanlayer.acceptance.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Log;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.verifier.DisclosuresVerification;
import io.humanlayer.verifier.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A Sentinel makes a passkey and signs with it in a real browser, whose authenticator is one of
/// its own making.
@ExtendWith(TheSystem.class)
class PasskeyInBrowserTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MIGRATION =
      """
      {"operation":"db.migrate","arguments":{"environment":"prod","database":"shop",
       "statements":["alter table orders add hint text"],"reversible":true}}""";
  private static final String INVOICE =
      """
      {"operation":"pay_invoice","summary":"Third rate",
       "arguments":{"amount":"9000","currency":"USD","supplier":"Audit Nord",
       "invoice":"2026-11","purchase_order":"PO-79"}}""";

  private RunningSystem system;
  private Agent agent;
  private Browser browser;
  private CDPSession authenticator;
  private String authenticatorId;

  @BeforeEach
  void a_browser_with_an_authenticator(RunningSystem running) {
    var chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "chromium is not installed");
    system = running;
    agent = running.newAgent();
    browser = new Browser(chromium.orElseThrow(), running.installation().edge());
    authenticator = browser.page().context().newCDPSession(browser.page());
    authenticator.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var wanted = new JsonObject();
    wanted.add("options", options);
    authenticatorId =
        authenticator
            .send("WebAuthn.addVirtualAuthenticator", wanted)
            .get("authenticatorId")
            .getAsString();
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  /// From now on it cannot check who is there.
  private void nobodyIsVerified() {
    var state = new JsonObject();
    state.addProperty("authenticatorId", authenticatorId);
    state.addProperty("isUserVerified", false);
    authenticator.send("WebAuthn.setUserVerified", state);
  }

  private String ask() {
    String id =
        agent.api().ask(MIGRATION, null, Duration.ZERO).orThrow().json().required("id").asText();
    Patience.until(
        "ben is offered the case",
        () -> system.installation().sentinel("ben").open(id),
        answer -> answer.status() == 200);
    return id;
  }

  private void approve(String id) {
    browser.open("/console/cases/" + id);
    browser.page().locator("input[type=radio][value=approve]").check();
    browser.page().locator("textarea[name=reason]").first().fill("The plan was read");
    browser.page().locator("form[data-sign] button[type=submit]").last().click();
  }

  @Test
  void ben_makes_a_passkey_signs_with_it_and_without_a_check_of_who_he_is_nothing_is_signed() {
    browser.open("/");
    browser.signIn(system.installation().sentinels().get("ben"));
    browser.open("/console/passkeys");
    assertThat(browser.page().locator("h1").textContent()).isEqualTo("My passkeys");
    browser.inspect("passkeys-none");
    browser.page().locator("form[data-make] button").click();
    browser.page().locator("th:has-text('No. 1')").waitFor();
    browser.inspect("passkeys");

    String id = ask();
    approve(id);
    browser.page().locator("main:has-text('Approved')").waitFor();
    JsonNode decided = agent.api().look(id, Duration.ofSeconds(30)).orThrow().json();
    assertThat(decided.path("outcome").asText()).isEqualTo("APPROVED");
    assertThat(decided.path("sentinels").path(0).path("assurance").asText()).isEqualTo("passkey");
    proven(id);

    nobodyIsVerified();
    String other = ask();
    approve(other);
    browser.page().locator("#problem:not([hidden])").waitFor();
    assertThat(browser.page().locator("#problem").textContent()).contains("Nothing was done");
    browser.inspect("passkey-refused");
    assertThat(agent.api().look(other, Duration.ZERO).json().has("outcome")).isFalse();

    browser.open("/console/passkeys");
    browser.page().locator("form[action$=remove] button").click();
    browser.page().locator("main:has-text('no passkey yet')").waitFor();
  }

  @Test
  void elena_edits_an_invoice_and_signs_what_she_made_of_it() {
    browser.open("/");
    browser.signIn(system.installation().sentinels().get("elena"));
    browser.open("/console/passkeys");
    browser.page().locator("form[data-make] button").click();
    browser.page().locator("th:has-text('No. 1')").waitFor();
    String id =
        agent.api().ask(INVOICE, null, Duration.ZERO).orThrow().json().required("id").asText();
    Patience.until(
        "elena is offered the case",
        () -> system.installation().sentinel("elena").open(id),
        answer -> answer.status() == 200);

    browser.open("/console/cases/" + id);
    browser.page().locator("summary:has-text('Edit, and approve that')").click();
    browser.inspect("edit");
    browser.page().locator("input[name='text.amount']").fill("8000");
    browser.page().locator("#edit-why").fill("The second half is not delivered");
    browser.page().locator("button:has-text('Sign and approve the edited action')").click();
    browser.page().locator("main:has-text('Approved')").waitFor();

    JsonNode decided = agent.api().look(id, Duration.ofSeconds(30)).orThrow().json();
    assertThat(decided.path("outcome").asText()).isEqualTo("APPROVED_WITH_EDITS");
    assertThat(decided.path("sentinels").path(0).path("assurance").asText()).isEqualTo("passkey");
    assertThat(system.log().evidence(agent, id).checks())
        .anyMatch(step -> step.contains("A passkey has signed SHA-256 of the intent of elena"))
        .anyMatch(step -> step.contains("this verdict of this Sentinel on this action"));
    browser.open("/console/passkeys");
    browser.page().locator("form[action$=remove] button").click();
    browser.page().locator("main:has-text('no passkey yet')").waitFor();
  }

  /// What was signed, checked as somebody would who has the files and the log's key alone.
  private void proven(String id) {
    Log log = system.log();
    log.proven(agent, id);
    String registration = registrationOfTheSignature(id);
    assertThat(
            DisclosuresVerification.ofFile(
                file(id + "/disclosures"),
                file(id + "/decision.json"),
                file(id + "/bundle"),
                List.of(file(registration)),
                log.key()))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            it -> {
              assertThat(it.checks()).anyMatch(step -> step.contains("registered as one of ben"));
              assertThat(it.meaning()).anyMatch(line -> line.contains("\"logHead\":{"));
            });
    assertThat(log.evidence(agent, id).checks())
        .anyMatch(step -> step.contains("registered as one of ben"))
        .anyMatch(step -> step.startsWith("ben held it.database by the register"))
        .anyMatch(step -> step.matches("The log has grown from the head of \\d+ entries that .*"));
  }

  /// The event that made the passkey known, as the signature names it.
  private String registrationOfTheSignature(String id) {
    String text = new String(file(id + "/disclosures"), StandardCharsets.UTF_8);
    try {
      for (JsonNode one : JSON.readTree(text).path("disclosures")) {
        if (one.path("name").asText().equals("verdicts.0.humanSignature")) {
          byte[] parts = Base64.getUrlDecoder().decode(one.path("disclosure").asText());
          return JSON.readTree(parts).path(2).path("registration").asText();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("no signature in " + text);
  }

  private byte[] file(String path) {
    return Patience.until(
            path,
            () -> system.edge().get("/v1/receipts/" + path, "x-api-key", agent.key()),
            answer -> answer.status() == 200)
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }
}

package io.humanlayer.notifier.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {

  @Test
  void a_url_is_taken_apart() throws Exception {
    CallbackUrl url = CallbackUrl.parse("https://agent.example/hook/a%20b?run=7#top", false);
    assertThat(url).isEqualTo(new CallbackUrl(true, "agent.example", 443, "/hook/a%20b?run=7"));
    assertThat(url.authority()).isEqualTo("agent.example");
  }

  @Test
  void an_unusual_port_is_named_to_the_host() throws Exception {
    CallbackUrl url = CallbackUrl.parse("https://agent.example:8443", false);
    assertThat(url.target()).isEqualTo("/");
    assertThat(url.authority()).isEqualTo("agent.example:8443");
  }

  @Test
  void only_ascii_enters_the_request_line() throws Exception {
    assertThat(CallbackUrl.parse("https://agent.example/décision", false).target())
        .isEqualTo("/d%C3%A9cision");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://agent.example/",
        "ftp://agent.example/",
        "file:///etc/passwd",
        "https:///nowhere",
        "https://user:secret@agent.example/",
        "https://agent.example/a b",
        "https://agent.example/a\r\nX-Injected: 1",
        "agent.example/hook",
        ""
      })
  void what_is_not_plainly_https_is_not_allowed(String url) {
    assertThatThrownBy(() -> CallbackUrl.parse(url, false))
        .isInstanceOf(CallbackUrl.NotAllowed.class)
        .hasMessageContaining("callback URL");
  }

  @Test
  void only_the_origin_is_told_to_others() {
    assertThat(CallbackUrl.origin("https://agent.example:8443/hook?token=secret"))
        .isEqualTo("https://agent.example:8443");
    assertThat(CallbackUrl.origin("https://me:secret@agent.example/")).doesNotContain("secret");
    assertThat(CallbackUrl.origin("secret")).isEqualTo("not a callback URL");
  }

  @Test
  void plain_http_is_allowed_where_the_deployment_says_so() throws Exception {
    assertThat(CallbackUrl.parse("http://127.0.0.1:9/", true))
        .isEqualTo(new CallbackUrl(false, "127.0.0.1", 9, "/"));
  }
}

package io.humanlayer.testkit.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.testkit.topics.TopicCatalogue;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TopicRuleTest {

  @Test
  void a_reader_may_read_and_an_owner_may_write() {
    assertThatCode(
            () ->
                rule(
                        "request-gateway",
                        """
                        mp.messaging.incoming.decisions.topic=hl.decisions.v1
                        mp.messaging.incoming.decisions.dead-letter-queue.topic=hl.decisions.v1.request-gateway.dlq
                        mp.messaging.incoming.requests.topic=^ext\\\\.[a-z0-9-]+\\\\.requests\\\\.v1$
                        mp.messaging.outgoing.intake.topic=hl.intake.v1
                        %test.mp.messaging.incoming.many.topics=hl.rulings.v1, hl.cases.v1
                        """)
                    .check())
        .doesNotThrowAnyException();
  }

  @Test
  void a_reader_may_not_write() {
    refuses("notifier", "mp.messaging.outgoing.decisions.topic=hl.decisions.v1")
        .hasMessageContaining("not the owner of hl.decisions.v1");
  }

  @Test
  void who_is_not_a_reader_may_not_read() {
    refuses("notifier", "mp.messaging.incoming.rulings.topic=hl.rulings.v1")
        .hasMessageContaining("not a reader of hl.rulings.v1");
  }

  @Test
  void an_unknown_topic_is_refused() {
    refuses("notifier", "mp.messaging.incoming.x.topic=hl.unheard-of.v1")
        .hasMessageContaining("hl.unheard-of.v1");
  }

  @Test
  void a_channel_without_a_topic_is_refused() {
    refuses("notifier", "mp.messaging.incoming.hidden.group.id=notifier")
        .hasMessageContaining("channel hidden names no topic");
  }

  @Test
  void dead_letters_belong_to_their_reader() {
    refuses(
            "notifier",
            """
            mp.messaging.incoming.decisions.topic=hl.decisions.v1
            mp.messaging.incoming.decisions.dead-letter-queue.topic=hl.decisions.v1.dlq
            """)
        .hasMessageContaining("<topic>.<reader>.dlq");
  }

  private static AbstractThrowableAssert<?, ?> refuses(String module, String properties) {
    return assertThatThrownBy(() -> rule(module, properties).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("D13 ");
  }

  private static TopicRule rule(String module, String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return new TopicRule(
        Planted.service("d12", module), Channels.of(properties), TopicCatalogue.onClasspath());
  }
}

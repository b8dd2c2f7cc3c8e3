package io.humanlayer.standalone.command;

import io.humanlayer.standalone.home.Home;
import io.humanlayer.standalone.provision.JsonApi;
import io.humanlayer.standalone.provision.ProvisionFailure;
import io.humanlayer.standalone.seed.Seed;
import java.net.URI;

/// What a newcomer needs after `up`: where to look, with which keys, and what to paste.
final class Summary {

  private Summary() {}

  static String of(Home home) {
    var seed = Seed.in(home.seed());
    var edge = seed.get("/edge").orElse("");
    var organisation = seed.get("/organisation").orElse("");
    var key = seed.get("/apiKey").orElse("");
    return """
        console     %1$s/console
                    sign in with a Sentinel's key: ada %2$s
                                                   ben %3$s
        agent key   %4$s   (organisation %5$s)
        Kafka       127.0.0.1:%6$s   SASL_PLAINTEXT, SCRAM-SHA-512, user %5$s, password %7$s
                    write ext.%5$s.requests.v1, read ext.%5$s.decisions.v1 and ext.%5$s.checkpoints.v1
                    (clients before librdkafka 2.6 cannot sign in so: 127.0.0.1:%9$s takes
                    anyone on this machine, without a password)
        ledger key  %8$s

        An automatic decision:

          curl -s '%1$s/v1/requests?wait=10' -H 'x-api-key: %4$s' -H 'content-type: application/json' \\
            -d '{"type": "authorized_decision", "operation": "weather.fetch", "arguments": {"city": "Bari"}, "summary": "Look up the weather"}'

        One that a Sentinel has to decide, in the console:

          curl -s '%1$s/v1/requests' -H 'x-api-key: %4$s' -H 'content-type: application/json' \\
            -d '{"type": "authorized_decision", "operation": "payment.transfer", "arguments": {"amount": "1500.00", "currency": "EUR", "iban": "IT60X0542811101000000123456", "recipient": "Forniture Rossi"}, "summary": "Pay invoice 4711"}'

        Next: ./humanlayer demo   ./humanlayer status   ./humanlayer logs routing-service -f   ./humanlayer down
        """
        .formatted(
            edge,
            seed.get("/sentinels/ada").orElse(""),
            seed.get("/sentinels/ben").orElse(""),
            key,
            organisation,
            home.ports().all().getOrDefault("kafka-external", ""),
            home.secrets().kafkaPassword(organisation),
            ledgerKey(edge, organisation, key),
            home.ports().all().getOrDefault("kafka", ""));
  }

  private static String ledgerKey(String edge, String organisation, String key) {
    try {
      var path = "/v1/logs?organisation=" + organisation;
      var answer = new JsonApi(URI.create(edge)).get(path, "x-api-key", key);
      return answer.body().at("/logs/0/vkey").asText("comes with the first decision");
    } catch (ProvisionFailure e) {
      return "not known now: " + e.getMessage();
    }
  }
}

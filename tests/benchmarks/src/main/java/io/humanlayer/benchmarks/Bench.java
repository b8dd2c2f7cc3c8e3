package io.humanlayer.benchmarks;

import io.humanlayer.demo.AgentApi;
import io.humanlayer.demo.Installation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/// `./humanlayer bench`: the automatic path over HTTP beside a bare producer→consumer hop on the
/// same broker, in interleaved rounds of the same run.
public final class Bench {

  private static final int WARM_UP = 400;
  private static final int ROUNDS = 5;
  private static final int PER_ROUND = 200;

  private Bench() {}

  /// @param arguments the home folder of the running system, and `cases` for those alone
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    if (arguments.length > 1 && arguments[1].equals("cases")) {
      CaseBench.run(home);
      return;
    }
    var system = Installation.in(home);
    var ports = new Properties();
    try (var file = Files.newBufferedReader(home.resolve("ports.properties"))) {
      ports.load(file);
    }
    var gateway = URI.create("http://127.0.0.1:" + ports.getProperty("request-gateway"));
    var edge = new AutomaticPath(new AgentApi(system.edge(), system.apiKey()));
    var direct = new AutomaticPath(new AgentApi(gateway, system.apiKey()));
    var hop = new Latencies();
    var throughEdge = new Latencies();
    var toGateway = new Latencies();
    try (var bare = new BareHop("127.0.0.1:" + ports.getProperty("kafka"))) {
      System.out.printf("warming up (%d of each) …%n", WARM_UP);
      bare.run(WARM_UP, new Latencies());
      edge.run(WARM_UP, new Latencies());
      direct.run(WARM_UP, new Latencies());
      for (int round = 1; round <= ROUNDS; round++) {
        System.out.printf("round %d of %d …%n", round, ROUNDS);
        bare.run(PER_ROUND, hop);
        edge.run(PER_ROUND, throughEdge);
        direct.run(PER_ROUND, toGateway);
      }
    }
    System.out.printf("%n%-52s %6s   %7s   %7s   %7s%n", "ms", "n", "p50", "p90", "p99");
    System.out.println(hop.line("bare hop: send → acks=all → consumer"));
    System.out.println(toGateway.line("POST /v1/requests?wait → decision (gateway's port)"));
    System.out.println(throughEdge.line("POST /v1/requests?wait → decision (edge)"));
    System.out.printf(
        Locale.ROOT,
        "%nThe automatic decision takes %.1f bare hops at the median (gateway's port), %.1f through"
            + " the edge.%n",
        toGateway.quantile(0.5) / hop.quantile(0.5),
        throughEdge.quantile(0.5) / hop.quantile(0.5));
  }
}

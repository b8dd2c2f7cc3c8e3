package io.humanlayer.standalone.system;

import io.humanlayer.standalone.infrastructure.Child;
import io.humanlayer.standalone.infrastructure.HttpProbe;
import io.humanlayer.standalone.infrastructure.JavaProgram;
import io.humanlayer.standalone.infrastructure.Server;
import io.humanlayer.standalone.infrastructure.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One of our services as a process.
final class ServiceProcess extends Server {

  static final String READY = "/q/health/ready";

  private static final Set<String> ON_THE_AUTOMATIC_PATH =
      Set.of("request-gateway", "policy-engine");

  private final Path jar;
  private final Path aotCache;
  private final Map<String, String> environment;

  /// @param application the folder that the build has made for the service
  ServiceProcess(
      String name, Path folder, int port, Path application, Map<String, String> environment) {
    super(name, folder, port);
    this.jar = application.resolve("quarkus-run.jar");
    this.aotCache = application.resolve("app.aot");
    if (!Files.exists(jar)) {
      throw new StartFailure(jar + " is not built");
    }
    this.environment = Map.copyOf(environment);
  }

  @Override
  protected Child launch() {
    var flags = new ArrayList<String>();
    flags.addAll(
        ON_THE_AUTOMATIC_PATH.contains(name())
            ? JavaProgram.LATE_C2
            : List.of(JavaProgram.QUICK_START));
    flags.addAll(
        List.of(
            "-Xms64m",
            "-Xmx320m",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dhumanlayer.process=" + name()));
    var program = JavaProgram.ofJar(flags, jar, aotCache);
    return Child.start(name(), log(), program.command(), environment);
  }

  @Override
  protected Child.Probe probe() {
    return HttpProbe.local(port(), READY);
  }
}

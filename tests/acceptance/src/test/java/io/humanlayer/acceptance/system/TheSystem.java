package io.humanlayer.acceptance.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Gives tests the whole system, which is started once for all of them, with a home folder of its
/// own on free ports and the routing-service twice, and brought down after the last one. When a
/// test fails, the ends of the logs are printed.
public final class TheSystem
    implements BeforeAllCallback, ParameterResolver, InvocationInterceptor {

  private static final Duration UP = Duration.ofMinutes(5);
  private static final Duration DOWN = Duration.ofMinutes(2);

  /// @param lent whether it was running before, and is to run on: `-Dhumanlayer.home=DIR`
  private record Started(Path home, Launcher launcher, RunningSystem system, boolean lent)
      implements AutoCloseable {

    static Started start() {
      String running = System.getProperty("humanlayer.home");
      if (running != null) {
        Path home = Path.of(running);
        return new Started(home, new Launcher(home), true);
      }
      try {
        Path home = Files.createTempDirectory("humanlayer-acceptance-");
        return up(home, new Launcher(home));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Started(Path home, Launcher launcher, boolean lent) {
      this(home, launcher, new RunningSystem(home, launcher), lent);
    }

    private static Started up(Path home, Launcher launcher) {
      // A run that is interrupted must not leave processes behind.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> launcher.run(DOWN, "down")));
      try {
        launcher.run(UP, "up", "--no-build", "--instances", "routing-service=2").orThrow();
        return new Started(home, launcher, false);
      } catch (RuntimeException e) {
        LogTails.print(home);
        throw e;
      }
    }

    @Override
    public void close() {
      system.close();
      if (lent) {
        return;
      }
      launcher.run(DOWN, "down").orThrow();
      try (var files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Started started(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(Started.class, _ -> Started.start(), Started.class);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    started(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSystem.class;
  }

  @Override
  public RunningSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started(context).system();
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<java.lang.reflect.Method> test,
      ExtensionContext context)
      throws Throwable {
    watched(invocation, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    watched(invocation, context);
  }

  private static void watched(Invocation<Void> invocation, ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (RuntimeException | AssertionError e) {
      if (!(e instanceof org.opentest4j.TestAbortedException)) {
        LogTails.print(started(context).home());
      }
      throw e;
    }
  }
}

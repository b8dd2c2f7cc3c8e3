package io.humanlayer.notifier.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.humanlayer.notifier.core.delivery.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbackTlsTest {

  private static final char[] PASSWORD = "for-this-test".toCharArray();

  @TempDir Path folder;
  private SSLContext tls;
  private HttpsServer receiver;

  @BeforeEach
  void start() throws Exception {
    tls = contextFor("dns:localhost");
    receiver = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    receiver.setHttpsConfigurator(new HttpsConfigurator(tls));
    receiver.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void a_certificate_for_the_host_is_trusted() {
    assertThat(post("localhost", tls.getSocketFactory())).isEqualTo(new Reply.Answered(200, null));
  }

  @Test
  void a_certificate_for_another_host_is_not() {
    assertThat(post("127.0.0.1", tls.getSocketFactory())).isInstanceOf(Reply.Unreachable.class);
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not() {
    assertThat(post("localhost", (SSLSocketFactory) SSLSocketFactory.getDefault()))
        .isInstanceOf(Reply.Unreachable.class);
  }

  private Reply post(String host, SSLSocketFactory trust) {
    return new CallbackSender(
            new CallbackSettings(true, trust, Duration.ofSeconds(10)), Clock.systemUTC())
        .post("https://" + host + ":" + receiver.getAddress().getPort() + "/", Map.of(), "{}");
  }

  private SSLContext contextFor(String name) throws Exception {
    Path file = folder.resolve("receiver.p12");
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "receiver",
            "-keyalg",
            "EC",
            "-dname",
            "CN=receiver",
            "-ext",
            "san=" + name,
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            file.toString());
    assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("receiver", store.getCertificate("receiver"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}

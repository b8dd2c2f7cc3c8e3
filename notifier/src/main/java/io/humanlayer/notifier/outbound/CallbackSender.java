package io.humanlayer.notifier.outbound;

import io.humanlayer.notifier.app.CallbackReceiver;
import io.humanlayer.notifier.core.delivery.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Posts to a URL that somebody else chose. The host is resolved once, its addresses are checked,
/// and the connection goes to a checked address: a name that resolves differently the next moment
/// gains nothing. Redirects are answers like any other.
@ApplicationScoped
public class CallbackSender implements CallbackReceiver {

  private static final int CONNECT_MILLIS = 5_000;

  private final CallbackSettings settings;
  private final Clock clock;

  public CallbackSender(CallbackSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Reply post(String url, Map<String, String> headers, String body) {
    try {
      CallbackUrl target = CallbackUrl.parse(url, settings.allowPrivate());
      InetAddress[] addresses = InetAddress.getAllByName(target.host());
      Optional<InetAddress> inside =
          Arrays.stream(addresses).filter(address -> !allowed(address)).findFirst();
      return inside.isPresent()
          ? new Reply.Forbidden("the callback URL leads to an address that is not public")
          : post(target, addresses[0], headers, body);
    } catch (CallbackUrl.NotAllowed e) {
      return new Reply.Forbidden(String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      return new Reply.Unreachable("there is no such host");
    } catch (SocketTimeoutException e) {
      return new Reply.Unreachable("no answer in time");
    } catch (IOException e) {
      return new Reply.Unreachable(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private boolean allowed(InetAddress address) {
    return settings.allowPrivate() || PublicAddresses.contains(address);
  }

  private Reply post(CallbackUrl url, InetAddress address, Map<String, String> headers, String body)
      throws IOException {
    try (Socket plain = new Socket();
        TimeLimit limit = new TimeLimit(plain, settings.limit())) {
      try {
        plain.connect(new InetSocketAddress(address, url.port()), CONNECT_MILLIS);
        HttpPost.Answer answer =
            new HttpPost(url.tls() ? secured(plain, url) : plain).send(url, headers, body);
        return new Reply.Answered(
            answer.status(),
            RetryAfter.parse(answer.headers().get("retry-after"), clock.instant()));
      } catch (IOException e) {
        throw limit.exceeded() ? new SocketTimeoutException() : e;
      }
    }
  }

  /// The certificate must be for the host in the URL, whatever address it has.
  private Socket secured(Socket plain, CallbackUrl url) throws IOException {
    SSLSocketFactory factory = settings.tls();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, url.host(), url.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}

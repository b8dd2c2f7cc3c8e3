package io.humanlayer.notifier.outbound;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// A callback URL, taken apart.
///
/// @param target path and query, as they go into the request line
record CallbackUrl(boolean tls, String host, int port, String target) {

  /// Why a URL is not one that callbacks go to.
  static final class NotAllowed extends Exception {
    private static final long serialVersionUID = 1L;

    NotAllowed(String reason) {
      super(reason);
    }
  }

  /// @param plainToo whether `http` will do
  static CallbackUrl parse(String url, boolean plainToo) throws NotAllowed {
    URI uri = uri(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (!tls && !(plainToo && scheme.equals("http"))) {
      throw new NotAllowed("the callback URL must be https");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new NotAllowed("the callback URL must name a host, and no user");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new CallbackUrl(tls, uri.getHost(), port, path + query);
  }

  /// As much of a URL as may be told to others: neither path nor query, where a secret may be.
  static String origin(String url) {
    try {
      CallbackUrl parsed = parse(url, true);
      return (parsed.tls() ? "https://" : "http://") + parsed.authority();
    } catch (NotAllowed e) {
      return "not a callback URL";
    }
  }

  private static URI uri(String url) throws NotAllowed {
    try {
      // Only ASCII may enter a request line.
      return new URI(new URI(url).parseServerAuthority().toASCIIString());
    } catch (URISyntaxException e) {
      throw new NotAllowed("the callback URL is not a URL");
    }
  }

  /// For the `Host` header.
  String authority() {
    boolean usual = port == (tls ? 443 : 80);
    return usual ? host : host + ":" + port;
  }
}

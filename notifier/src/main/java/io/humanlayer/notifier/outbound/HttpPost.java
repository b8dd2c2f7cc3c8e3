package io.humanlayer.notifier.outbound;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One POST over a connection that is already open, in HTTP/1.1 (RFC 9112), reading no more of the
/// answer than its head. Not a client library's: those choose the address themselves, and this one
/// has been checked.
final class HttpPost {

  /// The longest head of an answer that is read.
  static final int MAX_HEAD = 16 * 1024;

  private final Socket socket;

  HttpPost(Socket socket) {
    this.socket = socket;
  }

  /// The head of an answer.
  ///
  /// @param headers by lower-case name
  record Answer(int status, Map<String, String> headers) {}

  Answer send(CallbackUrl url, Map<String, String> headers, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(url.target()).append(" HTTP/1.1\r\n");
    header(head, "Host", url.authority());
    header(head, "User-Agent", "HumanLayer");
    header(head, "Content-Type", "application/json");
    header(head, "Content-Length", Integer.toString(content.length));
    header(head, "Connection", "close");
    new TreeMap<>(headers).forEach((name, value) -> header(head, name, value));
    head.append("\r\n");
    var out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(content);
    out.flush();
    return parse(readHead());
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private String readHead() throws IOException {
    byte[] read = new byte[MAX_HEAD];
    int length = 0;
    while (length < MAX_HEAD) {
      int more = socket.getInputStream().read(read, length, MAX_HEAD - length);
      if (more < 0) {
        throw new IOException("the connection ended before an answer");
      }
      length += more;
      String head = new String(Arrays.copyOf(read, length), StandardCharsets.ISO_8859_1);
      int end = head.indexOf("\r\n\r\n");
      // Interim answers (1xx) come before the one that counts.
      while (end >= 0 && head.startsWith("HTTP/1.1 1")) {
        head = head.substring(end + 4);
        end = head.indexOf("\r\n\r\n");
      }
      if (end >= 0) {
        return head.substring(0, end);
      }
    }
    throw new IOException("the head of the answer is longer than " + MAX_HEAD + " bytes");
  }

  private static Answer parse(String head) throws IOException {
    String[] lines = head.split("\r\n");
    if (!lines[0].matches("HTTP/1\\.[01] [2-9]\\d\\d( .*)?")) {
      throw new IOException("the answer is not HTTP");
    }
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).trim());
      }
    }
    return new Answer(Integer.parseInt(lines[0].substring(9, 12)), Map.copyOf(headers));
  }
}

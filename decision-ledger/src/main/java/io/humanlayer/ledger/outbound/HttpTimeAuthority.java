package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.TimeAuthority;
import io.humanlayer.ledger.app.Unreachable;
import io.humanlayer.proof.time.TimeStamp;
import io.humanlayer.proof.time.TimeStampQuery;
import io.humanlayer.proof.time.TrustedAuthorities;
import java.net.URI;

/// A time authority over HTTP (RFC 3161 §3.4).
record HttpTimeAuthority(URI url, TrustedAuthorities trusted, ShortCalls http)
    implements TimeAuthority {

  @Override
  public String name() {
    return url.toString();
  }

  @Override
  public byte[] ask(TimeStampQuery query) {
    var answer = http.post(url, "application/timestamp-query", query.bytes(), TimeStamp.MAX_BYTES);
    if (answer.status() != 200) {
      throw new Unreachable(name(), "status " + answer.status());
    }
    return answer.body();
  }
}

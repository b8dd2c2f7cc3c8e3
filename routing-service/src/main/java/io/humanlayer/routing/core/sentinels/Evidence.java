package io.humanlayer.routing.core.sentinels;

import org.jspecify.annotations.Nullable;

/// Why we believe a qualification: who gave it, and the digest of the document that says so. The
/// document itself stays with the Organisation.
public record Evidence(@Nullable String issuer, @Nullable String digest) {

  public static final Evidence NONE = new Evidence(null, null);
}

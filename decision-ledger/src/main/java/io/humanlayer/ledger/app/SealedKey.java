package io.humanlayer.ledger.app;

/// A signing key as it is stored: of no use without the master key.
public final class SealedKey {

  private final byte[] bytes;

  public SealedKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}

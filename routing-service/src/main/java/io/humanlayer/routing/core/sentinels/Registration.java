package io.humanlayer.routing.core.sentinels;

/// Where a Sentinel stands in the register.
public sealed interface Registration {

  /// Nobody of this id was ever enrolled.
  record Unknown() implements Registration {}

  /// Known to the register.
  sealed interface Known extends Registration {
    Accreditation accreditation();

    /// The same standing, with other facts.
    Known with(Accreditation other);
  }

  /// May be asked, as far as their qualifications reach.
  record Accredited(Accreditation accreditation) implements Known {
    @Override
    public Accredited with(Accreditation other) {
      return new Accredited(other);
    }
  }

  /// May decide nothing, whatever their qualifications say.
  ///
  /// @param reason a code, not a text
  record Suspended(Accreditation accreditation, String reason) implements Known {
    @Override
    public Suspended with(Accreditation other) {
      return new Suspended(other, reason);
    }
  }
}

package io.humanlayer.notifier.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Problem;
import org.jspecify.annotations.Nullable;

/// Query parameters that several resources share.
final class Parameters {

  private Parameters() {}

  static OrganisationId organisation(@Nullable String text) {
    if (text == null) {
      throw Problem.invalid("/organisation", "The parameter is required.").asException();
    }
    try {
      return new OrganisationId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/organisation", "An organisation's id: " + e.getMessage())
          .asException();
    }
  }

  static @Nullable RequestId request(@Nullable String text) {
    try {
      return text == null ? null : RequestId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/request", "A request's id is a UUID.").asException();
    }
  }
}

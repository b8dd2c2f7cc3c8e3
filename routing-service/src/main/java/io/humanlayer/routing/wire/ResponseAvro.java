package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.routing.core.cases.ResponseForm;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the Agent wants to hear, in a ruling and in an opened case.
final class ResponseAvro {

  private ResponseAvro() {}

  static @Nullable Map<String, @Nullable Object> write(ResponseForm response) {
    if (!response.asks()) {
      return null;
    }
    var values = new HashMap<String, @Nullable Object>();
    values.put("answer", response.answer());
    values.put("options", response.options());
    values.put("form", response.form());
    return values;
  }

  static ResponseForm read(EventBody body) {
    @Nullable EventBody response = body.optionalRecord("response");
    return response == null
        ? ResponseForm.LEAVE
        : new ResponseForm(
            response.flag("answer"), response.texts("options"), response.optionalText("form"));
  }
}

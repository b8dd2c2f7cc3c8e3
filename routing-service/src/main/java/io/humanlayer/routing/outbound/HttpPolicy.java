package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.eventing.UnknownContract;
import io.humanlayer.routing.app.Policy;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.core.cases.EditRuling;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.wire.EditQuestion;
import io.humanlayer.routing.wire.RulingAvro;
import io.humanlayer.web.Neighbour;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Rulings from the policy-engine, in the form in which they come over Kafka.
@ApplicationScoped
public class HttpPolicy implements Policy {

  private final Neighbour engine;
  private final AvroWire wire;

  public HttpPolicy(
      @ConfigProperty(name = "humanlayer.policy-url") URI engine,
      @ConfigProperty(name = "humanlayer.service-token") String serviceToken,
      AvroWire wire) {
    this.engine = new Neighbour(engine, serviceToken);
    this.wire = wire;
  }

  @Override
  public EditRuling ruling(Matter matter, Edit edit) {
    HttpResponse<byte[]> response;
    try {
      response =
          engine.send(
              engine
                  .request("/v1/evaluate/edited")
                  .POST(Neighbour.json(EditQuestion.write(matter, edit))));
    } catch (IOException e) {
      throw new Unavailable("the policy-engine does not answer", e);
    }
    if (response.statusCode() != 200) {
      throw new Unavailable("the policy-engine answers " + response.statusCode());
    }
    try {
      return RulingAvro.opinion(wire.decode(RulingAvro.EVENT, response.body()));
    } catch (Malformed | UnknownContract | IllegalArgumentException e) {
      throw new Unavailable("the policy-engine's answer is not a ruling", e);
    }
  }
}

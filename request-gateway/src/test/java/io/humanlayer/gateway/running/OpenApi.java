package io.humanlayer.gateway.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `contracts/openapi/request-gateway.yaml`, as far as a test needs it.
record OpenApi(Map<?, ?> document) {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  /// One method of one path.
  record Operation(String method, String path, Map<?, ?> item, Map<?, ?> operation) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static OpenApi load() {
    try (var in = OpenApi.class.getResourceAsStream("/contracts/openapi/request-gateway.yaml")) {
      return new OpenApi(
          (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Operation> operations() {
    var all = new ArrayList<Operation>();
    ((Map<?, ?>) document.get("paths"))
        .forEach(
            (path, item) ->
                ((Map<?, ?>) item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            all.add(
                                new Operation(
                                    method.toString().toUpperCase(Locale.ROOT),
                                    path.toString(),
                                    (Map<?, ?>) item,
                                    (Map<?, ?>) operation));
                          }
                        }));
    return all;
  }

  /// The parameters of an operation and of its path.
  List<Map<?, ?>> parameters(Operation operation) {
    var all = new ArrayList<Map<?, ?>>();
    for (Map<?, ?> owner : List.of(operation.item(), operation.operation())) {
      if (owner.get("parameters") instanceof List<?> parameters) {
        parameters.forEach(parameter -> all.add(resolved(parameter)));
      }
    }
    return all;
  }

  /// The media types of the answer with this status; null where the document knows none such.
  Set<?> answers(Operation operation, int status) {
    Object response =
        ((Map<?, ?>) operation.operation().get("responses")).get(Integer.toString(status));
    if (response == null) {
      return null;
    }
    return resolved(response).get("content") instanceof Map<?, ?> content
        ? content.keySet()
        : Set.of();
  }

  /// The name of the credentials that the operation takes.
  String security(Operation operation) {
    Object own = operation.operation().get("security");
    List<?> schemes = (List<?>) (own == null ? document.get("security") : own);
    return ((Map<?, ?>) schemes.getFirst()).keySet().iterator().next().toString();
  }

  /// The example of the body, if the operation takes one.
  Object example(Operation operation) {
    if (!(operation.operation().get("requestBody") instanceof Map<?, ?> body)) {
      return null;
    }
    Map<?, ?> content = (Map<?, ?>) body.get("content");
    return ((Map<?, ?>) content.get("application/json")).get("example");
  }

  /// The schema of that name.
  Map<?, ?> schema(String name) {
    return resolved(Map.of("$ref", "#/components/schemas/" + name));
  }

  private Map<?, ?> resolved(Object node) {
    Map<?, ?> map = (Map<?, ?>) node;
    if (!(map.get("$ref") instanceof String reference)) {
      return map;
    }
    Object target = document;
    for (String part : reference.substring(2).split("/")) {
      target = ((Map<?, ?>) target).get(part);
    }
    return (Map<?, ?>) target;
  }
}

/// Where requests and events come in: HTTP resources, Kafka consumers, tickers. They translate and
/// call a use case; they must never decide. Read `RequestsResource` first.
@NullMarked
package io.humanlayer.gateway.inbound;

import org.jspecify.annotations.NullMarked;

/// How facts enter and leave a service: the journal (append-only events of a stream, and the
/// outbox), the inbox (what has had its effect), the envelope and the codec of what crosses Kafka.
///
/// The only place that knows PostgreSQL and Kafka together. It knows no feature of any service and
/// must never decide anything. Read `DeciderRunner` first, then `Consumption`.
@NullMarked
package io.humanlayer.eventing;

import org.jspecify.annotations.NullMarked;

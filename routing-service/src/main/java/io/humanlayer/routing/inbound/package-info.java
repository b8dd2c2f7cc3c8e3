/// Where the world comes in: rulings from Kafka, the interfaces of operators and Sentinels over
/// HTTP, and the ticker that brings the time.
///
/// Nothing is decided here; a refusal of the core is told as a problem. Read `RulingsConsumer`,
/// then `CasesResource`.
@NullMarked
package io.humanlayer.routing.inbound;

import org.jspecify.annotations.NullMarked;

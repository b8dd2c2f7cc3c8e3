/// Between the domain and what crosses a border: Avro events, JSON, and text made safe to look at.
///
/// What does not fit is refused with a reason, never repaired. Read `CaseAvro` first.
@NullMarked
package io.humanlayer.routing.wire;

import org.jspecify.annotations.NullMarked;

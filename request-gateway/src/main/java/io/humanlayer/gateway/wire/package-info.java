/// JSON and Avro to domain values and back. Read `RequestJson` first.
@NullMarked
package io.humanlayer.gateway.wire;

import org.jspecify.annotations.NullMarked;

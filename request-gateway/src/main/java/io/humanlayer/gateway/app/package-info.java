/// The use cases of the gateway, one class each, and the ports to what lies outside the process.
/// Read `SubmitRequest` first.
@NullMarked
package io.humanlayer.gateway.app;

import org.jspecify.annotations.NullMarked;

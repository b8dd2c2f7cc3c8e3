/// From text to the model and back: policy documents in YAML, their canonical JSON and digest, and
/// events in Avro. What is not understood is refused with its place, never skipped. Read
/// `YamlPolicies` first.
@NullMarked
package io.humanlayer.policy.wire;

import org.jspecify.annotations.NullMarked;

/// Whether a policy's tests would notice a mistake: small mistakes are made on purpose, and those
/// that no test notices name a boundary that nobody has tested. Read `MutationTesting` first.
@NullMarked
package io.humanlayer.policy.core.mutation;

import org.jspecify.annotations.NullMarked;

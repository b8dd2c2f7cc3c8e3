/// What comes in: requests from `hl.intake.v1`, policies from `hl.policies.v1`, and the calls of
/// people over HTTP. It reads and answers, and leaves what to do to `app`. Read `IntakeConsumer`
/// first.
@NullMarked
package io.humanlayer.policy.inbound;

import org.jspecify.annotations.NullMarked;

/// What a human decision must look like: panels and quorum, tier, deadlines, escalation. When
/// several rules ask, their requirements are merged upward into one that satisfies each; the merge
/// is a join (associative, commutative, idempotent), so the order of rules never matters. It must
/// never make a requirement weaker than one of its parts. Read `Requirement` first.
@NullMarked
package io.humanlayer.policy.core.requirement;

import org.jspecify.annotations.NullMarked;

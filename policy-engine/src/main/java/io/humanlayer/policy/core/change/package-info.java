/// What changes between two numbers of a policy, and whether the change lets anything through that
/// stopped before. It errs on the strict side: what cannot be shown to tighten counts as loosening.
/// Read `PolicyDiff` first.
@NullMarked
package io.humanlayer.policy.core.change;

import org.jspecify.annotations.NullMarked;

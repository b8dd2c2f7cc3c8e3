/// What is dubious about a policy although it compiles: conditions that let too much through, and
/// requirements that cannot be met. It evaluates nothing. Read `Lints` first.
@NullMarked
package io.humanlayer.policy.core.lint;

import org.jspecify.annotations.NullMarked;

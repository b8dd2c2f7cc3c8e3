/// What an Agent or an author can learn from a ruling: the smallest change to the request after
/// which it would be allowed. Read `SmallestChange` first.
@NullMarked
package io.humanlayer.policy.core.explain;

import org.jspecify.annotations.NullMarked;

/// The Decision as those outside learn of it. Pure values; it must never make or change one.
@NullMarked
package io.humanlayer.notifier.core.decision;

import org.jspecify.annotations.NullMarked;

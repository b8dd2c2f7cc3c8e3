/// The signed heads of an organisation's log, as they are passed on to it. They are read, never
/// made or changed.
@NullMarked
package io.humanlayer.notifier.core.checkpoint;

import org.jspecify.annotations.NullMarked;

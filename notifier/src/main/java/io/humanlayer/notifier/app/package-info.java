/// The use cases of the notifier and its ports. It must never decide what was decided, only that it
/// is told. Read [AnnounceDecisions] first, then [DeliverDue].
@NullMarked
package io.humanlayer.notifier.app;

import org.jspecify.annotations.NullMarked;

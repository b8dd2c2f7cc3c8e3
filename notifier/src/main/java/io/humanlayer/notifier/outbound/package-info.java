/// PostgreSQL, the keys at rest, and the way to receivers out on the network. A receiver's address
/// is never trusted: read [CallbackSender] and [PublicAddresses] together.
@NullMarked
package io.humanlayer.notifier.outbound;

import org.jspecify.annotations.NullMarked;

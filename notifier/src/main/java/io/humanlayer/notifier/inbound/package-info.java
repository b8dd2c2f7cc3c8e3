/// Where messages, calls and time come in. Nobody depends on it. Read [DecisionsConsumer] first.
@NullMarked
package io.humanlayer.notifier.inbound;

import org.jspecify.annotations.NullMarked;

/// One delivery of one decision to one receiver: owed, tried again at growing distances, done or
/// given up. Pure; it must never know how a message travels. Read [DeliveryDecider] first.
@NullMarked
package io.humanlayer.notifier.core.delivery;

import org.jspecify.annotations.NullMarked;

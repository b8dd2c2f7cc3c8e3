/// What an agent sees of its request. Pure values; it must never make a decision, only show one.
@NullMarked
package io.humanlayer.gateway.core.status;

import org.jspecify.annotations.NullMarked;

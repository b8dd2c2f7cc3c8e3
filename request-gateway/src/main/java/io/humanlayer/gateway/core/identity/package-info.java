/// Who asks: agents, as they are registered. Pure values.
@NullMarked
package io.humanlayer.gateway.core.identity;

import org.jspecify.annotations.NullMarked;

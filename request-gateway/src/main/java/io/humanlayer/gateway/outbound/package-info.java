/// The database and the intake topic behind the ports of `app`. Nobody depends on this package.
@NullMarked
package io.humanlayer.gateway.outbound;

import org.jspecify.annotations.NullMarked;

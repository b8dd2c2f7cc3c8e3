/// The few types that every service shares: the shape of a decider and the identifiers.
///
/// JDK only, at most ten types; a type enters when three modules need it. Read `Decider` first.
@NullMarked
package io.humanlayer.kernel;

import org.jspecify.annotations.NullMarked;

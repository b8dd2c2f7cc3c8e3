/// The kill switch: what an Organisation has told to stand still, from the whole of it down to one
/// operation.
///
/// A suspension only ever stops things. Read `Suspension`.
@NullMarked
package io.humanlayer.routing.core.suspensions;

import org.jspecify.annotations.NullMarked;

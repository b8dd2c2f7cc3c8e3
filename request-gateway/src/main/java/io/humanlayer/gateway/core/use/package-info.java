/// The use of an approval: once, in time, for exactly the Action that was approved.
///
/// What was decided by policy is used here; what was decided in a case is used there. Read
/// `Approval`.
@NullMarked
package io.humanlayer.gateway.core.use;

import org.jspecify.annotations.NullMarked;

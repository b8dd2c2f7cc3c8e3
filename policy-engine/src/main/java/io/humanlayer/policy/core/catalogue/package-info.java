/// What an Agent may ask to do: operations, their arguments and types, and how what an Agent sends
/// is read against them. Arguments are read before any rule sees them, and whatever does not fit is
/// named, never repaired. Read `Catalogue` first.
@NullMarked
package io.humanlayer.policy.core.catalogue;

import org.jspecify.annotations.NullMarked;

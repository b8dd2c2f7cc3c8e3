/// Who is on duty when: rotations, overrides, the shifts that they come to, and the hours that
/// nobody covers. Pure: the instants at which a rotation's rule strikes come in as arguments.
///
/// A schedule never delays anything: who is not on duty is not asked. Read `Roster` first.
@NullMarked
package io.humanlayer.routing.core.schedules;

import org.jspecify.annotations.NullMarked;

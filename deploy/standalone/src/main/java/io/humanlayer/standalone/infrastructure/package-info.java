/// The four third-party servers as local processes: database, broker, registry and Connect.
///
/// Each class starts one process from the folders that the `infrastructure` module lays out, knows
/// when it answers, and stops it by its process id. Nothing here knows what HumanLayer does with
/// them, and nothing here restarts them. Read `Server` first, then `Child`.
@NullMarked
package io.humanlayer.standalone.infrastructure;

import org.jspecify.annotations.NullMarked;

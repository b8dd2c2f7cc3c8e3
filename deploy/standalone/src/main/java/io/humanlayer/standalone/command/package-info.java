/// What `./humanlayer` does, one class per sub-command.
///
/// A command reads and writes the home folder and the processes noted there; only the supervisor,
/// which `up` leaves running, owns the processes. Read `Up` first.
@NullMarked
package io.humanlayer.standalone.command;

import org.jspecify.annotations.NullMarked;

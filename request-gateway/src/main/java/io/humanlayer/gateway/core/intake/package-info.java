/// What a request must be to be taken in, and what it becomes. Pure: time and ids are given. Read
/// `Intake` first.
@NullMarked
package io.humanlayer.gateway.core.intake;

import org.jspecify.annotations.NullMarked;

/// The system as a whole: which processes it has, in which order they start, and that they come
/// back when they die.
///
/// It knows of the services only their names, their jars, their environment and their readiness; it
/// never reads their data. Read `Supervisor` first: it is the life of an instance.
@NullMarked
package io.humanlayer.standalone.system;

import org.jspecify.annotations.NullMarked;

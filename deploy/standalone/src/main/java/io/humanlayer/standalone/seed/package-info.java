/// The demo organisation: what it consists of is data (`deploy/standalone/seed`), and it is made
/// through the same HTTP API that an operator uses.
///
/// It never touches a database or a topic. Interrupted and run again, it goes on where it stopped.
/// Read `Seeding` first.
@NullMarked
package io.humanlayer.standalone.seed;

import org.jspecify.annotations.NullMarked;

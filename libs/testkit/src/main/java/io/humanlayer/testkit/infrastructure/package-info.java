/// A real broker, database and schema registry for the tests of one service, in containers where a
/// Docker engine answers and as local processes where none does.
///
/// Never a stand-in: what passes here has met the real thing. Read [RealInfrastructure] first, then
/// [TestKafka].
@NullMarked
package io.humanlayer.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;

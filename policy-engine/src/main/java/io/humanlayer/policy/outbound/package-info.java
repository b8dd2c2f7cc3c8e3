/// How the service reaches what is outside of it: the topics it writes, and its tables. Nothing
/// here decides. Read `KafkaRulings` first.
@NullMarked
package io.humanlayer.policy.outbound;

import org.jspecify.annotations.NullMarked;

/// What live traffic shows of policies: expressions that fail, and what a shadow would have said.
/// It only watches; nothing here has any effect on a ruling. Read `Observation` first.
@NullMarked
package io.humanlayer.policy.core.observation;

import org.jspecify.annotations.NullMarked;

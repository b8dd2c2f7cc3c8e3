/// What the service is asked to do, one class per use case, and the ports through which it reaches
/// the world. On the automatic path nothing here may touch a database unless the operation has
/// limits. Read `RuleOnRequests` first.
@NullMarked
package io.humanlayer.policy.app;

import org.jspecify.annotations.NullMarked;

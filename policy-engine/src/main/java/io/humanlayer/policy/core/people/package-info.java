/// Who could sit on a panel, as far as a policy's author must know before publishing: a count,
/// never a choice. Who is asked in a case is for the routing-service to say. Read `Sentinel` first.
@NullMarked
package io.humanlayer.policy.core.people;

import org.jspecify.annotations.NullMarked;

/// What policy says of one request. Every rule that covers the operation is evaluated and the most
/// severe ruling wins, DENY over ARBITRIUM over ALLOW, so the order of rules and layers never
/// matters. It must never answer ALLOW because something went wrong: an expression that fails makes
/// a strict rule match and an ALLOW rule not match. The language of expressions stays outside,
/// behind `Language`. Read `Policy` first, then `Rulebook`.
@NullMarked
package io.humanlayer.policy.core.policy;

import org.jspecify.annotations.NullMarked;

/// What people's decisions say of the rules that asked for them: how often, how, how fast, and
/// where a rule might ask less or refuse more. It only ever suggests; a person publishes. Few
/// decisions, few people or a short time suggest nothing. Read `Feedback` first, then `Suggestion`.
@NullMarked
package io.humanlayer.policy.core.feedback;

import org.jspecify.annotations.NullMarked;

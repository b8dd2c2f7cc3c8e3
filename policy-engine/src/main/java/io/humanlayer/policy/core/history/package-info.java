/// What was asked, ruled and decided before, as far as it is needed to judge a policy: to ask the
/// same question again under another one, and to learn how people decided. It follows the topics
/// behind the rulings and never stands in their way; nothing here may influence a ruling. Read
/// `RecordedRequest` first.
@NullMarked
package io.humanlayer.policy.core.history;

import org.jspecify.annotations.NullMarked;

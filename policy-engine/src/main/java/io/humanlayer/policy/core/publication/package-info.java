/// A number of a policy on its way into force. Humans decide it as they decide any action; here is
/// what their decision means. Nothing but their approval ever puts a number in force. Read
/// `PublicationRules` first.
@NullMarked
package io.humanlayer.policy.core.publication;

import org.jspecify.annotations.NullMarked;

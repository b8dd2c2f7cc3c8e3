/// Rejections that stand: the same action of the same agent, asked again, has the same answer until
/// a person reopens it. Only what a human decided stands, and only the last of it. Read
/// `DenialChange` first.
@NullMarked
package io.humanlayer.gateway.core.denial;

import org.jspecify.annotations.NullMarked;

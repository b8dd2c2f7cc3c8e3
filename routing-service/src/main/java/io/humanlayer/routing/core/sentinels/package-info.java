/// Who the Sentinels are and what they are qualified for: pure values and one question, "may this
/// person sit here now?".
///
/// It knows nothing of cases and keeps no register; a Sentinel's record comes in with the command.
/// Read `Profile` first.
@NullMarked
package io.humanlayer.routing.core.sentinels;

import org.jspecify.annotations.NullMarked;

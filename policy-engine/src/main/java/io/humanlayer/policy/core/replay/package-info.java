/// What a draft would have made of requests that are past. Each request is judged by itself, on the
/// limits as they were recorded: consequences of other rulings are not simulated. Memory is bounded
/// whatever the number of requests. Read `Replay` first.
@NullMarked
package io.humanlayer.policy.core.replay;

import org.jspecify.annotations.NullMarked;

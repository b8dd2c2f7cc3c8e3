/// A DecisionRequest on its way through policy: as it came from the gateway, and with what was said
/// of it. All times in what was said come from the request itself, so that ruling on it again says
/// the same, byte for byte. Read `DecisionRequest` first.
@NullMarked
package io.humanlayer.policy.core.request;

import org.jspecify.annotations.NullMarked;

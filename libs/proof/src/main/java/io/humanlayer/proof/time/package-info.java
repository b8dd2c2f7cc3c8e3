/// When a checkpoint existed at the latest, by the word of somebody else: RFC 3161 time stamps, how
/// to ask for one and how to check one offline.
///
/// A time authority may lie or be impersonated, so nothing it says is kept before `TimeStamp` has
/// compared it with the question. The authority that is built in says of itself that nobody needs
/// to trust it. Read `TimeStamp` first.
@NullMarked
package io.humanlayer.proof.time;

import org.jspecify.annotations.NullMarked;

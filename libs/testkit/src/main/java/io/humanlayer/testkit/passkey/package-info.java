/// A passkey without a device, for tests: it makes what a browser and an authenticator would send,
/// and whatever else an attacker might. Never in anything that runs for people.
@NullMarked
package io.humanlayer.testkit.passkey;

import org.jspecify.annotations.NullMarked;

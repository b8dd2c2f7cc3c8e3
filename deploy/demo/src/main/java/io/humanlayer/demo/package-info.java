/// An agent and two Sentinels play the seeds' cases against a running system, through the same HTTP
/// API that everybody uses. Nothing here has a way around that API. Read `Demo` first.
@NullMarked
package io.humanlayer.demo;

import org.jspecify.annotations.NullMarked;

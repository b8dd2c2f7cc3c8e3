/// The Sentinels' console: pages made here, on the server, without any script.
///
/// The page is part of what a Sentinel answers for: what an Agent wrote stands in it as plain text
/// with every invisible character shown, in a fixed order of sections. A GET never decides. Read
/// `ConsoleResource` first.
@NullMarked
package io.humanlayer.routing.inbound.console;

import org.jspecify.annotations.NullMarked;

/// A service that keeps every rule: the violations beside it fail alone.
@NullMarked
package io.humanlayer.testkit.planted.clean.outbound;

import org.jspecify.annotations.NullMarked;

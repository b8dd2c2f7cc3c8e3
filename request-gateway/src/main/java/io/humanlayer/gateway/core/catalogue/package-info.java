/// What an organisation calls its operations, as far as the gateway needs it: aliases and the types
/// by which arguments are brought to one form, so that the same action has the same digest through
/// every door. Read `Catalogue` first.
@NullMarked
package io.humanlayer.gateway.core.catalogue;

import org.jspecify.annotations.NullMarked;

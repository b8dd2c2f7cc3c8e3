/// PostgreSQL and the gateway, behind the ports of `app`. Each adapter is named by its technology
/// or by what it keeps.
///
/// Whatever decides about a case locks its row in `case_view` first, so that no two of them wait
/// for each other. Read `CaseJournal` first.
@NullMarked
package io.humanlayer.routing.outbound;

import org.jspecify.annotations.NullMarked;

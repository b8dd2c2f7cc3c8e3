/// The one door: a port that joins the HTTP paths of the five services.
///
/// It forwards what is on its list and answers 404 to everything else, so that what is meant for
/// operators and for services among themselves (`/q/*`, `/v1/dossiers`) cannot be reached through
/// it. It neither authenticates nor rewrites. Read `Route`, the list, first.
@NullMarked
package io.humanlayer.standalone.edge;

import org.jspecify.annotations.NullMarked;

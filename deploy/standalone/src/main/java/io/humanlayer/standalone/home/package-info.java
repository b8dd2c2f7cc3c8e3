/// What an instance keeps between runs, all under one folder: its data, its secrets, its ports, and
/// a note of each process it started.
///
/// Two instances with different folders share nothing. Nothing here starts or stops a server of its
/// own; leftovers of a killed run are ended by the notes. Read `Home` first.
@NullMarked
package io.humanlayer.standalone.home;

import org.jspecify.annotations.NullMarked;

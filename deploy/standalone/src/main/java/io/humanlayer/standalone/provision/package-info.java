/// What the servers must hold before a service starts: databases, topics, schemas, connectors, and
/// what an organisation may do with the broker.
///
/// Everything here may be run again: it makes what is missing and leaves the rest. It never
/// deletes. Read `TopicList`, the reading of `contracts/topics.yaml`, first.
@NullMarked
package io.humanlayer.standalone.provision;

import org.jspecify.annotations.NullMarked;

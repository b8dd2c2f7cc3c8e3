/// `contracts/topics.yaml` as tests need it: to hold code to it and to create the topics from it.
///
/// It never knows a topic that the file does not. Read [TopicCatalogue].
@NullMarked
package io.humanlayer.testkit.topics;

import org.jspecify.annotations.NullMarked;

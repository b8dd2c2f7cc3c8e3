package io.humanlayer.standalone.provision;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/// What an organisation's Kafka user may do: write its requests, read what is told to it, use
/// consumer groups and transactions under its own name. The topics that carry answers are not its
/// to write, so that none of its programs can forge a decision for another.
public record OrganisationAccess(String bootstrap) {

  /// RFC 5802 asks for at least 4096.
  private static final int SCRAM_ITERATIONS = 4096;

  /// Gives the user `organisation` this password and these rights.
  public void grant(String organisation, String password) {
    var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS);
    try (var broker = Broker.at(bootstrap)) {
      var user = new UserScramCredentialUpsertion(organisation, credential, password);
      Broker.get(broker.alterUserScramCredentials(List.of(user)).all());
      Broker.get(broker.createAcls(rights(organisation)).all());
      Broker.await("the rights of " + organisation, () -> isKnown(broker, organisation));
    }
  }

  /// The broker answers for what it enforces, which trails what its controller has accepted.
  private static boolean isKnown(Admin broker, String organisation) {
    var users = Broker.get(broker.describeUserScramCredentials().users());
    var mine =
        new AclBindingFilter(
            ResourcePatternFilter.ANY,
            new AccessControlEntryFilter(
                "User:" + organisation, null, AclOperation.ANY, AclPermissionType.ANY));
    var rights = Broker.get(broker.describeAcls(mine).values());
    return users.contains(organisation) && rights.containsAll(rights(organisation));
  }

  private static List<AclBinding> rights(String organisation) {
    var own = organisation + ".";
    return List.of(
        allow(organisation, TOPIC, "ext." + own + "requests.", PREFIXED, WRITE),
        allow(organisation, TOPIC, "ext." + own, PREFIXED, READ),
        allow(organisation, TOPIC, "ext." + own, PREFIXED, DESCRIBE),
        allow(organisation, GROUP, organisation, LITERAL, READ),
        allow(organisation, GROUP, own, PREFIXED, READ),
        allow(organisation, TRANSACTIONAL_ID, own, PREFIXED, WRITE),
        allow(organisation, TRANSACTIONAL_ID, own, PREFIXED, DESCRIBE));
  }

  private static AclBinding allow(
      String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }
}

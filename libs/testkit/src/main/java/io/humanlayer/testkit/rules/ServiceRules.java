package io.humanlayer.testkit.rules;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The rules of one service. A service's tests have one subclass: `class NotifierRulesTest extends
/// ServiceRules { … super("io.humanlayer.notifier", "notifier"); }`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServiceRules {

  private final ServiceCode service;

  /// @param rootPackage above `core`, `app`, `inbound`, `outbound` and `wire`
  /// @param module the artifact, which is also the name of the service in `topics.yaml`
  protected ServiceRules(String rootPackage, String module) {
    this(ServiceCode.of(rootPackage, module));
  }

  ServiceRules(ServiceCode service) {
    this.service = service;
  }

  @Test
  public void D1_core_uses_only_the_jdk_kernel_proof_and_jspecify() {
    check(CoreRules.d1(service));
  }

  @Test
  public void D2_core_has_no_clock_chance_io_or_threads() {
    check(CoreRules.d2(service));
  }

  @Test
  public void D3_features_of_core_form_no_cycle() {
    check(CoreRules.d3(service));
  }

  @Test
  public void D4_commands_and_events_are_sealed_interfaces_of_records() {
    check(CoreRules.d4(service));
  }

  @Test
  public void D5_avro_types_stay_in_wire_and_inbound() {
    check(BorderRules.d5(service));
  }

  @Test
  public void D6_kafka_and_jdbc_stay_at_the_border() {
    check(BorderRules.d6(service));
  }

  @Test
  public void D7_inbound_uses_neither_a_decider_nor_outbound() {
    check(BorderRules.d7(service));
  }

  @Test
  public void D8_nobody_depends_on_inbound_or_outbound() {
    check(BorderRules.d8(service));
  }

  @Test
  public void D9_what_a_database_decides_leaves_through_the_journal() {
    check(BorderRules.d9(service));
  }

  @Test
  public void D10_no_service_depends_on_another() {
    check(BorderRules.d10(service));
  }

  @Test
  public void D12_every_package_is_null_marked() {
    check(NullMarkedRule.d12(service));
  }

  @Test
  public void D13_every_topic_is_in_the_catalogue_with_this_service() {
    TopicRule.of(service).check();
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(service.classes());
  }
}
